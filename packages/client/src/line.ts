import type { Instant, RoomId } from "@parley/base";
import type { PocMessage } from "@parley/directory";
import type { Change } from "@parley/storage";
import { settlePassword, TICKET_PASSWORD } from "./account-password.ts";
import type { Core } from "./core.ts";
import { ownRequest } from "./enrolment.ts";
import { ungradedIn } from "./line-graded.ts";
import { lineRooms } from "./line-rows.ts";
import { lineChange, lineMessageOf } from "./line-outbox.ts";
import { LineReading, type LineReadingParts } from "./line-reading.ts";
import { LineRoom } from "./line-room.ts";
import { queuedIn } from "./outbox-row.ts";
import { Rounds } from "./rounds.ts";
import { haveMessage } from "./what-is-here.ts";

/** How often the service is told what is here, in ms (DIR-5). */
const HAVE_EVERY = 900_000;
/** How soon it is told again while the directory is behind, in ms. */
const HAVE_BEHIND = 60_000;
/** First wait before the keys are sent once more, in ms; each further one is four times as long. */
const ENROL_AGAIN = 120_000;
const ENROL_AT_MOST = 3_600_000;

/** A PoC's end of its line to the Secretariat's service. It never holds up a consultation. */
export class Line {
  readonly #core: Core;
  readonly #pump: () => Promise<void>;
  readonly #room: LineRoom;
  readonly #reading: LineReading;
  readonly #rounds: Rounds;
  #enrolAt: Instant = 0;
  #enrolled = 0;
  #haveAt: Instant = 0;
  /** From its admission on a device is told what it said in vain before. */
  #wasListed = false;
  /** When the service was last told anything that it answers. */
  #toldAt: Instant = 0;

  /** `pump` is called, inside the queue, after something was queued. */
  constructor(core: Core, parts: LineReadingParts, pump: () => Promise<void>) {
    this.#core = core;
    this.#pump = pump;
    this.#room = new LineRoom(core);
    this.#reading = new LineReading(core, parts);
    this.#rounds = new Rounds(
      () => this.#round(),
      () => core.closed,
    );
  }

  get room(): RoomId | null {
    return this.#room.room;
  }

  /** Goes on with whatever is to be asked of the homeserver, and to be said. */
  advance(): Promise<void> {
    return this.#rounds.run();
  }

  /** The link is back, or a person asks: the service may have news. */
  askNow(): void {
    this.#haveAt = 0;
  }

  /** Deals with what came over the line. Inside the queue. */
  async work(): Promise<void> {
    await this.#reading.work();
  }

  /** Queues something, together with what else belongs to it. Inside the queue. Answers whether it is written. */
  async say(message: PocMessage, rest: Change = {}): Promise<boolean> {
    const core = this.#core;
    const { room } = this;
    if (room === null) return false;
    const change = lineChange(core.state, room, message, core.now(), core.isInFlight);
    return core.commit({ ...rest, ...change });
  }

  get #mayWork(): boolean {
    const { closed, session, link, diskAlarm, listing, parts, end } = this.#core;
    return (
      !closed &&
      end === "poc" &&
      parts.directory === undefined &&
      session !== null &&
      link.state === "connected" &&
      diskAlarm === null &&
      listing !== "disabled"
    );
  }

  async #round(): Promise<void> {
    const core = this.#core;
    if (!this.#mayWork) return;
    await this.#settlePassword();
    await this.#room.settle();
    await core.queue.run(() => this.#saySoon());
    const wait = Math.min(
      this.#room.wait ?? Number.POSITIVE_INFINITY,
      Math.max(this.#nextAt() - core.now(), 0),
    );
    if (Number.isFinite(wait)) core.timers.set("line", wait, () => void this.advance());
  }

  /** An end of the process may have come between the sign-in and the new password (ENROL-2). */
  async #settlePassword(): Promise<void> {
    const core = this.#core;
    const from = core.state.kept(TICKET_PASSWORD.kind).get(TICKET_PASSWORD.id);
    if (from === undefined) return;
    const { sessions } = core.parts;
    const { profile } = core.state;
    const keep = core.state.log.listedDevices(profile.user).map(({ id }) => id);
    await settlePassword(sessions, { profile, from, keep }, (change) =>
      core.queue.run(() => core.commit(change)),
    );
  }

  /** When something is to be said next. */
  #nextAt(): Instant {
    if (this.room === null) return Number.POSITIVE_INFINITY;
    return this.#asksForAdmission ? Math.min(this.#haveAt, this.#enrolAt) : this.#haveAt;
  }

  get #asksForAdmission(): boolean {
    return this.#core.listing === "waiting" && this.#core.state.profile.enrol !== undefined;
  }

  /** What is to be said by now. Inside the queue. */
  async #saySoon(): Promise<void> {
    const core = this.#core;
    if (this.room === null || !this.#mayWork) return;
    this.#hurryWhileBehind();
    if (core.listing === "listed" && !this.#wasListed) this.#haveAt = 0;
    this.#wasListed = core.listing === "listed";
    const now = core.now();
    if (this.#asksForAdmission && this.#enrolAt <= now) {
      const request = ownRequest(core);
      this.#enrolAt = now + Math.min(ENROL_AGAIN * 4 ** this.#enrolled++, ENROL_AT_MOST);
      if (request !== null) await this.#sayNow({ kind: "enrol", request });
    }
    // Whoever is listed already and does not know it hears of it by the answer; of others the service reads none.
    if (this.#haveAt <= now) {
      this.#haveAt = now + HAVE_EVERY;
      await this.#sayNow(haveMessage(core));
    }
    await this.#sayAgain();
  }

  async #sayNow(message: PocMessage): Promise<void> {
    const core = this.#core;
    const { room } = this;
    if (room === null || this.#isQueued(room, message.kind)) return;
    // Whoever did not hear what was said before may have lost the key, or never got it.
    if (!this.#reading.heardSince(this.#toldAt)) core.staleKeys.add(room);
    if (!(await this.say(message))) return;
    this.#toldAt = core.now();
    await this.#pump();
  }

  /** What the service has not said that it has taken in, once more under a new key (OUTBOX-4). */
  async #sayAgain(): Promise<void> {
    const core = this.#core;
    for (const room of lineRooms(core.state)) {
      const { change, wait } = ungradedIn(core, room);
      if (wait !== null) core.timers.set(`again ${room}`, wait, () => void this.advance());
      if (change === null || !(await core.commit(change))) continue;
      core.staleKeys.add(room);
      await this.#pump();
    }
  }

  #isQueued(room: RoomId, kind: PocMessage["kind"]): boolean {
    return queuedIn(this.#core.state, room).some((row) => lineMessageOf(row)?.kind === kind);
  }

  /** Somebody names a later entry than mine, or a part of the log is missing between what came and what is here. */
  #hurryWhileBehind(): void {
    const core = this.#core;
    if (core.behindRooms.size === 0 && !this.#reading.hasGap) return;
    this.#haveAt = Math.min(this.#haveAt, Math.max(this.#toldAt + HAVE_BEHIND, core.now()));
  }
}
