import type { Instant, RoomId } from "@parley/base";
import type { PocMessage } from "@parley/directory";
import { settlePassword, TICKET_PASSWORD } from "./account-password.ts";
import type { Core } from "./core.ts";
import { ownRequest } from "./enrolment.ts";
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
  /** When the service was last told what is here, and when it was last heard. */
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

  /** The link is back: the service may have news. */
  connected(): void {
    this.#haveAt = 0;
  }

  /** Deals with what came over the line. Inside the queue. */
  async work(): Promise<void> {
    await this.#reading.work();
  }

  /** Queues something. Inside the queue. Answers whether it is written. */
  async say(message: PocMessage): Promise<boolean> {
    const core = this.#core;
    const { room } = this;
    if (room === null) return false;
    return core.commit(lineChange(core.state, room, message, core.now(), core.isInFlight));
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
    await settlePassword(sessions, { profile, from }, (change) =>
      core.queue.run(() => core.commit(change)),
    );
  }

  #nextAt(): Instant {
    if (this.room === null) return Number.POSITIVE_INFINITY;
    if (this.#core.listing === "listed") return this.#haveAt;
    return this.#core.state.profile.enrol === undefined ? Number.POSITIVE_INFINITY : this.#enrolAt;
  }

  /** What is to be said by now. Inside the queue. */
  async #saySoon(): Promise<void> {
    const core = this.#core;
    const { room } = this;
    if (room === null || !this.#mayWork) return;
    this.#hurryWhileBehind();
    if (this.#nextAt() > core.now()) return;
    const message = core.listing === "listed" ? haveMessage(core) : this.#enrolMessage();
    if (message === null || this.#isQueued(room, message.kind)) return this.#later(message);
    // Whoever did not hear what was said before may have lost the key, or never got it.
    if (!this.#reading.heardSince(this.#toldAt)) core.staleKeys.add(room);
    if (!(await this.say(message))) return;
    this.#toldAt = core.now();
    this.#later(message);
    await this.#pump();
  }

  #enrolMessage(): PocMessage | null {
    const request = ownRequest(this.#core);
    return request === null ? null : { kind: "enrol", request };
  }

  #isQueued(room: RoomId, kind: PocMessage["kind"]): boolean {
    return queuedIn(this.#core.state, room).some((row) => lineMessageOf(row)?.kind === kind);
  }

  #later(message: PocMessage | null): void {
    const now = this.#core.now();
    if (message?.kind === "enrol") {
      this.#enrolAt = now + Math.min(ENROL_AGAIN * 4 ** this.#enrolled++, ENROL_AT_MOST);
      return;
    }
    this.#haveAt = now + HAVE_EVERY;
  }

  /** Somebody names a later entry than mine, or a part of the log is missing between what came and what is here. */
  #hurryWhileBehind(): void {
    const core = this.#core;
    if (core.behindRooms.size === 0 && !this.#reading.hasGap) return;
    this.#haveAt = Math.min(this.#haveAt, Math.max(this.#toldAt + HAVE_BEHIND, core.now()));
  }
}
