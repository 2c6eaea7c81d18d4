import type { Instant, PayloadId, RoomId, StateCode, UserId } from "@parley/base";
import type { Log, WaitingReset } from "@parley/directory";
import type { DeviceTrust, Link, MachineDevice, Session } from "@parley/session";
import type { Change, StoreRefusal } from "@parley/storage";
import type { Channel } from "./channel.ts";
import type { ClientParts } from "./parts.ts";
import { WorkQueue } from "./queue.ts";
import { report } from "./report.ts";
import { listingOf, officeNamedIn, ownOffice } from "./own.ts";
import type { Alarm } from "./snapshot.ts";
import type { State } from "./state.ts";
import { Timers } from "./timers.ts";
import { SentBook } from "./untaken.ts";
import { WantBook } from "./wants.ts";

/** What can be hindered: sending in a room, an unsigned opening, a request about a room or one of its members. */
export type Hindered = RoomId | PayloadId | `${"invite" | "join" | "leave" | "make"} ${string}`;

/** How sending stands in one room, or for one opening; forgotten with the process. */
export interface Hindrance {
  /** Attempts in a row that ended without an event. */
  readonly failures: number;
  /** Not before this moment. */
  readonly until: Instant;
  /** The server named the moment itself. */
  readonly limited: boolean;
  /** Since when the server refuses for good; null where it does not. */
  readonly refusedSince: Instant | null;
}

/**
 * What all parts of one client share: the state that is at rest, what is known for this run only, and the one way to
 * write. Everything that changes it runs in `queue`.
 */
export class Core {
  readonly parts: ClientParts;
  readonly state: State;
  readonly queue: WorkQueue = new WorkQueue();
  readonly timers: Timers;
  /** Which end of its lines this is. */
  readonly end: "poc" | "service";
  readonly wants: WantBook = new WantBook();
  readonly sentBook: SentBook = new SentBook();
  /** Rooms whose outgoing key encrypts nothing further: a new one is made first (OUTBOX-4, ACT-6). */
  readonly staleKeys: Set<RoomId> = new Set();
  /** 8 random bytes of this start of the profile, base64url (ACT-6). */
  epoch: string;

  /** Null while it is being opened again. */
  session: Session | null = null;
  device: MachineDevice;
  trust: readonly DeviceTrust[] = [];
  link: Link = { state: "connecting" };
  closed = false;

  /** Payload that is on its way, by room. */
  readonly inFlight: Map<RoomId, PayloadId> = new Map();
  readonly hindrances: Map<Hindered, Hindrance> = new Map();
  /** When a device of another State was first seen trusted, by room (GATE-1). */
  readonly firstTrusted: Map<RoomId, Instant> = new Map();
  /** When an account was first seen that holds the sends, by room and account. */
  readonly foreignSince: Map<string, Instant> = new Map();
  readonly behindRooms: Set<RoomId> = new Set();

  /** What is not taken up yet of a log that was offered: it rests on a reset whose wait has not passed here (DIR-1). */
  waitingReset: WaitingReset | null = null;
  /** A log that was refused; settled by one that is taken up. */
  directoryAlarm: Alarm | null = null;
  /** Somebody listed names another entry under a number that I have; stays until this start ends. */
  splitAlarm: Alarm | null = null;
  diskAlarm: (Alarm & { readonly kind: "disk" }) | null = null;
  copyAlarm: Alarm | null = null;
  /** This device is shown what it sent itself and does not know; stays until this start ends (ACT-6). */
  setBackAlarm: Alarm | null = null;
  /** Notes that a person took back in this start; one of them may have left before. */
  readonly takenBack: Set<PayloadId> = new Set();

  /** Called after every refused write. */
  onDiskRefused: () => void = () => undefined;

  readonly #listeners = new Set<() => void>();
  #version = 0;
  #telling = false;

  constructor(
    parts: ClientParts,
    state: State,
    device: MachineDevice,
    epoch: string,
    end: Core["end"] = "poc",
  ) {
    this.end = end;
    this.parts = parts;
    this.state = state;
    this.device = device;
    this.epoch = epoch;
    this.timers = new Timers(parts.clock);
  }

  now(): Instant {
    return this.parts.clock.now();
  }

  /** Grows with every change that a face could show. */
  get version(): number {
    return this.#version;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says that something changed: at once to whoever looks, and to whoever listens after the work that is going on. */
  touch(): void {
    this.#version += 1;
    if (this.#telling) return;
    this.#telling = true;
    void this.queue.run(async () => {
      this.#telling = false;
      for (const listener of this.#listeners) tell(listener);
    });
  }

  isInFlight = (id: PayloadId): boolean => [...this.inFlight.values()].includes(id);

  get listing(): "waiting" | "listed" | "disabled" {
    return listingOf(this.state, this.device);
  }

  get office(): ReturnType<typeof ownOffice> {
    return ownOffice(this.state, this.device);
  }

  /** The office that this device may act for in a channel: as listed, or as an act there names it (TRUST-2). */
  officeIn(channel: Channel): ReturnType<typeof ownOffice> {
    return this.office ?? officeNamedIn(this.state, channel, this.device, this.now());
  }

  /** The State of this device's account, listed or not. */
  get ownState(): StateCode | null {
    return this.state.log.recordByUser(this.state.profile.user)?.state ?? null;
  }

  /**
   * Writes, and only then takes over. False where the store refused: nothing has changed, an alarm stands, and
   * nothing is sent until a later write succeeds.
   */
  async commit(change: Change, log?: Log): Promise<boolean> {
    const done = await this.parts.store.commit(change);
    if (!done.ok) {
      this.#diskRefused(done.refusal);
      return false;
    }
    this.state.apply(change, log);
    this.diskAlarm = null;
    this.touch();
    return true;
  }

  #diskRefused(refusal: StoreRefusal): void {
    if (this.diskAlarm?.reason !== refusal)
      this.diskAlarm = { kind: "disk", reason: refusal, at: this.now() };
    if (!this.closed) this.onDiskRefused();
    this.touch();
  }

  /** Older data were put back: what the rooms' keys have encrypted since is not known any more (ACT-6). */
  wasSetBack(): void {
    if (this.setBackAlarm !== null) return;
    this.setBackAlarm = { kind: "set-back", at: this.now() };
    for (const { room } of this.state.channels.values()) this.staleKeys.add(room);
    this.touch();
  }

  /** Somebody who is listed, or the service, names another entry under a number that mine has (DIR-5). */
  sawSplit(): void {
    const { n } = this.state.log.head;
    this.splitAlarm = { kind: "directory-refused", reason: "split-view", n, at: this.now() };
    this.touch();
  }

  /** First moment at which this account was seen where it should not be. */
  foreignAt(room: RoomId, user: UserId): Instant {
    const key = `${room} ${user}`;
    const since = this.foreignSince.get(key) ?? this.now();
    this.foreignSince.set(key, since);
    return since;
  }
}

/** A listener that throws is a bug of its own: it is reported, and the others are told all the same. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    report(error);
  }
}
