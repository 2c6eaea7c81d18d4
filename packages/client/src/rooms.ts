import type { RecordId, RoomId, UserId } from "@parley/base";
import type { RoomRow } from "@parley/storage";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { pinnedSettings } from "./gate.ts";
import { queuedIn } from "./outbox-row.ts";

/** Invitations joined per sender while none of their openings was accepted (ROOM-2). */
const UNOPENED = 20;
/** Wait after an invitation or a join that failed, in ms. */
const AGAIN = 10_000;

/** Makes rooms and members what acts and directory say: joins, invites, pins. */
export class Rooms {
  readonly #core: Core;
  /** Invited in this run: who left of their own will is not called back. */
  readonly #invited = new Set<string>();
  #running = false;
  #again = false;

  constructor(core: Core) {
    this.#core = core;
  }

  /** One round at a time; what changes meanwhile asks for another one. */
  async settle(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        const done = await this.#round();
        if (!done) this.#core.timers.set("rooms", AGAIN, () => void this.settle());
      } while (this.#again && !this.#core.closed);
    } finally {
      this.#running = false;
    }
  }

  /** Whether everything that could be done was. */
  async #round(): Promise<boolean> {
    if (this.#core.closed || this.#core.session === null) return true;
    await this.#core.queue.run(() => this.pinAll());
    if (this.#core.link.state !== "connected" || this.#core.diskAlarm !== null) return true;
    const left = await this.#leave();
    const joined = await this.#join();
    const invited = await this.#invite();
    return left && joined && invited;
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
      if (await core.commit({ rooms: [{ ...row, settings: JSON.stringify(settings) }] }))
        session.pin(row.room, settings);
    }
  }

  /** An office that its State took out of a channel leaves the room, so that the others can go on (ROSTER-1). */
  async #leave(): Promise<boolean> {
    const core = this.#core;
    let done = true;
    for (const channel of core.state.channels.values()) {
      const { session, office } = core;
      if (session === null || office === null || core.closed) return true;
      if (!session.rooms().includes(channel.room) || !isRemoved(core, channel, office.id)) continue;
      const left = await session.leave(channel.room);
      done &&= left.ok || left.refusal.reason === "refused";
    }
    return done;
  }

  /** ROOM-2. The row of a room is written before it is joined, so that nothing that comes out of it is lost. */
  async #join(): Promise<boolean> {
    const core = this.#core;
    let done = true;
    for (const { room, sender } of core.session?.invitations() ?? []) {
      const { session } = core;
      if (session === null || core.closed) return true;
      const welcome = await core.queue.run(() => this.#welcome(room, sender));
      if (!welcome) continue;
      const joined = await session.join(room);
      done &&= joined.ok || joined.refusal.reason === "refused";
    }
    return done;
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
  async #invite(): Promise<boolean> {
    const core = this.#core;
    let done = true;
    for (const channel of core.state.channels.values()) {
      if (!this.#invitesHere(channel)) continue;
      for (const user of this.#absent(channel)) {
        const { session } = core;
        if (session === null || core.closed) return true;
        const invited = await session.invite(channel.room, user);
        if (invited.ok || invited.refusal.reason === "refused")
          this.#invited.add(`${channel.room} ${user}`);
        done &&= invited.ok || invited.refusal.reason === "refused";
      }
    }
    return done;
  }

  #invitesHere(channel: Channel): boolean {
    const { listing, session, state } = this.#core;
    return (
      listing === "listed" &&
      channel.opening.act.key === state.ownKey &&
      // The machine learns devices of whoever is invited from then on only where it knows the room already.
      (session?.settings(channel.room) ?? null) !== null
    );
  }

  #absent(channel: Channel): readonly UserId[] {
    const { state, session } = this.#core;
    const present = new Set(session?.members(channel.room).map(({ user }) => user));
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
          !this.#invited.has(`${channel.room} ${user}`),
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
