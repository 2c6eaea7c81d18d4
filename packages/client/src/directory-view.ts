import type { Instant, KeyId, Level, Power, RecordId, StateCode, UserId } from "@parley/base";
import type { ContactCard, RecordKind, ReportReason, Wish } from "@parley/directory";
import type { Trust } from "./trust-state.ts";

/** What a face shows of an enrolment, from the sign-in until this device is listed (ENROL-1). */
export interface EnrolmentView {
  /** Twelve words, which the holder reads to the officer over the telephone. */
  readonly words: readonly string[];
  /**
   * Twelve words of the act key alone: what a colleague who is asked to sign sees of this device (DIR-1). The words above
   * rest on the ticket as well, which no colleague has.
   */
  readonly keyWords: readonly string[];
  /** What this device asks to be admitted with, as text: a colleague can sign for it with this (TRUST-2). */
  readonly request: string;
  readonly ticket: {
    readonly id: string;
    readonly expires: Instant;
    readonly state: StateCode;
    readonly level: readonly Level[];
    readonly office: string;
  };
  /**
   * `connecting`: no homeserver yet. `line`: the line to the service is being made. `sending`: the keys are on their way.
   * `waiting`: they have left, and an officer will admit this device.
   */
  readonly step: "connecting" | "line" | "sending" | "waiting";
  /** When the keys left; null until then. */
  readonly sentAt: Instant | null;
}

/** How old the newest signed head is (DIR-3). `none`: the log names no head key, or no head has come yet. */
export interface HeadView {
  readonly state: "none" | "fresh" | "ageing" | "old";
  /** When the service signed it; null for `none`. */
  readonly at: Instant | null;
  /** Until when it stays fresh, as the service says. */
  readonly until: Instant | null;
}

/** A reset of a State by the officers alone: shown everywhere, effective after a wait (DIR-1). */
export interface ResetView {
  readonly state: StateCode;
  /** Entry that says it. */
  readonly n: number;
  readonly at: Instant;
  /** When its wait ends. */
  readonly until: Instant;
}

/** Everything that a client knows of a record; own and suspended ones as well. */
export interface RecordView {
  readonly rec: RecordId;
  readonly state: StateCode;
  /** Of several levels the lowest stands for it. */
  readonly level: Level;
  readonly levels: readonly Level[];
  readonly kind: RecordKind;
  readonly powers: readonly Power[];
  /** Pseudonym. */
  readonly holder: string;
  readonly user: UserId;
  readonly own: boolean;
  readonly ownState: boolean;
  readonly trust: Trust;
  /** Valid from, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last confirmed, `YYYY-MM-DD`. */
  readonly confirmed: string;
  /** When the yearly confirmation is due; records of one's own State only. */
  readonly confirmation: {
    readonly due: string;
    readonly state: "current" | "soon" | "past";
  } | null;
  readonly card: ContactCard | null;
  /** `not-here`: the directory names a card that has not come yet. */
  readonly cardState: "held" | "none" | "not-here" | "erased";
  readonly devices: readonly DeviceView[];
  /** Entry that admitted it. */
  readonly since: { readonly n: number; readonly at: Instant };
}

export interface DeviceView {
  readonly key: KeyId;
  readonly id: string;
  /** Twelve words of its act key, the same on every machine that holds the same directory. */
  readonly words: readonly string[];
  /** `suspended`: reported as lost while the directory still lists it. `signed-for`: a colleague's signature names it (TRUST-2). */
  readonly state: "listed" | "suspended" | "disabled" | "signed-for";
  readonly listed: {
    readonly n: number;
    readonly at: Instant;
    /** Positions in the trust root, from 1. */
    readonly officers: readonly number[];
    /** Offices of its State that signed beside them. */
    readonly cosigners: readonly { readonly rec: RecordId }[];
  } | null;
  readonly disabled: { readonly n: number; readonly at: Instant } | null;
  /** This very device. */
  readonly own: boolean;
  readonly reported: {
    readonly at: Instant;
    readonly by: RecordId;
    readonly why: ReportReason;
  } | null;
  /** Who signed for it and until when keys are shared with it (TRUST-2); only where `state` says so. */
  readonly signedFor?: { readonly by: RecordId; readonly until: Instant } | null;
}

/** A device that an entry would list. */
export interface ProposedDevice {
  readonly key: KeyId;
  readonly id: string;
  /** Twelve words of its act key, to be compared with its holder by telephone. */
  readonly words?: readonly string[];
}

/** What an entry of the directory would do, in the words of a face. */
export type ProposedOperation =
  | {
      readonly op: "admit";
      readonly rec: RecordId;
      readonly state: StateCode;
      readonly levels: readonly Level[];
      readonly kind: RecordKind;
      readonly powers: readonly Power[];
      readonly holder: string;
      readonly user: UserId;
      readonly devices: readonly ProposedDevice[];
      /** Valid from, `YYYY-MM-DD`. */
      readonly from?: string;
      /** Last confirmed, `YYYY-MM-DD`. */
      readonly confirmed?: string;
      /** Hours that a reset by officers alone waits, where the record chose them. */
      readonly wait?: number | null;
    }
  | {
      readonly op: "list";
      readonly rec: RecordId;
      readonly holder: string;
      readonly device: ProposedDevice;
    }
  | { readonly op: "disable"; readonly rec: RecordId; readonly key: KeyId }
  | {
      readonly op: "card";
      readonly rec: RecordId;
      readonly confirmed: string | null;
      /** A new card, no card any more, or the same as before. */
      readonly card: "new" | "erased" | "same";
      /** What the new card says, where it was proposed on this device; else only its hash is known. */
      readonly content?: ContactCard | null;
    }
  | { readonly op: "other"; readonly name: string };

/** An entry of the directory about one's own State that waits for its signature (DIR-1). */
export interface ToSign {
  /** Hash of the entry's text: what `coSign` takes. */
  readonly hash: string;
  /** Number that the entry will have. */
  readonly n: number;
  readonly at: Instant;
  readonly operation: ProposedOperation;
  /** Positions of the officers who signed already, from 1. */
  readonly officers: readonly number[];
  /** Offices of one's State that signed already. */
  readonly cosigners: readonly RecordId[];
  /** How many signatures of one's State it needs in all. */
  readonly needed: number;
  /** This device has signed it; the others are waited for. */
  readonly signed: boolean;
  /** It follows another entry than my newest: it can not be signed until it comes anew. */
  readonly stale: boolean;
}

/** Something that the directory says anew. */
export interface DirectoryChange {
  readonly n: number;
  readonly at: Instant;
  readonly kind:
    | "admitted"
    | "device-listed"
    | "device-disabled"
    | "confirmed"
    | "card"
    | "reset"
    | "head-key"
    | "root"
    /** A device was reported as lost; `n` is the head at which it came. */
    | "device-reported";
  /** Null where it concerns no State. */
  readonly state: StateCode | null;
  readonly rec: RecordId | null;
  /** Positions of the officers who signed the entry, from 1. */
  readonly officers?: readonly number[];
  /** Offices of the State that signed beside them. */
  readonly cosigners?: readonly RecordId[];
  /** Of a reported device. */
  readonly why?: ReportReason;
}

/** What a PoC asks of the Secretariat. */
export type WishKind = Wish["about"];

/** Something asked of the Secretariat and not settled yet. */
export interface WishView {
  readonly id: string;
  readonly kind: WishKind;
  readonly text: string;
  readonly at: Instant;
  /** It has left. */
  readonly sent: boolean;
}
