import type { Clock } from "@parley/base";
import type { ActDraft } from "@parley/client";
import { ALFA, hash, NOW } from "../../gallery/samples.ts";

/** A clock that a test moves; calls come due when it does. */
export class TestClock implements Clock {
  #now = NOW;
  #calls: { at: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const one = { at: this.#now + ms, call };
    this.#calls.push(one);
    return () => {
      this.#calls = this.#calls.filter((other) => other !== one);
    };
  }

  /** Moves on, and lets what was waiting for it run to its end. */
  async move(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#calls.filter(({ at }) => at <= this.#now);
    this.#calls = this.#calls.filter(({ at }) => at > this.#now);
    for (const { call } of due) call();
    await settled();
  }
}

/** Lets promises that are already decided run. */
export function settled(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done);
  });
}

/** A notification to Alfa with everything that an early warning asks for. */
export const OPENING: ActDraft = {
  id: "draft-1",
  kind: "T02",
  channel: null,
  re: null,
  roster: [ALFA.rec],
  tlp: "amber+strict",
  prec: "urgent",
  ask: {},
  res: ["non_attribution", "voluntary"],
  fields: {
    stage: "early-warning",
    incident_ref: "XB-31",
    rsit: { class: "intrusions", type: "system-compromise" },
    incident_status: "ongoing",
    suspected_malicious: "unknown",
    cross_border: "yes",
    impact_scope: "multi-org",
    territorial_link: "hosting",
    request_to_recipient: "information",
    public_status: "not-public",
  },
  updatedAt: NOW,
};

export const REPLY: ActDraft = {
  ...OPENING,
  id: "draft-2",
  kind: "T04",
  channel: hash(1),
  re: hash(1),
  roster: [],
  res: ["voluntary"],
  fields: { reply_kind: "information", text: "Logs were kept." },
};
