import {
  accept,
  concatBytes,
  encodeProfile,
  fromBase64Url,
  refuse,
  toBase64Url,
  toUtf8,
  type Result,
} from "@parley/base";
import type { ContactCard } from "./contact-card.ts";
import { readCardContent, writeCardContent } from "./read-card.ts";
import { isBytes } from "./shape.ts";
import { hashOf } from "./signing.ts";

/** A card as it travels and is kept. */
export interface ClosedCard {
  /** 32 random bytes, base64url: without them nobody finds a telephone number by trying them against the hash. */
  readonly salt: string;
  readonly text: string;
}

/** Why a card is not taken, each with a sentence. */
export const CARD_REFUSALS = {
  form: "This is not a contact card.",
  hash: "This contact card is not the one that the directory names.",
} as const;

export type CardRefusal = keyof typeof CARD_REFUSALS;

/** Bytes of a salt. */
export const CARD_SALT_BYTES = 32;

/** The card as text, and the hash of both that stands in the log. Throws where the content makes no card. */
export function closeCard(
  card: ContactCard,
  salt: Uint8Array,
): ClosedCard & { readonly hash: string } {
  const text = encodeProfile(writeCardContent(card));
  const closed = { salt: toBase64Url(salt), text };
  const hash = hashOfCard(closed);
  if (hash === null || readCardContent(text) === null)
    throw new Error("this content makes no card");
  return { ...closed, hash };
}

/** Reads a card where salt and text are those of the hash in the log. */
export function readCard(card: ClosedCard, hash: string): Result<ContactCard, CardRefusal> {
  const own = hashOfCard(card);
  if (own === null) return refuse("form");
  if (own !== hash) return refuse("hash");
  const content = readCardContent(card.text);
  return content === null ? refuse("form") : accept(content);
}

/** First 32 bytes of SHA-512 under the domain of cards over salt and text, base64url; null where the salt is none. */
export function hashOfCard({ salt, text }: ClosedCard): string | null {
  const bytes = isBytes(salt, CARD_SALT_BYTES) ? fromBase64Url(salt) : null;
  return bytes === null ? null : hashOf("chat.parley.card.v1", concatBytes(bytes, toUtf8(text)));
}
