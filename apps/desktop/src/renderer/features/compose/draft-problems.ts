import type { Instant } from "@parley/base";
import type { ActDraft, FieldProblem } from "@parley/client";
import { readMoment } from "@parley/protocol";
import { readLocal } from "./local-time.ts";
import { countFields } from "./typed-text.ts";

/**
 * A problem of a field, or of the whole: `size` where all texts together do not fit. `gap`: a time that clocks went
 * over; `not-now`: a kind of reply that is not open any more.
 */
export interface DraftProblem {
  readonly field: string;
  readonly reason: FieldProblem["reason"] | "gap" | "not-now";
}

const MOMENTS = ["detected_at", "started_at", "ended_at"] as const;
const ASKED = ["ack", "reply", "revert"] as const;

/**
 * What keeps a draft from being signed: what the client found, and what only the typing shows, in the order of the
 * form. `zone` is that in which times are typed.
 */
export function draftProblems(
  draft: ActDraft,
  found: readonly FieldProblem[],
  zone: string,
  now: Instant,
): readonly DraftProblem[] {
  const asked = ASKED.flatMap((name): DraftProblem[] => {
    const value = draft.ask[name];
    if (value === undefined) return [];
    const instant = readMoment(value);
    if (instant === null) return [{ field: `ask.${name}`, reason: "not-a-time" }];
    return instant <= now ? [{ field: `ask.${name}`, reason: "in-the-past" }] : [];
  });
  const size: readonly DraftProblem[] = countFields(draft.fields).over
    ? [{ field: "size", reason: "too-long" }]
    : [];
  const all = [...found, ...asked, ...size].map((one) =>
    one.reason === "not-a-time" && inGap(draft, one.field, zone)
      ? { ...one, reason: "gap" as const }
      : one,
  );
  const first = new Map<string, DraftProblem>();
  for (const one of all) if (!first.has(one.field)) first.set(one.field, one);
  return [...first.values()].sort((a, b) => placeOfField(a.field) - placeOfField(b.field));
}

function inGap(draft: ActDraft, field: string, zone: string): boolean {
  const asked = ASKED.find((name) => field === `ask.${name}`);
  const moment = MOMENTS.find((name) => name === field);
  const typed = asked === undefined ? moment && draft.fields[moment] : draft.ask[asked];
  return typeof typed === "string" && readLocal(typed, zone).state === "gap";
}

/** Fields in the order in which the forms show them. */
const ORDER = [
  "roster",
  "prec",
  "tlp",
  "reply_kind",
  "stage",
  "incident_ref",
  "rsit",
  "incident_status",
  ...MOMENTS,
  "summary",
  "impact_scope",
  "affected_sectors",
  "states_affected",
  "severity_national",
  "severity",
  "impact_outlook",
  "suspected_malicious",
  "cross_border",
  "root_cause",
  "territorial_link",
  "public_status",
  "mitigation_taken",
  "request_to_recipient",
  "conditions",
  "redirect_to",
  "text",
  "answers",
  "ask.ack",
  "ask.reply",
  "ask.revert",
  "res",
  "size",
];

function placeOfField(field: string): number {
  const place = ORDER.indexOf(field);
  return place === -1 ? ORDER.length : place;
}

/** DOM id of a field, for moving the focus to it. */
export function anchorOf(field: string): string {
  return `compose-${field.replace(".", "-")}`;
}
