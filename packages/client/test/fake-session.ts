import {
  accept,
  refuse,
  type EventId,
  type Instant,
  type Result,
  type RoomId,
  type UserId,
} from "@parley/base";
import type {
  Arrival,
  DeviceTrust,
  Gate,
  Invitation,
  Link,
  Member,
  RequestRefusal,
  RoomSettings,
  SendRefusal,
  Session,
  SessionEvent,
  SessionOptions,
} from "@parley/session";
import type { FakeDevice, FakeEvent, FakeNetwork } from "./fake-network.ts";

/** What a crypto store keeps over restarts: the device, and whom each room's key went to. */
export interface FakeCrypto {
  readonly device: FakeDevice;
  readonly roomKeys: Map<RoomId, Set<string>>;
  /** Rooms whose key reached nobody, until there is a new one. */
  readonly lost: Set<RoomId>;
  discarded: number;
}

/** A session over shared memory rooms. */
export class FakeSession implements Session {
  readonly user: UserId;
  readonly device: FakeDevice;
  readonly #network: FakeNetwork;
  readonly #crypto: FakeCrypto;
  readonly #options: SessionOptions;
  readonly #now: () => Instant;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #delivered = new Set<EventId>();
  #trusted: readonly string[] = [];
  /** Accounts whose devices the machine has not learned yet; it does not say when it has. */
  readonly unlearned: Set<UserId> = new Set();
  #gate: Gate = () => ({ kind: "held" });
  #stop: () => void = () => undefined;
  #started = false;
  #dead = false;
  #announced = "";
  pinned: Map<RoomId, RoomSettings> = new Map();
  joins = 0;

  constructor(
    network: FakeNetwork,
    crypto: FakeCrypto,
    options: SessionOptions,
    now: () => Instant,
  ) {
    this.#network = network;
    this.#crypto = crypto;
    this.#options = options;
    this.#now = now;
    this.user = options.credentials.user;
    this.device = crypto.device;
  }

