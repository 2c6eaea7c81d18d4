import type { DeviceId, EventId, RoomId, UserId } from "@parley/base";
import type { Arrival, Member, RequestRefusal, RoomSettings } from "@parley/session";

/** One event as everybody in the room can fetch it; who can read it was decided when it was sent. */
export interface FakeEvent {
  readonly event: EventId;
  readonly sender: UserId;
  readonly senderKey: string;
  readonly type: string;
  readonly content: { readonly [key: string]: unknown };
  /** Curve25519 keys of the devices that hold the room key. */
  readonly readers: ReadonlySet<string>;
  readonly shield: (Arrival & { kind: "payload" })["shield"];
  readonly plaintext?: boolean;
}

export interface FakeRoom {
  readonly settings: RoomSettings;
  readonly members: Map<UserId, Member["membership"]>;
  readonly inviters: Map<UserId, UserId>;
  readonly events: FakeEvent[];
  /** Number of events before each account was invited or in: those are not for it. */
  readonly hidden: Map<UserId, number>;
}

export interface FakeDevice {
  readonly user: UserId;
  readonly id: DeviceId;
  readonly ed25519: string;
  readonly curve25519: string;
}

/** What goes wrong with the next sends, first come first; `ok` once the list is empty. */
export type Fault =
  | "ok"
  | "away"
  | "limited"
  | "refused"
  /** Reaches the room, and the sender hears nothing of it. */
  | "lost-reply"
  /** Reaches the room twice. */
  | "twice"
  /** Never answers. */
  | "hangs";

/** Stands in for a homeserver: rooms in memory, and faults at will. It claims nothing about Matrix. */
export class FakeNetwork {
  readonly rooms: Map<RoomId, FakeRoom> = new Map();
  readonly devices: FakeDevice[] = [];
  faults: Fault[] = [];
  /** What the next invitations and joins are answered with; accepted once the list is empty. */
  requestFaults: RequestRefusal[] = [];
  /** Invitations that were asked for. */
  invites = 0;
  /** Sign-ins that were ended. */
  signOuts = 0;
  /** No request gets through. */
  away = false;
  /** Attempts to send that were made. */
  sends = 0;
  roomsMade = 0;
  readonly #listeners = new Set<(room: RoomId, what: "event" | "members" | "link") => void>();
  #next = 0;

  onChange(listener: (room: RoomId, what: "event" | "members" | "link") => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setAway(away: boolean): void {
    this.away = away;
    for (const listener of this.#listeners) listener("" as RoomId, "link");
  }

  makeRoom(creator: UserId): RoomId {
    this.roomsMade += 1;
    const room = `!room${this.#next++}:parley.test` as RoomId;
    this.rooms.set(room, {
      settings: {
        version: "12",
        algorithm: "m.megolm.v1.aes-sha2",
        historyVisibility: "invited",
        joinRule: "invite",
      },
      members: new Map([[creator, "join"]]),
      inviters: new Map(),
      events: [],
      hidden: new Map([[creator, 0]]),
    });
    return room;
  }

  room(id: RoomId): FakeRoom {
    const room = this.rooms.get(id);
    if (room === undefined) throw new Error(`no room ${id}`);
    return room;
  }

  setMember(room: RoomId, user: UserId, membership: Member["membership"] | null): void {
    const { members, hidden, events } = this.room(room);
    if (!members.has(user)) hidden.set(user, events.length);
    if (membership === null) members.delete(user);
    else members.set(user, membership);
    for (const listener of this.#listeners) listener(room, "members");
  }

  put(room: RoomId, event: Omit<FakeEvent, "event">): EventId {
    const id = `$event${this.#next++}` as EventId;
    this.room(room).events.push({ ...event, event: id });
    for (const listener of this.#listeners) listener(room, "event");
    return id;
  }

  /** Everything of this type that reached a room, own echoes and doubles included. */
  seen(room: RoomId, type: string): readonly FakeEvent[] {
    return this.room(room).events.filter((event) => event.type === type);
  }
}
