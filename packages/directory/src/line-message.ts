import type { KeyId, RecordId } from "@parley/base";
import type { ClosedCard } from "./closed-card.ts";
import type { EntrySignature } from "./line.ts";
import type { Wish } from "./wish.ts";

/** A card and the record that it is of. */
export interface CardOfRecord extends ClosedCard {
  readonly rec: RecordId;
}

/** What a PoC says to the service over its line. */
export type PocMessage =
  /** Asks to be admitted; `request` is an `EnrolmentRequest` as text. */
  | { readonly kind: "enrol"; readonly request: string }
  /** What this device holds, so that the rest may come: head, cards by their hash, reports by the key of the device. */
  | {
      readonly kind: "have";
      readonly n: number;
      readonly h: string;
      readonly cards: readonly { readonly rec: RecordId; readonly hash: string }[];
      readonly reports: readonly KeyId[];
    }
  /** Signs a proposed entry for the State; `hash` is the entry's. */
  | ({ readonly kind: "cosign"; readonly hash: string } & EntrySignature)
  /** Does not sign it. */
  | { readonly kind: "decline"; readonly hash: string }
  /** A `DeviceReport` as text. */
  | { readonly kind: "report"; readonly report: string }
  | { readonly kind: "wish"; readonly wish: Wish }
  /** A card that this PoC would like to be listed with. */
  | ({ readonly kind: "card" } & CardOfRecord);

/** What the service says to a PoC over its line. */
export type ServiceMessage =
  /** Lines of the log, without their newlines, from entry `from` on. */
  | { readonly kind: "log"; readonly from: number; readonly lines: readonly string[] }
  /** A `SignedHead` as text. */
  | { readonly kind: "head"; readonly head: string }
  | { readonly kind: "cards"; readonly cards: readonly CardOfRecord[] }
  /** Records whose cards were erased: copies are to be erased as well. */
  | { readonly kind: "erased"; readonly recs: readonly RecordId[] }
  /** Asks the State to sign an entry; `entry` is its exact text. */
  | {
      readonly kind: "propose";
      readonly entry: string;
      readonly sigs: readonly EntrySignature[];
    }
  /** An entry that is not to be signed any more. */
  | { readonly kind: "withdrawn"; readonly hash: string }
  | { readonly kind: "report"; readonly report: string }
  | { readonly kind: "note"; readonly code: NoteCode };

/** What the service says of something that a PoC sent, each with a sentence for a person. */
export const NOTE_CODES = {
  "unknown-ticket": "The Secretariat has no open ticket of this number.",
  "expired-ticket": "The ticket of this request has expired.",
  "other-account": "The ticket of this request is for another account.",
  "not-proposed": "The entry that was signed is not proposed any more.",
  "not-yours": "Another State's record or device cannot be changed from here.",
  "not-read": "The Secretariat could not read what was sent.",
  noted: "The Secretariat has this.",
  done: "The Secretariat has dealt with this.",
} as const;

export type NoteCode = keyof typeof NOTE_CODES;

/** Everything that is said over a line. */
export type LineMessage = PocMessage | ServiceMessage;

/** Bytes of a message at most, so that it fits into one payload. */
export const LINE_BYTES = 30_000;

const OF_POC = ["enrol", "have", "cosign", "decline", "report", "wish", "card"];
const OF_SERVICE = ["log", "head", "cards", "erased", "propose", "withdrawn", "report", "note"];
/** All kinds that this version knows. */
export const LINE_KINDS: ReadonlySet<string> = new Set([...OF_POC, ...OF_SERVICE]);

/** Whether a PoC may say this; a report both may. */
export function isPocMessage(message: LineMessage): message is PocMessage {
  return OF_POC.includes(message.kind);
}

/** Whether the service may say this; a report both may. */
export function isServiceMessage(message: LineMessage): message is ServiceMessage {
  return OF_SERVICE.includes(message.kind);
}
