import type {
  ActHash,
  ConsultationId,
  EventId,
  Instant,
  PayloadId,
  RecordId,
  Result,
  RoomId,
  StateCode,
  UserId,
} from "@parley/base";

/** Keys and sign-in of this device. Secret keys never leave the sealed store (TRUST-3). */
export interface Profile {
  readonly homeserver: string;
  readonly user: UserId;
  readonly device: string;
  readonly accessToken: string;
  /** 32 bytes, base64url: opens the SDK's crypto store. */
  readonly storageKey: string;
  /** Ed25519 key pair of acts, base64url. */
  readonly act: { readonly publicKey: string; readonly secretKey: string };
  /** X25519 key pair of seals, base64url. */
  readonly seal: { readonly publicKey: string; readonly secretKey: string };
  /** Trust root as it came with the build or the exercise, text. */
  readonly root: string;
  readonly createdAt: Instant;
  /** Acts up to this `seq` were looked at when a person went on after a restored copy (ACT-6). */
  readonly copyAccepted?: number;
  /** Of the account: made at random by this device, which took it in place of the ticket's. */
  readonly password?: string;
  /** What the ticket brought that this device signed in with. */
  readonly enrol?: Enrolment;
  /** When this device first found itself listed; from then on the enrolment is history. */
  readonly reached?: Instant;
}

/** A ticket, as far as it counts after the sign-in. Not one word of it is believed: the directory decides. */
export interface Enrolment {
  /** Id of the ticket. */
  readonly ticket: string;
  /** Id of the directory: the hash of trust root version 1. */
  readonly dir: string;
  readonly expires: Instant;
  readonly state: StateCode;
  readonly level: readonly string[];
  readonly rec: RecordId;
  readonly office: string;
  /** The Secretariat's service, once the log said who that is. */
  readonly service?: UserId;
}

/** What one transport event said, once and for all (INBOX-1). */
export interface InboxRow {
  /** Curve25519 key of the sending device and the payload's own id: the identity of a payload. */
  readonly senderKey: string;
  readonly id: PayloadId;
  readonly room: RoomId;
  readonly sender: UserId;
  readonly event: EventId;
  readonly type: string;
  /** The decrypted content, as JSON text. */
  readonly content: string;
  readonly shield: string;
  readonly receivedAt: Instant;
  /** Position in arrival order on this device. */
  readonly seq: number;
  /** READ-1: given once, never recomputed. `waiting` until it can be given. */
  readonly verdict: "waiting" | "counts" | "refused";
  /** Why it was refused, a code of the client's closed list. */
  readonly reason?: string;
}

/** A transport event that was taken in, readable or not; where gaps are paged back to. */
export interface EventRow {
  readonly room: RoomId;
  readonly event: EventId;
}

/** An act whose own checks passed; kept for ever, whoever carried it. */
export interface ActRow {
  readonly hash: ActHash;
  readonly chan: ActHash;
  readonly bytes: string;
  readonly sig: string;
  readonly body: string;
  readonly room: RoomId;
  readonly receivedAt: Instant;
  readonly seq: number;
  /** `waiting`: some of its past or a directory entry is missing (ACT-3, DIR-5). */
  readonly status: "entered" | "waiting";
}

/** What a person asked to be opened, before a room exists to name in the signed act. */
export interface OpeningIntent {
  readonly con: ConsultationId;
  readonly roster: readonly RecordId[];
  readonly parties: readonly StateCode[];
  /** The composed act without what only signing adds, as JSON text. */
  readonly compose: string;
}

