import type { RoomId } from "@parley/base";
import type { Arrival } from "@parley/session";
import type { Change } from "@parley/storage";
import type { Core } from "./core.ts";
import { takeIn } from "./inbox.ts";
import { judgeRoom } from "./judge-room.ts";
import { report } from "./report.ts";
import { hasRestoredCopy } from "./restored-copy.ts";

/** So many payloads of a room are written before they are judged together. */
const AT_ONCE = 100;

/**
 * So many arrivals wait in memory for a disk that takes nothing. What comes after them is let go: the homeserver has it,
 * and a session that starts anew brings it again.
 */
const MOST_HELD = 2_000;

/** Takes in what comes out of the session: writes it, then gives verdicts and writes what follows. Inside the queue. */
export class Reception {
  readonly #core: Core;
  /** Came out of the session and is not written yet. */
  readonly #arrivals: Arrival[] = [];
  readonly #bringAgain: () => void;
  /** Something was let go: until the session starts anew nothing is taken, so that what is seen has no gap. */
  #letGo = false;

  /** `bringAgain` is called once what was let go can be taken in: the session is to start anew. */
  constructor(core: Core, bringAgain: () => void) {
    this.#core = core;
    this.#bringAgain = bringAgain;
  }

  /** May be called from anywhere; `drain` takes it up. */
  push(arrival: Arrival): void {
    this.#letGo ||= this.#arrivals.length >= MOST_HELD;
    if (!this.#letGo) this.#arrivals.push(arrival);
  }

  /** Writes what arrived, in order; what cannot be written waits for the disk. Answers whether anything changed. */
  async drain(): Promise<boolean> {
    const core = this.#core;
    const touched = new Map<RoomId, number>();
    for (let arrival = this.#arrivals[0]; arrival !== undefined; arrival = this.#arrivals[0]) {
      if (core.closed) return false;
      const change = this.#takeIn(arrival);
      if (change !== null && !(await core.commit(change))) break;
      this.#arrivals.shift();
      if (change === null) continue;
      const written = (touched.get(arrival.room) ?? 0) + 1;
      touched.set(arrival.room, written);
      // What waits for nothing is not counted among what waits too long.
      if (written % AT_ONCE === 0) await this.#judge(arrival.room);
    }
    for (const room of touched.keys()) await this.#judge(room);
    if (this.#letGo && this.#arrivals.length === 0) this.#bringAgain();
    return touched.size > 0;
  }

  /** A session starts: from here on everything that was let go comes again. */
  begin(): void {
    this.#letGo = false;
  }

  /** Looks anew at everything that waits: after a start, a longer log, a disk that takes something again. */
  async judgeAll(): Promise<void> {
    for (const room of this.#core.state.rooms.keys()) await this.#judge(room);
    this.checkCopy();
  }

  /** ACT-6: whether another copy of this profile has signed, as far as this device can see. */
  checkCopy(): void {
    const core = this.#core;
    if (!hasRestoredCopy(core.state)) core.copyAlarm = null;
    else core.copyAlarm ??= { kind: "restored-copy", at: core.now() };
  }

  /** Nothing that arrives is meant to throw. Should something, it must not keep what comes after it away. */
  #takeIn(arrival: Arrival): Change | null {
    try {
      return takeIn(this.#core, arrival);
    } catch (error) {
      report(error);
      return null;
    }
  }

  /** The same of judging: one room that cannot be judged stops neither the others nor the start. */
  async #judge(room: RoomId): Promise<void> {
    try {
      await this.#judgeOnce(room);
    } catch (error) {
      report(error);
    }
  }

  async #judgeOnce(room: RoomId): Promise<void> {
    const core = this.#core;
    const judged = judgeRoom(core.state, room, {
      now: core.now(),
      reader: core.office?.id ?? null,
      wants: core.wants,
      inFlight: core.isInFlight,
    });
    if (judged.change !== null && !(await core.commit(judged.change))) return;
    if (judged.behind) core.behindRooms.add(room);
    else core.behindRooms.delete(room);
    if (judged.forked) core.sawSplit();
    this.checkCopy();
  }
}
