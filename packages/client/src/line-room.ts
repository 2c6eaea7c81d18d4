import type { Instant, RoomId, UserId } from "@parley/base";
import { FIXED_SETTINGS, type Session } from "@parley/session";
import { Asking, SHOWN_WITHIN } from "./asking.ts";
import type { Core } from "./core.ts";
import { gateNow } from "./gate.ts";
import { within } from "./limit.ts";
import { isGraded, lineChange, lineMessageOf } from "./line-outbox.ts";
import { lineRooms, newLine, peerOf } from "./line-rows.ts";
import { serviceIn } from "./line-service.ts";

/** After this time a request for a room is taken for lost, in ms; a room that came of it stays empty. */
const NO_ROOM = 60_000;
/** How long a line may be of no use before another one is made, in ms. */
const OF_NO_USE = 600_000;
/** Longest wait before the service is invited once more, in ms. */
const INVITE_AT_MOST = 600_000;

interface Invited {
  readonly at: Instant;
  readonly times: number;
}

/** Keeps a PoC's room with the Secretariat's service there: makes it, or takes up the one that the account has, and invites. */
export class LineRoom {
  readonly #core: Core;
  readonly #asking: Asking;
  readonly #invited = new Map<string, Invited>();

  constructor(core: Core) {
    this.#core = core;
    this.#asking = new Asking(core);
  }

  /** The line in use; null while there is none. */
  get room(): RoomId | null {
    const service = serviceIn(this.#core.state.log);
    return service === null ? null : this.#roomWith(service.user);
  }

  /** How long until something is to be looked at again, in ms; null where nothing is. */
  get wait(): number | null {
    return this.#asking.wait;
  }

  /** One round of requests. */
  async settle(): Promise<void> {
    const core = this.#core;
    this.#asking.begin();
    const { session } = core;
    const service = serviceIn(core.state.log);
    if (session === null || service === null) return;
    const before = this.#roomWith(service.user);
    if (before === null || this.#isOfNoUse(session, before))
      await this.#take(session, service.user);
    const room = this.#roomWith(service.user);
    if (room !== null && core.session === session) await this.#invite(session, room, service.user);
  }

  #roomWith(user: UserId): RoomId | null {
    const { state } = this.#core;
    return lineRooms(state).findLast((room) => peerOf(state, room) === user) ?? null;
  }

  /** This account is out, or something holds it that only the server could end: another room may do. */
  #isOfNoUse(session: Session, room: RoomId): boolean {
    const core = this.#core;
    const age = core.now() - (core.state.rooms.get(room)?.joinedAt ?? 0);
    const { link } = core;
    if (link.state !== "connected" || Math.min(age, core.now() - link.since) < OF_NO_USE) {
      this.#asking.lookAgainIn(OF_NO_USE);
      return false;
    }
    return !session.rooms().includes(room) || gateNow(core, room).state === "held";
  }

  async #take(session: Session, peer: UserId): Promise<void> {
    const core = this.#core;
    const found = session.rooms().find((room) => this.#isLineWith(session, room, peer));
    if (found !== undefined) {
      await this.#write(found, JSON.stringify(FIXED_SETTINGS), peer);
      return;
    }
    await this.#asking.ask("make line", async () => {
      const made = await within(core.timers, NO_ROOM, session.createRoom());
      if (made === "late") return { ok: false, refusal: { reason: "away" } };
      if (made.ok) await this.#write(made.value.room, JSON.stringify(made.value.settings), peer);
      return made;
    });
  }

  /** Another device of this account made it: nobody else has ever been in a room with the service alone. */
  #isLineWith(session: Session, room: RoomId, peer: UserId): boolean {
    if (this.#core.state.rooms.has(room)) return false;
    const members = session.members(room).map(({ user }) => user);
    const settings = session.settings(room);
    return (
      members.length === 2 &&
      members.includes(peer) &&
      members.includes(session.user) &&
      settings !== null &&
      JSON.stringify(settings) === JSON.stringify(FIXED_SETTINGS)
    );
  }

  async #write(room: RoomId, settings: string, peer: UserId): Promise<void> {
    const core = this.#core;
    await core.queue.run(async () => {
      if (core.closed) return;
      const row = { room, settings, joinedAt: core.now(), inviter: null };
      if (!(await core.commit(newLine(row, peer)))) return;
      core.session?.pin(room, FIXED_SETTINGS);
      await this.#sayAnew(room, peer);
    });
  }

  /** What the service has not taken in over a line that is given up, it is told over the new one. */
  async #sayAnew(room: RoomId, peer: UserId): Promise<void> {
    const core = this.#core;
    const { state } = core;
    const before = lineRooms(state).filter((one) => one !== room && peerOf(state, one) === peer);
    for (const row of before.flatMap((one) => state.outboxIn(one))) {
      const message = lineMessageOf(row);
      if (message === null || !isGraded(message)) continue;
      const { outbox, outboxGone } = lineChange(state, room, message, core.now(), core.isInFlight);
      await core.commit({ outbox, outboxGone: [...outboxGone, row.id] });
    }
  }

  async #invite(session: Session, room: RoomId, peer: UserId): Promise<void> {
    // The machine learns devices of whoever is invited from then on only where it knows the room already.
    if (session.settings(room) === null) return;
    // The service stays in no room that others are in.
    if (gateNow(this.#core, room).state === "held") return;
    const whom = `${room} ${peer}`;
    if (session.members(room).some(({ user }) => user === peer)) return;
    const before = this.#invited.get(whom);
    const now = this.#core.now();
    if (before !== undefined) {
      const wait = Math.min(SHOWN_WITHIN * 2 ** (before.times - 1), INVITE_AT_MOST);
      // A clock that was set back must not stretch the wait.
      const left = Math.min(before.at + wait - now, wait);
      if (left > 0) return this.#asking.lookAgainIn(left);
    }
    if (await this.#asking.ask(`invite ${whom}`, () => session.invite(room, peer)))
      this.#invited.set(whom, { at: now, times: (before?.times ?? 0) + 1 });
  }
}
