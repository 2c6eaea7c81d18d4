import type { DeviceId, EventId, Instant, Result, RoomId, UserId } from "@parley/base";
import type { ListedDevice } from "@parley/directory";

/** The keys that the crypto machine made for this device; listing them is what makes it trusted. */
export interface MachineDevice {
  readonly id: DeviceId;
  readonly ed25519: string;
  readonly curve25519: string;
}

/** What a sign-in leaves behind; sealed in the vault, never logged. */
export interface Credentials {
  readonly homeserver: string;
  readonly user: UserId;
  readonly device: DeviceId;
  readonly accessToken: string;
}

/** Why a sign-in did not happen. `limited` carries the wait the server asked for, in ms. */
export type SignInRefusal =
  | { readonly reason: "wrong-password" }
  | { readonly reason: "unreachable" }
  | { readonly reason: "not-a-homeserver" }
  | { readonly reason: "account-closed" }
  | { readonly reason: "limited"; readonly retryAfter: number };

/**
 * Why a password was not replaced. `wrong-password`: the old one is not the account's any more; `signed-out`: this
 * sign-in was ended by the server or by another one.
 */
export type PasswordRefusal =
  | { readonly reason: "wrong-password" }
  | { readonly reason: "signed-out" }
  | { readonly reason: "unreachable" }
  | { readonly reason: "limited"; readonly retryAfter: number };

/** Whether the homeserver answers. `away` is said within seconds of a dead link. */
export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "connected"; readonly since: Instant }
  | { readonly state: "away"; readonly since: Instant; readonly retryAt: Instant }
  /** The account was signed out by the server or the operator; nothing can be sent any more. */
  | { readonly state: "signed-out" };

export interface Member {
  readonly user: UserId;
  readonly membership: "join" | "invite";
}

/** Settings of a room that ROOM-1 stores at creation or first join and answers from there. */
export interface RoomSettings {
  readonly version: string;
  readonly algorithm: string;
  readonly historyVisibility: string;
  readonly joinRule: string;
}

export interface Invitation {
  readonly room: RoomId;
  readonly sender: UserId;
}

/** Shield of a decrypted event, as far as READ-1 (d) asks. */
export type Shield = "none" | "authenticity-not-guaranteed" | "mismatched-sender" | "other";

/**
 * One thing that came out of the transport. Everything here is untrusted: the client decides by
 * READ-1 whether it counts.
 */
export type Arrival =
  | {
      readonly kind: "payload";
      readonly room: RoomId;
      readonly event: EventId;
      readonly sender: UserId;
      /** `event.getSenderKey()`; the curve25519 key that the ciphertext really came from. */
      readonly senderKey: string;
      readonly shield: Shield;
      readonly type: string;
      readonly content: unknown;
    }
  /** Came encrypted and could not be read (yet); announced once, a `payload` may follow. */
  | {
      readonly kind: "unreadable";
      readonly room: RoomId;
      readonly event: EventId;
      readonly sender: UserId;
      readonly code: string;
    }
  /** A message-like event in the clear; counted and ignored (INBOX-1). */
  | {
      readonly kind: "plaintext";
      readonly room: RoomId;
      readonly event: EventId;
      readonly sender: UserId;
    };

/** Announcements; none of them steers, each says that something can be looked at anew. */
export type SessionEvent =
  | { readonly kind: "arrival"; readonly arrival: Arrival }
  | { readonly kind: "link"; readonly link: Link }
  | { readonly kind: "members"; readonly room: RoomId }
  | { readonly kind: "invitations" }
  /** Device lists or their trust changed: the gate's result may differ now. */
  | { readonly kind: "devices" }
  /** The crypto machine no longer answers; the session must be closed and opened again on its store. */
  | { readonly kind: "wedged" };

/**
 * Asked wherever the SDK asks whom to encrypt for (GATE-1). `held` and `wait` make the SDK throw, so
 * that no path can share keys; `send` names exactly the accounts that may get them.
 */
export type GateAnswer =
  | { readonly kind: "send"; readonly to: readonly UserId[] }
  | { readonly kind: "wait" }
  | { readonly kind: "held" };
export type Gate = (room: RoomId, members: readonly Member[]) => GateAnswer;

/** Why one attempt to send ended without an event. */
export type SendRefusal =
  /** The gate said held or wait; ask it for reasons. */
  | { readonly reason: "gate" }
  | { readonly reason: "away" }
  | { readonly reason: "limited"; readonly retryAfter: number }
  /** The server refuses for good (for example 403); `detail` is for the log, not for the screen. */
  | { readonly reason: "refused"; readonly detail: string }
  | { readonly reason: "too-large" }
  /** No outcome in 20 s: the machine hangs, a `wedged` event was sent. */
  | { readonly reason: "wedged" };

