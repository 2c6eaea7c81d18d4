import type { T02Fields } from "@parley/protocol";
import type { ActDraft } from "../src/index.ts";
import type { FakeOffice } from "./fake-office.ts";

export const EARLY_WARNING: T02Fields = {
  stage: "early-warning",
  incident_ref: "CERT-2026-0147",
  rsit: { class: "availability", type: "ddos" },
  incident_status: "ongoing",
  suspected_malicious: "unknown",
  cross_border: "yes",
  impact_scope: "multi-org",
  territorial_link: "hosting",
  summary: "Traffic above 400 Gbit/s towards two operators.",
  request_to_recipient: "information",
  public_status: "not-public",
};

export function notification(to: readonly FakeOffice[], change: Partial<ActDraft> = {}): ActDraft {
  return {
    id: "draft-1",
    kind: "T02",
    channel: null,
    re: null,
    roster: to.map(({ rec }) => rec),
    tlp: "amber+strict",
    prec: "urgent",
    ask: { ack: "2026-11-24T10:00:00Z" },
    res: [],
    fields: { ...EARLY_WARNING },
    updatedAt: 0,
    ...change,
  };
}
