import type { RoomId, UserId } from "@parley/base";
import type { Session } from "@parley/session";
import { Asking } from "./asking.ts";
import type { Core } from "./core.ts";
import type { LineHandler } from "./line-desk.ts";
import { hasOthers, isLine, lineRooms, newLine, peerOf } from "./line-rows.ts";
import { pinRooms } from "./pin-rooms.ts";
import { Rounds } from "./rounds.ts";

/** Lines joined of one account: more than a PoC ever makes. */
const MOST_LINES = 20;

/**
 * Joins the lines of accounts with an open ticket or a listing, and turns every other invitation down. An invitation does
 * not say who else is in a room: where it is no line, which shows once it was joined, the service leaves at once.
 */
export class DeskRooms {
  readonly #core: Core;
  readonly #handler: LineHandler;
  readonly #pinned: () => void;
  readonly #asking: Asking;
  readonly #rounds: Rounds;
  readonly #refused = new Set<RoomId>();
  readonly #left = new Set<RoomId>();

  constructor(core: Core, handler: LineHandler, pinned: () => void) {
    this.#core = core;
    this.#handler = handler;
    this.#pinned = pinned;
    this.#asking = new Asking(core);
    this.#rounds = new Rounds(
      () => this.#round(),
      () => core.closed,
    );
  }

  /** Rooms whose invitation was turned down in this start. */
  get refused(): number {
    return this.#refused.size;
  }

  /** Rooms that were left in this start because others were in them. */
  get left(): number {
    return this.#left.size;
  }

  settle(): Promise<void> {
    return this.#rounds.run();
  }

  async #round(): Promise<void> {
    const core = this.#core;
    this.#asking.begin();
    if (core.closed || core.session === null) return;
    await core.queue.run(() => pinRooms(core, this.#pinned));
    if (core.link.state !== "connected" || core.diskAlarm !== null) return;
    for (const { room, sender } of core.session?.invitations() ?? []) {
      const { session } = core;
      if (session === null || core.closed) return;
      const welcome = await core.queue.run(() => this.#welcome(room, sender));
      if (welcome) await this.#asking.ask(`join ${room}`, () => session.join(room));
      else if (await this.#asking.ask(`leave ${room}`, () => session.leave(room))) {
        this.#refused.add(room);
        core.touch();
      }
    }
    for (const room of lineRooms(core.state)) {
      const { session } = core;
      if (session === null || core.closed) return;
      if (!this.#isCrowded(session, room)) continue;
      if (await this.#asking.ask(`leave ${room}`, () => session.leave(room))) this.#left.add(room);
    }
    const { wait } = this.#asking;
    if (wait !== null) core.timers.set("rooms", wait, () => void this.settle());
  }

  #isCrowded(session: Session, room: RoomId): boolean {
    const ends = [session.user, peerOf(this.#core.state, room)];
    return session.rooms().includes(room) && hasOthers(session.members(room), ends);
  }

  /** The row of a line is written before it is joined, so that nothing that comes out of it is lost. */
  async #welcome(room: RoomId, sender: UserId): Promise<boolean> {
    const core = this.#core;
    const { state } = core;
    if (!this.#handler.mayJoin(sender)) return false;
    if (isLine(state, room)) return peerOf(state, room) === sender;
    const others = lineRooms(state).filter((one) => peerOf(state, one) === sender);
    if (others.length >= MOST_LINES) return false;
    const row = { room, settings: "", joinedAt: core.now(), inviter: sender };
    return core.commit(newLine(row, sender));
  }
}