  start(): Promise<void> {
    this.#started = true;
    this.#stop = this.#network.onChange((room, what) => {
      if (what === "link") this.#onLink();
      else if (what === "members") this.#onMembers(room);
      else void this.#sync();
    });
    this.#onLink();
    return Promise.resolve();
  }

  /** As a process that was killed: nothing more comes out of it. */
  kill(): void {
    this.#dead = true;
    this.#stop();
    this.#listeners.clear();
  }

  close(): Promise<void> {
    this.kill();
    return Promise.resolve();
  }

  signOut(): Promise<void> {
    this.#network.signOuts += 1;
    return this.close();
  }

  onEvent(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  link(): Link {
    if (!this.#started) return { state: "connecting" };
    const since = this.#now();
    return this.#network.away
      ? { state: "away", since, retryAt: since + 5_000 }
      : { state: "connected", since };
  }

  retryNow(): void {
    this.#onLink();
  }

  rooms(): readonly RoomId[] {
    return [...this.#network.rooms]
      .filter(([, { members }]) => members.get(this.user) === "join")
      .map(([room]) => room);
  }

  members(room: RoomId): readonly Member[] {
    const found = this.#network.rooms.get(room);
    return [...(found?.members ?? [])].map(([user, membership]) => ({ user, membership }));
  }

  invitations(): readonly Invitation[] {
    return [...this.#network.rooms].flatMap(([room, { members, inviters }]) => {
      const sender = inviters.get(this.user);
      return members.get(this.user) === "invite" && sender !== undefined ? [{ room, sender }] : [];
    });
  }

  settings(room: RoomId): RoomSettings | null {
    return this.#network.rooms.get(room)?.settings ?? null;
  }

  pin(room: RoomId, settings: RoomSettings): void {
    this.pinned.set(room, settings);
  }

  createRoom(): Promise<Result<{ room: RoomId; settings: RoomSettings }, RequestRefusal>> {
    if (this.#network.away) return Promise.resolve(refuse({ reason: "away" }));
    const room = this.#network.makeRoom(this.user);
    return Promise.resolve(accept({ room, settings: this.#network.room(room).settings }));
  }

  invite(room: RoomId, user: UserId): Promise<Result<void, RequestRefusal>> {
    this.#network.invites += 1;
    if (this.#network.away) return Promise.resolve(refuse({ reason: "away" }));
    const fault = this.#network.requestFaults.shift();
    if (fault !== undefined) return Promise.resolve(refuse(fault));
    const { members, inviters } = this.#network.room(room);
    if (!members.has(user)) {
      inviters.set(user, this.user);
      this.#network.setMember(room, user, "invite");
    }
    return Promise.resolve(accept(undefined));
  }

  join(room: RoomId): Promise<Result<void, RequestRefusal>> {
    this.joins += 1;
    if (this.#network.away) return Promise.resolve(refuse({ reason: "away" }));
    const fault = this.#network.requestFaults.shift();
    if (fault !== undefined) return Promise.resolve(refuse(fault));
    this.#network.setMember(room, this.user, "join");
    return Promise.resolve(accept(undefined));
  }

  leave(room: RoomId): Promise<Result<void, RequestRefusal>> {
    this.#network.setMember(room, this.user, null);
    return Promise.resolve(accept(undefined));
  }

  trust(listed: Parameters<Session["trust"]>[0]): Promise<readonly DeviceTrust[]> {
    const known = this.#knownDevices();
    const states = listed.map(({ user, device }): DeviceTrust => {
      const held = this.unlearned.has(user)
        ? undefined
        : known.find((one) => one.user === user && one.id === device.id);
      const same = held?.curve25519 === device.curve25519 && held.ed25519 === device.ed25519;
      return {
        user,
        device: device.id,
        state: held === undefined ? "unknown" : same ? "trusted" : "other-keys",
      };
    });
    this.#trusted = states
      .filter(({ state }) => state === "trusted")
      .map(({ user, device }) => `${user} ${device}`);
    return Promise.resolve(states);
  }

  unlistedDevices(user: UserId): number {
    return this.#knownDevices().filter(
      (one) => one.user === user && !this.#trusted.includes(`${user} ${one.id}`),
    ).length;
  }

  setGate(gate: Gate): void {
    this.#gate = gate;
  }

  discardRoomKey(room: RoomId): Promise<void> {
    this.#crypto.roomKeys.delete(room);
    this.#crypto.lost.delete(room);
    this.#crypto.discarded += 1;
    return Promise.resolve();
  }

  send(
    room: RoomId,
    type: string,
    content: { readonly [key: string]: unknown },
  ): Promise<Result<EventId, SendRefusal>> {
    const network = this.#network;
    network.sends += 1;
    const answer = this.#gate(room, this.members(room));
    if (answer.kind !== "send") return Promise.resolve(refuse({ reason: "gate" }));
    if (network.away) return Promise.resolve(refuse({ reason: "away" }));
    const fault = network.faults.shift() ?? "ok";
    if (fault === "away") return Promise.resolve(refuse({ reason: "away" }));
    if (fault === "limited")
      return Promise.resolve(refuse({ reason: "limited", retryAfter: 7_000 }));
    if (fault === "refused")
      return Promise.resolve(refuse({ reason: "refused", detail: "M_FORBIDDEN" }));
    if (fault === "hangs") return new Promise(() => undefined);
    const event = this.#put(room, type, content, answer.to);
    if (fault === "twice") this.#put(room, type, content, answer.to);
    if (fault === "lost-reply") return Promise.resolve(refuse({ reason: "away" }));
    return this.#dead ? new Promise(() => undefined) : Promise.resolve(accept(event));
  }

  /** As if the machine had noticed by itself that it no longer answers. */
  wedge(): void {
    this.#emit({ kind: "wedged" });
  }

  /** Whether the client says that it need not read the event once more. */
  knows(room: RoomId, event: EventId): boolean {
    return this.#options.known?.(room, event) ?? false;
  }

  #put(room: RoomId, type: string, content: FakeEvent["content"], to: readonly UserId[]): EventId {
    const keys = this.#crypto.roomKeys.get(room) ?? new Set([this.device.curve25519]);
    this.#crypto.roomKeys.set(room, keys);
    for (const device of this.#network.devices)
      if (to.includes(device.user) && this.#trusted.includes(`${device.user} ${device.id}`))
        keys.add(device.curve25519);
    return this.#network.put(room, {
      sender: this.user,
      senderKey: this.device.curve25519,
      type,
      content: { ...content, pad: "x".repeat(16) },
      readers: new Set(this.#crypto.lost.has(room) ? [this.device.curve25519] : keys),
      shield: "none",
    });
  }

  /** Devices of whoever shares a room with this account. */
  #knownDevices(): readonly FakeDevice[] {
    const users = new Set(
      [...this.rooms()].flatMap((room) => this.members(room).map(({ user }) => user)),
    );
    return this.#network.devices.filter(({ user }) => users.has(user));
  }

  #emit(event: SessionEvent): void {
    if (this.#dead) return;
    for (const listener of this.#listeners) listener(event);
  }

  #onLink(): void {
    const link = this.link();
    if (this.#announced !== link.state) {
      this.#announced = link.state;
      this.#emit({ kind: "link", link });
    }
    if (link.state === "connected") {
      void this.#sync();
      if (this.invitations().length > 0) this.#emit({ kind: "invitations" });
    }
  }

  #onMembers(room: RoomId): void {
    if (this.#network.away || !this.#network.room(room).members.has(this.user)) return;
    this.#emit({ kind: "members", room });
    if (this.invitations().some((one) => one.room === room)) this.#emit({ kind: "invitations" });
    this.#emit({ kind: "devices" });
    void this.#sync();
  }

  /** Hands out what was not taken into the inbox yet, once per run. */
  async #sync(): Promise<void> {
    if (this.#network.away || this.#dead) return;
    for (const room of this.rooms()) {
      const { events, hidden } = this.#network.room(room);
      for (const event of events.slice(hidden.get(this.user) ?? 0)) {
        if (this.#delivered.has(event.event) || (await this.#options.seen(room, event.event)))
          continue;
        if (this.#delivered.has(event.event)) continue;
        this.#delivered.add(event.event);
        this.#emit({ kind: "arrival", arrival: this.#arrival(room, event) });
      }
    }
  }

  #arrival(room: RoomId, one: FakeEvent): Arrival {
    const { event, sender, senderKey, shield, type, content } = one;
    if (one.plaintext === true) return { kind: "plaintext", room, event, sender };
    return one.readers.has(this.device.curve25519)
      ? { kind: "payload", room, event, sender, senderKey, shield, type, content }
      : { kind: "unreadable", room, event, sender, code: "UNKNOWN_INBOUND_SESSION_ID" };
  }
}
