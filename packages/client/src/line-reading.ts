import type { Instant } from "@parley/base";
import { parseLineMessage, isServiceMessage, type ServiceMessage } from "@parley/directory";
import { parsePayload, type Payload } from "@parley/protocol";
import type { Change } from "@parley/storage";
import { cardsChange, erasedChange } from "./cards.ts";
import type { Core } from "./core.ts";
import { reportRow } from "./device-reports.ts";
import { gradedChange } from "./line-graded.ts";
import { arrivalsOf, peerOf, type LineArrival } from "./line-rows.ts";
import { isGraded } from "./line-outbox.ts";
import { gradeRows } from "./grades.ts";
import { proposedChange, withdrawnChange } from "./proposals.ts";
import { takeHead } from "./signed-heads.ts";

export interface LineReadingParts {
  /** Takes up a log where it goes on from the one held. Inside the queue. */
  readonly offer: (text: string) => Promise<void>;
  /** Awaited, inside the queue, after something that others rest on has changed: a report. */
  readonly changed: () => Promise<void>;
}

/** What the service says over a PoC's line, dealt with in the order in which it came. */
export class LineReading {
  readonly #core: Core;
  readonly #parts: LineReadingParts;
  #heardAt: Instant = Number.NEGATIVE_INFINITY;
  /** A part of a log came that does not go on from what is here. */
  hasGap = false;

  constructor(core: Core, parts: LineReadingParts) {
    this.#core = core;
    this.#parts = parts;
  }

  /** Whether the service was heard since. */
  heardSince(moment: Instant): boolean {
    return this.#heardAt >= moment;
  }

  /** Inside the queue. */
  async work(): Promise<void> {
    const core = this.#core;
    for (const arrival of arrivalsOf(core.state)) {
      if (core.closed) return;
      const change = await this.#deal(arrival);
      const keptGone = [...(change.keptGone ?? []), { kind: "line-in", id: arrival.row }];
      if (!(await core.commit({ ...change, keptGone }))) return;
      if (change.kept?.some(({ kind }) => kind === "report") === true) await this.#parts.changed();
    }
  }

  async #deal(arrival: LineArrival): Promise<Change> {
    const { state } = this.#core;
    const payload = parsePayload(arrival.type, arrival.content);
    if (!payload.ok || arrival.sender !== peerOf(state, arrival.room)) return {};
    const isHeard = this.#counts(arrival);
    if (isHeard) this.#heardAt = this.#core.now();
    return this.#dealWith(arrival, payload.value, isHeard);
  }

  /** READ-1 of a line: it came from a device of the service that is listed now, and the machine says nothing against it. */
  #counts({ sender, senderKey, shield }: LineArrival): boolean {
    if (shield === "authenticity-not-guaranteed" || shield === "mismatched-sender") return false;
    const from = this.#core.state.listed.deviceBySenderKey(sender, senderKey);
    return from?.record.kind === "service";
  }

  async #dealWith(arrival: LineArrival, payload: Payload, counts: boolean): Promise<Change> {
    const { state } = this.#core;
    if (payload.type === "chat.parley.grade")
      return counts ? gradedChange(state, arrival.room, payload.of) : {};
    const message = payload.type === "chat.parley.line" ? parseLineMessage(payload.line) : null;
    if (message?.ok !== true || !isServiceMessage(message.value)) return {};
    // A log proves itself: a new device of the service can bring the entry that lists it.
    if (message.value.kind === "log") await this.#takeLines(message.value);
    if (!counts) return {};
    const change = await this.#take(message.value);
    return isGraded(message.value) ? this.#graded(arrival, change) : change;
  }

  #graded({ room, id }: LineArrival, change: Change): Change {
    const { state, isInFlight } = this.#core;
    const { outbox, outboxGone } = gradeRows(state, room, [id], this.#core.now(), isInFlight);
    return { ...change, outbox, outboxGone };
  }

  async #takeLines({ from, lines }: ServiceMessage & { readonly kind: "log" }): Promise<void> {
    const { state } = this.#core;
    const held = state.offered ?? state.log.text;
    const before = held.split("\n").slice(0, -1);
    if (from > before.length + 1) {
      this.hasGap = true;
      return;
    }
    const all = [...before.slice(0, from - 1), ...lines];
    // An old part, once more.
    if (all.length <= before.length && all.every((line, n) => line === before[n])) return;
    this.hasGap = false;
    await this.#parts.offer(all.map((line) => `${line}\n`).join(""));
  }

  async #take(message: ServiceMessage): Promise<Change> {
    const core = this.#core;
    const { state } = core;
    switch (message.kind) {
      case "log":
      case "note":
        return {};
      case "head": {
        const { change, behind, forked } = takeHead(core, message.head);
        if (behind) this.hasGap = true;
        if (forked) core.sawSplit();
        return change ?? {};
      }
      case "cards":
        return cardsChange(state.log, message.cards);
      case "erased":
        return erasedChange(state.log, message.recs);
      case "propose":
        return proposedChange(core, message.entry, message.sigs);
      case "withdrawn":
        return withdrawnChange(message.hash);
      case "report": {
        const row = reportRow(state, message.report, core.now());
        return row === null ? {} : { kept: [row] };
      }
    }
  }
}
