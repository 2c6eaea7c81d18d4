import type { EventId, Result, RoomId } from "@parley/base";
import { toBase64Url } from "@parley/base";
import { randomBytes } from "@parley/crypto";
import type { SendRefusal, Session } from "@parley/session";
import type { OutboxRow } from "@parley/storage";
import { hinder, waitLeft } from "./backoff.ts";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { gateNow, newlyReached, noteFirstTrusted } from "./gate.ts";
import { sentChange } from "./grades.ts";
import { within } from "./limit.ts";
import { lineRooms } from "./line-rows.ts";
import { contentOf, queuedIn } from "./outbox-row.ts";
import { missedBy } from "./missed.ts";
import { untakenIn } from "./untaken.ts";

/** After this time without any outcome the crypto machine is taken for dead, in ms; the session itself says so at 20 s. */
const NO_OUTCOME = 25_000;
/** Wait between attempts to write what was sent, in ms. */
const WRITE_AGAIN = 2_000;

/** Sends what is queued: per room in order, one at a time, through the gate (OUTBOX-1). */
export class Delivery {
  readonly #core: Core;
  readonly #left: () => void;
  readonly #wedged: (session: Session) => void;

  /** `left` is called after an act has left, `wedged` where the machine no longer answers. */
  constructor(core: Core, left: () => void, wedged: (session: Session) => void) {
    this.#core = core;
    this.#left = left;
    this.#wedged = wedged;
  }

  /** Looks at every room; called inside the queue, after anything that could let something go. */
  async pump(): Promise<void> {
    const core = this.#core;
    for (const channel of core.state.channels.values()) {
      if (core.closed) return;
      noteFirstTrusted(core, channel);
      await this.#bringAgain(channel);
      await this.#sendAgain(channel);
      this.#pumpRoom(channel.room);
    }
    for (const room of lineRooms(core.state)) this.#pumpRoom(room);
  }

  /** OUTBOX-3: what offices that the gate reaches since now have missed is queued once more. */
  async #bringAgain(channel: Channel): Promise<void> {
    const core = this.#core;
    const verdict = gateNow(core, channel.room);
    const before = core.state.rooms.get(channel.room)?.sharedWith ?? "";
    if (verdict.state !== "open" || before === "" || before === verdict.sharedWith) return;
    const offices = newlyReached(core, before, verdict.sharedWith);
    const outbox = missedBy(core, channel, offices);
    if (outbox.length > 0) await core.commit({ outbox });
  }

  /** OUTBOX-4: what left and was not taken is queued once more, to go out under a new key. */
  async #sendAgain(channel: Channel): Promise<void> {
    const core = this.#core;
    const { room } = channel;
    if (core.link.state !== "connected" || gateNow(core, room).state !== "open") return;
    const { outbox, wait } = untakenIn(core, channel);
    if (wait !== null) this.#later(`again ${room}`, wait);
    if (outbox.length > 0 && (await core.commit({ outbox }))) core.staleKeys.add(room);
  }

  #pumpRoom(room: RoomId): void {
    const core = this.#core;
    const { session } = core;
    const [row] = queuedIn(core.state, room);
    if (row === undefined || session === null || core.inFlight.has(room)) return;
    if (core.link.state !== "connected" || core.diskAlarm !== null) return;
    const wait = waitLeft(core, room);
    if (wait > 0) return this.#later(`send ${room}`, wait);
    const verdict = gateNow(core, room);
    if (verdict.state === "waiting" && verdict.until !== null)
      return this.#later(`send ${room}`, verdict.until - core.now());
    if (verdict.state !== "open") return;
    core.inFlight.set(room, row.id);
    core.touch();
    void this.#attempt(session, room, row, verdict.sharedWith);
  }

  #later(name: string, ms: number): void {
    this.#core.timers.set(name, ms, () => void this.#core.queue.run(() => this.pump()));
  }

  async #attempt(
    session: Session,
    room: RoomId,
    row: OutboxRow,
    sharedWith: string,
  ): Promise<void> {
    const core = this.#core;
    try {
      if (core.state.rooms.get(room)?.sharedWith !== sharedWith || core.staleKeys.has(room)) {
        const discarded = await within(
          core.timers,
          NO_OUTCOME,
          session.discardRoomKey(room).then(() => "done"),
        );
        if (discarded === "late") return this.#hangs(session);
        if (!(await core.queue.run(() => this.#writeShared(room, sharedWith)))) return;
        core.staleKeys.delete(room);
      }
      if (core.closed || core.session !== session) return;
      const txn = toBase64Url(randomBytes(16));
      const result = await within(
        core.timers,
        NO_OUTCOME,
        session.send(room, row.type, contentOf(row), txn),
      );
      if (result === "late") return this.#hangs(session);
      await this.#settle(session, room, row, sharedWith, result);
    } finally {
      if (core.inFlight.get(room) === row.id) core.inFlight.delete(room);
      if (!core.closed) void core.queue.run(() => this.pump());
      core.touch();
    }
  }

  /** GATE-1: the room's key was discarded; from here on a new one is shared under this result. */
  async #writeShared(room: RoomId, sharedWith: string): Promise<boolean> {
    const core = this.#core;
    const row = core.state.rooms.get(room);
    return (
      row !== undefined && !core.closed && (await core.commit({ rooms: [{ ...row, sharedWith }] }))
    );
  }

  #hangs(session: Session): void {
    if (!this.#core.closed) this.#wedged(session);
  }

  async #settle(
    session: Session,
    room: RoomId,
    row: OutboxRow,
    sharedWith: string,
    result: Result<EventId, SendRefusal>,
  ): Promise<void> {
    if (result.ok) return this.#sent(room, row, result.value);
    const core = this.#core;
    const { refusal } = result;
    switch (refusal.reason) {
      case "wedged":
        return this.#hangs(session);
      case "limited":
        hinder(core, room, refusal);
        return;
      case "refused":
      case "too-large":
        hinder(core, room, { reason: "refused" });
        return;
      case "gate":
        // Members or devices changed on the way: at once under the new result; else the members are being learnt.
        if (this.#isOtherNow(room, sharedWith)) return;
        hinder(core, room, { reason: "other" });
        return;
      case "away":
        hinder(core, room, { reason: "other" });
    }
  }

  #isOtherNow(room: RoomId, sharedWith: string): boolean {
    const verdict = gateNow(this.#core, room);
    return verdict.state !== "open" || verdict.sharedWith !== sharedWith;
  }

  /** Until it is written that this was sent, nothing further leaves the room. */
  async #sent(room: RoomId, row: OutboxRow, event: EventId): Promise<void> {
    const core = this.#core;
    core.hindrances.delete(room);
    while (!core.closed) {
      const written = await core.queue.run(async () => {
        const now = core.state.outbox.get(row.id);
        return (
          now === undefined || (await core.commit(sentChange(core.state, now, event, core.now())))
        );
      });
      if (written) {
        if (row.act !== undefined) this.#left();
        return;
      }
      await new Promise<void>((resolve) => {
        core.timers.set(`sent ${room}`, WRITE_AGAIN, resolve);
      });
    }
  }
}
