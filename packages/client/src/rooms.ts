import type { Instant, RecordId, Result, RoomId, UserId } from "@parley/base";
import { FIXED_SETTINGS, type RequestRefusal, type RoomSettings } from "@parley/session";
import type { RoomRow } from "@parley/storage";
import { hinder, waitLeft } from "./backoff.ts";
import type { Channel } from "./channel.ts";
import type { Core, Hindered } from "./core.ts";
import { pinnedSettings } from "./gate.ts";
import { queuedIn } from "./outbox-row.ts";
import { Rounds } from "./rounds.ts";

/** Invitations joined per sender while none of their openings was accepted (ROOM-2). */
const UNOPENED = 20;

/** What was granted, and what the server does not show by then, is asked for once more, in ms. */
const SHOWN_WITHIN = 30_000;

/** Makes rooms and members what acts and directory say: joins, invites, pins. */
export class Rooms {
  readonly #core: Core;
  /** When each was last invited in this run, by room and account. */
  readonly #invited = new Map<string, Instant>();
  /** Who was invited in this run and has been shown since: who left of their own will is not called back. */
  readonly #shown = new Set<string>();
  readonly #rounds: Rounds;
  readonly #pinned: () => void;
  /** How long until something that was asked for in this round is looked at again, in ms; null where nothing was. */
  #wait: number | null = null;

  /** `pinned` is called when the settings of a room were stored: what waited for them may go on. */
  constructor(core: Core, pinned: () => void) {
    this.#core = core;
    this.#pinned = pinned;
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
    this.#wait = null;
    await this.#round();
    if (this.#wait !== null) this.#core.timers.set("rooms", this.#wait, () => void this.settle());
  }

  async #round(): Promise<void> {
    const core = this.#core;
    if (core.closed || core.session === null) return;
    await core.queue.run(() => this.pinAll());
    // A device that is not listed asks for nothing and joins nothing.
    if (core.link.state !== "connected" || core.diskAlarm !== null || core.listing !== "listed")
      return;
    await this.#leave();
    await this.#join();
    await this.#invite();
  }

  /** Makes one request if its time has come, and answers whether it was granted; what failed has its wait noted. */
  async #ask(
    what: Hindered,
    request: () => Promise<Result<void, RequestRefusal>>,
  ): Promise<boolean> {
    const core = this.#core;
    const wait = waitLeft(core, what);
    if (wait > 0) {
      this.#lookAgainIn(wait);
      return false;
    }
    const { hindrances } = core;
    const answer = await request();
    if (answer.ok) {
      if (hindrances.delete(what)) core.touch();
      this.#lookAgainIn(SHOWN_WITHIN);
      return true;
    }
    const { refusal } = answer;
    this.#lookAgainIn(
      hinder(core, what, refusal.reason === "away" ? { reason: "other" } : refusal),
    );
    core.touch();
    return false;
  }

  #lookAgainIn(ms: number): void {
    this.#wait = Math.min(this.#wait ?? ms, ms);
  }

  /** ROOM-1: tells the session what was stored, and stores what is there for the first time. Inside the queue. */
  async pinAll(): Promise<void> {
    const core = this.#core;
    for (const row of core.state.rooms.values()) {
      const { session } = core;
      if (session === null || core.closed) return;
      const stored = pinnedSettings(core, row.room);
      if (stored !== null) {
        session.pin(row.room, stored);
        continue;
      }
      const settings = session.rooms().includes(row.room) ? session.settings(row.room) : null;
      if (settings === null) continue;
      const pinned = rightOf(settings);
      if (!(await core.commit({ rooms: [{ ...row, settings: JSON.stringify(pinned) }] }))) continue;
      session.pin(row.room, pinned);
      this.#pinned();
    }
  }

  /** An office that its State took out of a channel leaves the room, so that the others can go on (ROSTER-1). */
  async #leave(): Promise<void> {
    const core = this.#core;
    for (const channel of core.state.channels.values()) {
      const { session, office } = core;
      if (session === null || office === null || core.closed) return;
      if (!session.rooms().includes(channel.room) || !isRemoved(core, channel, office.id)) continue;
      await this.#ask(`leave ${channel.room}`, () => session.leave(channel.room));
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
      await this.#ask(`join ${room}`, () => session.join(room));
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
    return this.#core.state.log.listedDevices(user).length > 0;
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
        if (await this.#ask(`invite ${room} ${user}`, () => session.invite(room, user)))
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
    if (left > 0) this.#lookAgainIn(left);
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

/**
 * What is stored of a room that somebody else made: its version, and of what keys depend on never the server's first word,
 * but what every room is made with. A server that says otherwise from the start holds the room.
 */
function rightOf({ version }: RoomSettings): RoomSettings {
  return { ...FIXED_SETTINGS, version };
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