export type RequestRefusal =
  | { readonly reason: "away" }
  | { readonly reason: "limited"; readonly retryAfter: number }
  | { readonly reason: "refused"; readonly detail: string };

/** How trust stands for one listed device. */
export interface DeviceTrust {
  readonly user: UserId;
  readonly device: DeviceId;
  /** `unknown`: the machine does not hold it (yet); `other-keys`: same id, keys that differ from the record. */
  readonly state: "trusted" | "unknown" | "other-keys";
}

/** A signed-in device on the homeserver, in the product's words. One per crypto store, ever. */
export interface Session {
  readonly user: UserId;
  readonly device: MachineDevice;
  /** Starts to sync and answers at once; the rest is announced by events, so listen before. */
  start(): Promise<void>;
  /** Ends without loss; the stores stay. */
  close(): Promise<void>;
  /** Ends the sign-in on the server (best effort) and deletes this device's crypto store. */
  signOut(): Promise<void>;
  onEvent(listener: (event: SessionEvent) => void): () => void;
  link(): Link;
  /** Asks the homeserver now instead of at `retryAt`. */
  retryNow(): void;

  rooms(): readonly RoomId[];
  members(room: RoomId): readonly Member[];
  invitations(): readonly Invitation[];
  /** What the server says now; null while the room is not known here. */
  settings(room: RoomId): RoomSettings | null;
  /** From here on algorithm, visibility and version are answered from these, whatever the server says (ROOM-1). */
  pin(room: RoomId, settings: RoomSettings): void;
  /** A room with the fixed settings and nobody else in it. */
  createRoom(): Promise<
    Result<{ readonly room: RoomId; readonly settings: RoomSettings }, RequestRefusal>
  >;
  /** Plain requests (ROOM-1). Inviting one who is in already is accepted. */
  invite(room: RoomId, user: UserId): Promise<Result<void, RequestRefusal>>;
  join(room: RoomId): Promise<Result<void, RequestRefusal>>;
  /** Also turns an invitation down. */
  leave(room: RoomId): Promise<Result<void, RequestRefusal>>;

  /**
   * Makes exactly these devices trusted (TRUST-1): equal keys are set verified, all others that were set are
   * unset. Idempotent; called on every new directory log and on every `devices` event.
   */
  trust(
    listed: readonly { readonly user: UserId; readonly device: ListedDevice }[],
  ): Promise<readonly DeviceTrust[]>;
  /** Devices that the machine knows of an account and that the last `trust` did not list; they get no keys. */
  unlistedDevices(user: UserId): number;
  setGate(gate: Gate): void;
  /** Forgets the room's outbound key, so that the next send shares a new one. */
  discardRoomKey(room: RoomId): Promise<void>;
  /**
   * Encrypts and sends one payload, padded to its size class. Before the attempt the SDK's own pending events of
   * the room are taken back; a failed attempt leaves none. `txn` is new for every call.
   */
  send(
    room: RoomId,
    type: string,
    content: { readonly [key: string]: unknown },
    txn: string,
  ): Promise<Result<EventId, SendRefusal>>;
}

export interface SessionOptions {
  readonly credentials: Credentials;
  /** 32 bytes: opens the crypto store. */
  readonly storageKey: Uint8Array;
  /** Separates the stores of several profiles on one machine. */
  readonly storePrefix: string;
  /** Whether this event was taken into the inbox before; gaps are paged back to such an event. */
  readonly seen: (room: RoomId, event: EventId) => Promise<boolean>;
  /** Whether this event, should it come once more, would change nothing: then it is not read again. None if absent. */
  readonly known?: (room: RoomId, event: EventId) => boolean;
}

/** One way to open sessions: `@parley/session/browser` or `@parley/session/node`. */
export interface SessionOpener {
  signIn(
    homeserver: string,
    user: string,
    password: string,
  ): Promise<Result<Credentials, SignInRefusal>>;
  /**
   * Gives the account another password, and ends all other sign-ins of it but those of the devices to keep; this one goes
   * on. `from` is the password that it has now. Asked once more after a failure, with either password, it ends the rest.
   */
  replacePassword(
    credentials: Credentials,
    from: string,
    to: string,
    keep: readonly DeviceId[],
  ): Promise<Result<void, PasswordRefusal>>;
  open(options: SessionOptions): Promise<Session>;
}
