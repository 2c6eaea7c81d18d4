import type {
  ActHash,
  ConsultationId,
  Instant,
  Level,
  Mode,
  PayloadId,
  Power,
  RecordId,
  RoomId,
  StateCode,
  UserId,
} from "@parley/base";
import type { LogRefusalReason } from "@parley/directory";
import type { Act } from "@parley/protocol";
import type { Link } from "@parley/session";
import type { StoreRefusal } from "@parley/storage";
import type {
  DirectoryChange,
  EnrolmentView,
  HeadView,
  RecordView,
  ResetView,
  ToSign,
  WishView,
} from "./directory-view.ts";
import type { Draft } from "./draft.ts";
import type { Trust } from "./trust-state.ts";

export type { Trust } from "./trust-state.ts";

/** Everything a face needs to draw, immutable; a new object on every change. */
export interface ClientSnapshot {
  readonly me: Me;
  readonly link: Link;
  readonly directory: DirectoryState;
  /** Listed offices except one's own, by State name order of the code, then level. */
  readonly offices: readonly Office[];
  /** All records of the directory, own and suspended ones as well, in the order of their admission. */
  readonly records: readonly RecordView[];
  /** Entries about one's own State that wait for its signature. */
  readonly toSign: readonly ToSign[];
  /** What the directory said anew, newest first, at most 50. */
  readonly changes: readonly DirectoryChange[];
  /** Asked of the Secretariat and not settled yet, newest first. */
  readonly wishes?: readonly WishView[];
  readonly consultations: readonly Consultation[];
  readonly drafts: readonly Draft[];
  readonly outbox: { readonly queued: number; readonly held: number };
  /** Entries not seen by a person yet, over all consultations. */
  readonly unread: number;
  /** What concerns the whole device; each stays until it is settled. */
  readonly alarms: readonly Alarm[];
}

export interface Me {
  readonly user: UserId;
  readonly device: string;
  /** First 16 bytes of the act key's hash; what the officer compares is in the listing request. */
  readonly key: string;
  /** `waiting`: this device is not in the directory yet. `disabled`: its key was taken out. */
  readonly listing: "waiting" | "listed" | "disabled";
  /** Null until listed. */
  readonly office: Office | null;
  /** From the sign-in with a ticket until this device is listed; null otherwise. */
  readonly enrolment: EnrolmentView | null;
}

/** An office as the directory lists it. Names of States come from the code list, by `state`. */
export interface Office {
  readonly rec: RecordId;
  readonly state: StateCode;
  readonly level: Level;
  readonly powers: readonly Power[];
  readonly user: UserId;
  readonly devices: number;
  /** Last confirmed, `YYYY-MM-DD`. */
  readonly confirmed: string;
  /** Verified: a device of it is listed now. */
  readonly trust: Trust;
}

export interface DirectoryState {
  /** Entry number of the head; 0 before the first log. */
  readonly n: number;
  readonly head: string;
  /** Time of the head entry. */
  readonly at: Instant;
  /** An act or note names a later head than mine. */
  readonly behind: boolean;
  /** The newest word of the service on how far the directory goes (DIR-3). */
  readonly signedHead: HeadView;
  /** Number of entries held, of which those after `n` are not taken up yet. */
  readonly entries: number;
  /** Resets by officers alone, newest first. */
  readonly resets: readonly ResetView[];
  /** What is not taken up yet, because it rests on a reset whose wait has not passed here. */
  readonly waiting: { readonly state: StateCode; readonly until: Instant } | null;
}

export type Alarm =
  /**
   * A directory log was refused; the one held before goes on counting. `split-view`: none was offered, but somebody
   * names another directory under a number that mine has, too.
   */
  | {
      readonly kind: "directory-refused";
      readonly reason: LogRefusalReason | "shorter" | "forked" | "split-view";
      readonly n: number;
      readonly at: Instant;
    }
  /** Two own acts with one counter: a restored copy of the profile (ACT-6). Nothing is signed. */
  | { readonly kind: "restored-copy"; readonly at: Instant }
  /** This device is shown what it sent itself and does not know: older data were put back (ACT-6). Work goes on. */
  | { readonly kind: "set-back"; readonly at: Instant }
  /** An entry about one's own State that one's State did not sign (DIR-2). */
  | { readonly kind: "own-state-unsigned"; readonly n: number; readonly at: Instant }
  /** Officers alone reset a State: its records change once the wait has passed (DIR-1). */
  | {
      readonly kind: "reset";
      readonly state: StateCode;
      readonly n: number;
      readonly until: Instant;
      readonly at: Instant;
    }
  /** The newest head is older than 72 hours: a person decides per consultation (DIR-3). */
  | { readonly kind: "directory-old"; readonly headAt: Instant; readonly at: Instant }
  /** The disk takes nothing more; nothing is sent or acknowledged until it does. */
  | { readonly kind: "disk"; readonly reason: StoreRefusal; readonly at: Instant };

/** One channel of a consultation. With one channel per consultation the words coincide. */
export interface Consultation {
  /** Hash of the opening act, or the outbox id of an opening that is not signed yet. */
  readonly id: ActHash | PayloadId;
  readonly con: ConsultationId;
  readonly room: RoomId | null;
  readonly level: Level;
  readonly mode: Mode;
  readonly parties: readonly StateCode[];
  readonly initiator: StateCode;
  /** Name of the headline row; words come from the catalogue by this name. */
  readonly headline: string;
  /** What clock and delivery add: [id, State, act] as in the table of the fold. */
  readonly lines: readonly ViewLine[];
  /** Per State: name of the party state. */
  readonly partyStates: { readonly [state: string]: string };
  /** Newest version of the opening request, for titles, severity, marking. */
  readonly subject: Act | null;
  readonly entries: readonly Entry[];
  readonly requests: readonly Request[];
  readonly may: readonly Step[];
  readonly mayNot: readonly { readonly step: string; readonly reason: string }[];
  readonly gate: GateState;
  readonly members: readonly ChannelMember[];
  readonly unread: number;
  /** What a person of this office would do next here. */
  readonly needs: "acknowledge" | "reply" | "held" | "nothing";
  readonly lastAt: Instant;
}

