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
import type { ProfileValue } from "@parley/base";

/** Kinds that this version makes and gives effect; others are shown by their fallback text. */
export const ACT_KINDS = ["T02", "T04", "roster"] as const;
export type ActKind = (typeof ACT_KINDS)[number];

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
 * `f` holds the fields of the template, still unread here: `readFields` gives them a type.
 */
export interface Act {
  readonly v: 1;
  readonly kind: string;
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
  readonly lang?: string;
  /** Codes of standard phrases. */
  readonly res: readonly string[];
  readonly ask?: Ask;
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
