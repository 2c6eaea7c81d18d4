import type { Instant, RecordId, RoomId, UserId } from "@parley/base";
import type { RoomRow } from "@parley/storage";
import { Asking, SHOWN_WITHIN } from "./asking.ts";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { queuedIn } from "./outbox-row.ts";
import { pinRooms } from "./pin-rooms.ts";
import { Rounds } from "./rounds.ts";

/** Invitations joined per sender while none of their openings was accepted (ROOM-2). */
const UNOPENED = 20;

/** Makes rooms and members what acts and directory say: joins, invites, pins. */
export class Rooms {
  readonly #core: Core;
  /** When each was last invited in this run, by room and account. */
  readonly #invited = new Map<string, Instant>();
  /** Who was invited in this run and has been shown since: who left of their own will is not called back. */
  readonly #shown = new Set<string>();
  readonly #rounds: Rounds;
  readonly #pinned: () => void;
  readonly #asking: Asking;

  /** `pinned` is called when the settings of a room were stored: what waited for them may go on. */
  constructor(core: Core, pinned: () => void) {
    this.#core = core;
    this.#pinned = pinned;
    this.#asking = new Asking(core);
    this.#rounds = new Rounds(
      () => this.#settleOnce(),
      () => core.closed,
    );
  }

  /** One round at a time; what changes meanwhile asks for another one. */
  settle(): Promise<void> {
    return this.#rounds.run();
  }

  async #settleOnce(): Promise<void> {
    this.#asking.begin();
    await this.#round();
    const { wait } = this.#asking;
    if (wait !== null) this.#core.timers.set("rooms", wait, () => void this.settle());
  }

  async #round(): Promise<void> {
    const core = this.#core;
    if (core.closed || core.session === null) return;
    await core.queue.run(() => pinRooms(core, this.#pinned));
    // A device that is not listed asks for nothing and joins nothing.
    if (core.link.state !== "connected" || core.diskAlarm !== null || core.listing !== "listed")
      return;
    await this.#leave();
    await this.#join();
    await this.#invite();
  }

  /** An office that its State took out of a channel leaves the room, so that the others can go on (ROSTER-1). */
  async #leave(): Promise<void> {
    const core = this.#core;
    for (const channel of core.state.channels.values()) {
      const { session, office } = core;
      if (session === null || office === null || core.closed) return;
      if (!session.rooms().includes(channel.room) || !isRemoved(core, channel, office.id)) continue;
      await this.#asking.ask(`leave ${channel.room}`, () => session.leave(channel.room));
    }
  }

  /** ROOM-2. The row of a room is written before it is joined, so that nothing that comes out of it is lost. */
  async #join(): Promise<void> {
    const core = this.#core;
    for (const { room, sender } of core.session?.invitations() ?? []) {
      const { session } = core;
      if (session === null || core.closed) return;
      const welcome = await core.queue.run(() => this.#welcome(room, sender));
      if (!welcome) continue;
      await this.#asking.ask(`join ${room}`, () => session.join(room));
    }
  }

  async #welcome(room: RoomId, sender: UserId): Promise<boolean> {
    const core = this.#core;
    if (core.state.rooms.has(room)) return true;
    if (!this.#isListed(sender)) return false;
    const unopened = [...core.state.rooms.values()].filter(
      (row) => row.inviter === sender && core.state.channelOf(row.room) === null,
    );
    if (unopened.length >= UNOPENED) return false;
    const row: RoomRow = {
      room,
      settings: "",
      joinedAt: core.now(),
      sharedWith: "",
      readSeq: 0,
      inviter: sender,
    };
    return core.commit({ rooms: [row] });
  }

  #isListed(user: UserId): boolean {
    return this.#core.state.listed.listedDevices(user).length > 0;
  }

  /** Whoever opened a channel invites the offices of its roster, by plain requests (ROOM-1). */
  async #invite(): Promise<void> {
    const core = this.#core;
    for (const channel of core.state.channels.values()) {
      if (!this.#invitesHere(channel)) continue;
      for (const user of this.#absent(channel)) {
        const { session } = core;
        if (session === null || core.closed) return;
        const { room } = channel;
        if (await this.#asking.ask(`invite ${room} ${user}`, () => session.invite(room, user)))
          this.#invited.set(`${room} ${user}`, core.now());
      }
    }
  }

  #invitesHere(channel: Channel): boolean {
    const { session, state } = this.#core;
    return (
      channel.opening.act.key === state.ownKey &&
      // The machine learns devices of whoever is invited from then on only where it knows the room already.
      (session?.settings(channel.room) ?? null) !== null
    );
  }

  /** Not while the server may still show the last invitation, and not again once it has. */
  #mayInvite(whom: string): boolean {
    const at = this.#invited.get(whom);
    if (at === undefined) return true;
    if (this.#shown.has(whom)) return false;
    // A clock that was set back must not stretch the wait.
    const left = Math.min(at + SHOWN_WITHIN - this.#core.now(), SHOWN_WITHIN);
    if (left > 0) this.#asking.lookAgainIn(left);
    return left <= 0;
  }

  #absent(channel: Channel): readonly UserId[] {
    const { state, session } = this.#core;
    const present = new Set(session?.members(channel.room).map(({ user }) => user));
    for (const user of present) {
      const whom = `${channel.room} ${user}`;
      if (this.#invited.has(whom)) this.#shown.add(whom);
    }
    const named = channel.opening.act.open?.roster ?? [];
    // An office that was added is invited once the act that says so has left; else the others would be held by it.
    const leaving = queuedIn(state, channel.room).some(({ kind }) => kind === "act");
    return channel
      .roster(state.log)
      .filter((rec) => !leaving || named.includes(rec))
      .flatMap((rec) => state.log.recordOf(rec)?.user ?? [])
      .filter(
        (user) =>
          user !== state.profile.user &&
          !present.has(user) &&
          this.#isListed(user) &&
          this.#mayInvite(`${channel.room} ${user}`),
      );
  }
}

/** Out of the roster by an act that removes it, not for want of an opening with effect. */
function isRemoved(core: Core, channel: Channel, rec: RecordId): boolean {
  const { log } = core.state;
  return (
    channel.folded(log).facts.opened &&
    !channel.roster(log).includes(rec) &&
    [...channel.acts.values()].some(
      ({ signed: { act, hash } }) =>
        act.kind === "roster" &&
        act.f["op"] === "remove" &&
        act.f["rec"] === rec &&
        channel.folded(log).effects.get(hash) === "yes",
    )
  );
}
