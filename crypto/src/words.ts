import { wordlist } from "@scure/bip39/wordlists/english.js";

/** The 2,048 English words of BIP 39: each of 3 to 8 letters, no two with the same first four. */
export const WORDS: readonly string[] = wordlist;

/** Bits that one word stands for. */
const WORD_BITS = 11;

/** The first `count` words that these bytes spell, 11 bits each, highest bit first. Throws where the bytes end before. */
export function wordsOf(bytes: Uint8Array, count: number): readonly string[] {
  if (bytes.length * 8 < count * WORD_BITS) throw new Error("too few bytes for so many words");
  return Array.from({ length: count }, (_, word) => {
    let index = 0;
    for (let bit = word * WORD_BITS; bit < (word + 1) * WORD_BITS; bit++)
      index = (index << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    return WORDS[index] ?? "";
  });
}