export interface ViewLine {
  readonly id: string;
  readonly state: StateCode | null;
  readonly act: ActHash | null;
}

/** A request and what each asked State has said to it. */
export interface Request {
  readonly act: ActHash;
  readonly kind: string;
  readonly by: StateCode;
  readonly ask: { readonly ack?: string; readonly reply?: string; readonly revert?: string };
  /** State code to: none, acknowledged, holding, answer, conditions, accept, counter, decline. */
  readonly replies: { readonly [state: string]: string };
}

export interface Step {
  /** `T02`, `update`, `T04.ack`, `T04.holding`, `T04.answer`, `T04.decline`, `roster` ... */
  readonly step: string;
  readonly targets: readonly ActHash[];
}

export type GateState =
  | { readonly state: "open" }
  /** Not settled, and nobody's fault yet: goes on by itself once this is there. */
  | { readonly state: "waiting"; readonly for: Awaited }
  | { readonly state: "held"; readonly reasons: readonly HoldReason[] };

/** What a gate waits for. */
export type Awaited =
  /** An opening that has no room yet. */
  | { readonly what: "room" }
  /** The homeserver has not said all of how this room is kept. */
  | { readonly what: "settings" }
  /** Offices of other States that no key reaches. */
  | { readonly what: "devices"; readonly offices: readonly Unreached[] };

export interface Unreached {
  readonly office: Office;
  /**
   * `not-in-room`: the homeserver shows it neither as joined nor as invited. `keys-unknown`: the keys of its devices are
   * not here yet. `other-keys`: under the id of a listed device the homeserver shows keys that nobody listed.
   */
  readonly because: "not-in-room" | "keys-unknown" | "other-keys";
}

/** Closed list; each has a sentence in the catalogue that a person can act on. */
export type HoldReason =
  | { readonly reason: "account-not-listed"; readonly user: UserId; readonly since: Instant }
  | {
      readonly reason: "account-not-in-roster";
      readonly user: UserId;
      readonly office: Office;
      readonly since: Instant;
    }
  | { readonly reason: "own-device-not-listed" }
  | { readonly reason: "own-office-not-in-roster" }
  | { readonly reason: "room-settings-changed"; readonly setting: string }
  /** Nobody of this office is in the directory any more: no key can reach it. */
  | { readonly reason: "addressee-not-listed"; readonly office: Office }
  /** The directory is older than 72 hours, and nobody has decided to go on with it here (DIR-3). */
  | { readonly reason: "directory-old"; readonly headAt: Instant }
  /** The homeserver refuses for good; it is asked again from time to time. */
  | { readonly reason: "refused-by-server"; readonly since: Instant };

export interface ChannelMember {
  readonly user: UserId;
  /** Null: no party named this account. */
  readonly office: Office | null;
  readonly membership: "join" | "invite" | "absent";
  readonly trust: Trust;
  /** Devices the server shows for this account that no listing names: they receive nothing. */
  readonly unlistedDevices: number;
}

export type Entry = ActEntry | NoteEntry | RoomEntry;

/** How far something of one's own has come. */
export type Delivery =
  | { readonly state: "queued" }
  | { readonly state: "sending" }
  | { readonly state: "held" }
  | { readonly state: "sent"; readonly at: Instant }
  /** Two minutes without a grade of any device of a party (OUTBOX-2). */
  | { readonly state: "not-delivered-yet"; readonly at: Instant; readonly to: readonly StateCode[] }
  | { readonly state: "delivered"; readonly at: Instant; readonly to: readonly StateCode[] };

export interface ActEntry {
  readonly kind: "act";
  readonly hash: ActHash;
  /** Null where the bytes do not parse in this version: the fallback text is shown. */
  readonly act: Act | null;
  readonly body: string;
  readonly state: StateCode;
  readonly rec: RecordId;
  readonly own: boolean;
  readonly trust: Trust;
  /** Evidence behind "Verified: why". */
  readonly signedBy: { readonly key: string; readonly entry: number; readonly head: number };
  /** `yes`, or a reason of the table of the fold (`key-disabled`, `not-in-roster`, ...). */
  readonly effect: string;
  readonly forked: boolean;
  readonly receivedAt: Instant;
  /** Position among the channel's acts, from 1. */
  readonly position: number;
  readonly delivery: Delivery | null;
  readonly unread: boolean;
}

export interface NoteEntry {
  readonly kind: "note";
  readonly id: PayloadId;
  readonly body: string;
  readonly state: StateCode;
  readonly rec: RecordId;
  readonly own: boolean;
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly delivery: Delivery | null;
  readonly unread: boolean;
}

/** What happened around the channel; nobody said it. */
export interface RoomEntry {
  readonly kind: "room";
  readonly id: string;
  readonly at: Instant;
  readonly what:
    | { readonly event: "foreign-account"; readonly user: UserId }
    | { readonly event: "unreadable"; readonly count: number }
    | { readonly event: "missing-act"; readonly count: number }
    | { readonly event: "payload-refused"; readonly reason: string; readonly count: number }
    /** The directory says something anew about an office of this channel. */
    | { readonly event: "directory"; readonly change: DirectoryChange };
}
