import type { RoomId } from "@parley/base";
import {
  isPocMessage,
  parseEnrolmentRequest,
  parseLineMessage,
  type DeviceOfRecord,
  type PocMessage,
} from "@parley/directory";
import { parsePayload } from "@parley/protocol";
import type { Change } from "@parley/storage";
import type { Core } from "./core.ts";
import { reportRow } from "./device-reports.ts";
import { gradeRows } from "./grades.ts";
import type { LineHandler, LineView } from "./line-desk.ts";
import { gradedChange } from "./line-graded.ts";
import { isGraded } from "./line-outbox.ts";
import { arrivalsOf, peerOf, type LineArrival } from "./line-rows.ts";
import { report } from "./report.ts";
import { Rounds } from "./rounds.ts";

/** How long after the handler threw it is asked once more, in ms. */
const HANDLE_AGAIN = 60_000;

type Read =
  | { readonly what: "message"; readonly from: DeviceOfRecord | null; readonly message: PocMessage }
  | { readonly what: "written"; readonly change: Change };

/** What PoCs say over their lines: each message goes to the handler once, and again where the process ended before it was done. */
export class DeskReading {
  readonly #core: Core;
  readonly #handler: LineHandler;
  readonly #viewOf: (room: RoomId) => LineView;
  readonly #done: () => void;
  readonly #suspended: () => void;
  readonly #rounds: Rounds;
  /** Rows whose handler threw in this start: they wait, and the others go on. */
  readonly #failed = new Set<string>();
  #running: Promise<void> = Promise.resolve();

  /** `done` is called after something was dealt with: a grade may have been queued; `suspended` once a device counts no more. */
  constructor(
    core: Core,
    handler: LineHandler,
    viewOf: (room: RoomId) => LineView,
    { done, suspended }: { readonly done: () => void; readonly suspended: () => void },
  ) {
    this.#core = core;
    this.#handler = handler;
    this.#viewOf = viewOf;
    this.#done = done;
    this.#suspended = suspended;
    this.#rounds = new Rounds(
      () => this.#round(),
      () => core.closed,
    );
  }

  /** Beside the queue: what the handler does may wait for it. */
  work(): Promise<void> {
    const round = this.#rounds.run();
    this.#running = Promise.all([this.#running, round]).then(() => undefined);
    return round;
  }

  /** Waits for a handler that is at work. */
  end(): Promise<void> {
    return this.#running;
  }

  async #round(): Promise<void> {
    const core = this.#core;
    for (
      let arrival = this.#next();
      arrival !== undefined && !core.closed && core.diskAlarm === null;
      arrival = this.#next()
    ) {
      const change = await this.#deal(arrival);
      if (change === null) continue;
      const { row } = arrival;
      const keptGone = [...(change.keptGone ?? []), { kind: "line-in", id: row }];
      await core.queue.run(async () => core.closed || core.commit({ ...change, keptGone }));
      if (change.kept !== undefined) this.#suspended();
    }
    this.#done();
  }

  #next(): LineArrival | undefined {
    return arrivalsOf(this.#core.state).find(({ row }) => !this.#failed.has(row));
  }

  /** What is written with the end of a row; null: it stays. */
  async #deal(arrival: LineArrival): Promise<Change | null> {
    const read = this.#read(arrival);
    if (read.what === "written") return read.change;
    const { from, message } = read;
    // Whoever says what it has may not have been able to read what was said before.
    if (message.kind === "have") this.#core.staleKeys.add(arrival.room);
    try {
      await this.#handler.message(this.#viewOf(arrival.room), from, message);
    } catch (error) {
      report(error);
      this.#failed.add(arrival.row);
      this.#core.timers.set(`handle ${arrival.row}`, HANDLE_AGAIN, () => {
        this.#failed.delete(arrival.row);
        void this.work();
      });
      return null;
    }
    if (!isGraded(message)) return {};
    return { ...this.#graded(arrival), ...this.#suspends(from, message) };
  }

  /** A device that was reported by its own State counts no more here either, and gets nothing further. */
  #suspends(from: DeviceOfRecord | null, message: PocMessage): Change {
    const { state } = this.#core;
    if (message.kind !== "report" || from === null) return {};
    const row = reportRow(state, message.report, this.#core.now());
    return row === null ? {} : { kept: [row] };
  }

  #graded({ room, id }: LineArrival): Change {
    const { state, isInFlight } = this.#core;
    return gradeRows(state, room, [id], this.#core.now(), isInFlight);
  }

  /**
   * READ-1 of a line: the device is listed for the account of the line. From one that is not listed yet only a request for
   * admission counts, which proves itself, and names the very keys that the message came from.
   */
  #read({ room, sender, senderKey, shield, type, content }: LineArrival): Read {
    const nothing: Read = { what: "written", change: {} };
    const { state } = this.#core;
    if (shield === "authenticity-not-guaranteed" || shield === "mismatched-sender") return nothing;
    if (sender !== peerOf(state, room)) return nothing;
    const payload = parsePayload(type, content);
    if (!payload.ok) return nothing;
    const from = state.listed.deviceBySenderKey(sender, senderKey);
    if (payload.value.type === "chat.parley.grade")
      return from === null
        ? nothing
        : { what: "written", change: gradedChange(state, room, payload.value.of) };
    if (payload.value.type !== "chat.parley.line") return nothing;
    const message = parseLineMessage(payload.value.line);
    if (!message.ok || !isPocMessage(message.value)) return nothing;
    if (message.value.kind === "enrol") {
      const request = parseEnrolmentRequest(message.value.request);
      if (!request.ok || request.value.user !== sender) return nothing;
      if (request.value.device.curve25519 !== senderKey) return nothing;
      return { what: "message", from: null, message: message.value };
    }
    return from === null ? nothing : { what: "message", from, message: message.value };
  }
}
