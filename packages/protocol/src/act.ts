import type {
  ActHash,
  ConsultationId,
  KeyId,
  Level,
  Mode,
  RecordId,
  RoomId,
  StateCode,
} from "@parley/base";
import type { ProfileLimits, ProfileValue } from "@parley/base";
import type { PhraseCode } from "./codes/phrases.ts";

/** Kinds that the envelope allows. */
export const ACT_KINDS = [
  "T01",
  "T02",
  "T03",
  "T04",
  "T05",
  "T06",
  "T07",
  "T08",
  "T09",
  "T10",
  "roster",
  "device",
  "checkpoint",
  "withdraw",
  "leave",
  "return",
  "link",
  "release",
  "answer",
  "rehome",
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** Template version of every kind whose fields this version reads. */
export const KNOWN_TV = 1;

/** Limits of the signed bytes (ACT-1). */
export const ACT_LIMITS: ProfileLimits = { bytes: 16_384, depth: 6, members: 512, string: 8_192 };

export const TLP = ["red", "amber+strict", "amber", "green", "clear"] as const;
export type Tlp = (typeof TLP)[number];
export const PAP = ["red", "amber", "green", "clear"] as const;
export type Pap = (typeof PAP)[number];
export const PRECEDENCE = ["emergency", "urgent", "priority", "routine"] as const;
export type Precedence = (typeof PRECEDENCE)[number];
export const DISCLOSURE = [
  "parties-only",
  "secretariat-fact",
  "secretariat-content",
  "chair-content",
  "all-pocs",
] as const;
export type Disclosure = (typeof DISCLOSURE)[number];

/** What the first act of a channel fixes for good (ROSTER-1). */
export interface Opening {
  readonly room: RoomId;
  readonly level: Level;
  readonly mode: Mode;
  readonly parties: readonly StateCode[];
  readonly facilitator?: StateCode;
  readonly roster: readonly RecordId[];
  readonly basis?: ProfileValue;
}

/** Requested times, absolute UTC, `YYYY-MM-DDThh:mm:ssZ`; wishes, never duties. */
export interface Ask {
  readonly ack?: string;
  readonly reply?: string;
  readonly revert?: string;
}

export interface FileReference {
  readonly salt: string;
  readonly h: string;
  readonly size: number;
  readonly mime: string;
  readonly tlp?: Tlp;
}

export interface Clearance {
  readonly rec: RecordId;
  readonly key: KeyId;
  readonly sig: string;
}

/**
 * The signed content of a formal act, field by field as in SPEC.md (the act envelope).
 * Optional is what the table marks so; an empty list or an empty `ask` is written out.
 * `f` holds the fields of the template: `checkT02`, `checkT04`, `checkRoster` and `checkDevice` give them a type.
 */
export interface Act {
  readonly v: 1;
  readonly kind: ActKind;
  readonly tv: number;
  readonly nonce: string;
  readonly con: ConsultationId;
  /** Hash of the opening act; "" in the opening act itself. */
  readonly chan: ActHash | "";
  readonly open?: Opening;
  readonly level: Level;
  readonly mode: Mode;
  readonly rec: RecordId;
  readonly key: KeyId;
  readonly dir: { readonly n: number; readonly h: string };
  readonly n: number;
  readonly prev?: ActHash;
  readonly ep: string;
  readonly parents: readonly ActHash[];
  readonly re?: ActHash;
  readonly to: readonly StateCode[];
  readonly tlp: Tlp;
  readonly pap?: Pap;
  readonly disc: Disclosure;
  /** Claimed time, `YYYY-MM-DDThh:mm:ssZ`; decides neither validity nor order (ACT-5). */
  readonly at: string;
  readonly prec?: Precedence;
  /** Language of the free text, ISO 639. */
  readonly lang: string;
  /** Codes of standard phrases. */
  readonly res: readonly PhraseCode[];
  readonly ask: Ask;
  readonly files: readonly FileReference[];
  readonly clear: readonly Clearance[];
  readonly f: { readonly [field: string]: ProfileValue };
}

/** An act as it is carried and kept: the exact signed bytes, and the signature over them. */
export interface SignedAct {
  readonly hash: ActHash;
  /** The signed bytes as text. */
  readonly bytes: string;
  /** Ed25519 signature, base64url. */
  readonly sig: string;
  readonly act: Act;
}