/** One thing to send: plaintext here, ciphertext never (OUTBOX-1). Sent rows of acts and notes stay. */
export interface OutboxRow {
  readonly id: PayloadId;
  /** Order within the room and over all. */
  readonly seq: number;
  /** Null while the room of an opening has not been created. */
  readonly room: RoomId | null;
  readonly kind: "opening" | "act" | "note" | "grade" | "want" | "line";
  readonly type: string;
  /** Content without padding, as JSON text; "" while an opening is unsigned. */
  readonly content: string;
  readonly act?: ActHash;
  readonly opening?: OpeningIntent;
  readonly queuedAt: Instant;
  readonly status: "queued" | "sent";
  readonly sentAt?: Instant;
  readonly event?: EventId;
}

/** What somebody is writing. Saved as typed. */
export interface DraftRow {
  readonly id: string;
  /** Content as JSON text; the client gives it a type. */
  readonly content: string;
  readonly updatedAt: Instant;
}

/** The newest directory log that verified, as text; a shorter or forked one never replaces it (DIR-5). */
export interface DirectoryRow {
  readonly log: string;
  readonly n: number;
  readonly head: string;
  readonly at: Instant;
}

/** What this device knows of a room: pinned settings (ROOM-1) and how far it was read. */
export interface RoomRow {
  readonly room: RoomId;
  readonly settings: string;
  readonly joinedAt: Instant;
  /** Own outgoing key was shared with this roster and device set; another one means a new key (GATE-1). */
  readonly sharedWith: string;
  /** Highest `seq` of inbox and acts that a person has seen here. */
  readonly readSeq: number;
  /** Invited by; null for a room this device made. */
  readonly inviter: UserId | null;
  /** A line between one PoC and the Secretariat's service, which is no channel. */
  readonly line?: true;
}

/** Something else that a part of the client keeps, by kind and id. A kind has no space in it. */
export interface KeptRow {
  readonly kind: string;
  readonly id: string;
  /** What it says is between those who write and read the kind. */
  readonly text: string;
}

/** Everything at rest, as read at start. */
export interface Contents {
  readonly profile: Profile | null;
  readonly inbox: readonly InboxRow[];
  readonly events: readonly EventRow[];
  readonly acts: readonly ActRow[];
  readonly outbox: readonly OutboxRow[];
  readonly drafts: readonly DraftRow[];
  readonly directory: DirectoryRow | null;
  readonly rooms: readonly RoomRow[];
  readonly kept: readonly KeptRow[];
}

/**
 * What belongs together is written together: all of a change is durable, or none of it. A row takes the place of the one
 * with its identity. What is gone goes first, so a row that is both gone and given is there afterwards.
 */
export interface Change {
  readonly profile?: Profile;
  readonly inbox?: readonly InboxRow[];
  readonly events?: readonly EventRow[];
  readonly acts?: readonly ActRow[];
  readonly outbox?: readonly OutboxRow[];
  readonly outboxGone?: readonly PayloadId[];
  readonly drafts?: readonly DraftRow[];
  readonly draftsGone?: readonly string[];
  readonly directory?: DirectoryRow;
  readonly rooms?: readonly RoomRow[];
  readonly kept?: readonly KeptRow[];
  readonly keptGone?: readonly Pick<KeptRow, "kind" | "id">[];
}

/** Why something at rest could not be read or written. */
export type StoreRefusal =
  /** The key does not open what is there. */
  | "wrong-key"
  /** A value does not verify: changed outside Parley, or damaged. */
  | "damaged"
  /** No room on the disk. */
  | "full"
  /** Another window or process closed or replaced the database. */
  | "closed"
  /** The data come from a newer version. */
  | "newer";

export interface Store {
  /** Reads everything, as of one moment. Rows of one kind come in ascending `seq`; those without one, and equals, by identity. */
  load(): Promise<Result<Contents, StoreRefusal>>;
  /** Resolves when the change is on disk. A refused change leaves everything as it was. */
  commit(change: Change): Promise<Result<void, StoreRefusal>>;
  /** Everything asked after it is refused as `closed`. What was committed stays. */
  close(): Promise<void>;
  /** Deletes all of it, for sign-out, and closes. Works on a closed store too. */
  erase(): Promise<void>;
}
