import type { ActHash, Instant, RecordId } from "@parley/base";
import type { Ask, Precedence, Tlp } from "@parley/protocol";

/** A notification or reply being written; fields hold whatever was typed so far, codes where codes are chosen. */
export interface ActDraft {
  readonly id: string;
  readonly kind: "T02" | "T04";
  /** Channel it goes to; null for an opening. */
  readonly channel: ActHash | null;
  /** The act that is answered or updated. */
  readonly re: ActHash | null;
  /** Records addressed by an opening. */
  readonly roster: readonly RecordId[];
  readonly tlp: Tlp;
  readonly prec: Precedence | null;
  readonly ask: Ask;
  readonly res: readonly string[];
  /** Fields of the template, unchecked; `checkDraft` says what is missing. */
  readonly fields: { readonly [field: string]: unknown };
  readonly updatedAt: Instant;
}

/** A note being written in a channel; at most one per channel. */
export interface NoteDraft {
  readonly id: string;
  readonly kind: "note";
  readonly channel: ActHash;
  readonly text: string;
  readonly updatedAt: Instant;
}

export type Draft = ActDraft | NoteDraft;
