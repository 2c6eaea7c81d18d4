import { fromBase64Url } from "@parley/base";
import { sha512, wordsOf } from "@parley/crypto";

/** Words of a key: 132 bits of its hash. */
const KEY_WORDS = 12;

const known = new Map<string, readonly string[]>();

/** Twelve words of an act key, base64url: the same on every machine that holds the same directory. */
export function wordsOfKey(act: string): readonly string[] {
  const words =
    known.get(act) ?? wordsOf(sha512(fromBase64Url(act) ?? new Uint8Array()), KEY_WORDS);
  known.set(act, words);
  return words;
}
