import type { Reading } from "./readings.ts";

/** Shortest free text that is looked for anywhere; shorter ones occur by chance in what is random. */
export const CANARY_LENGTH = 12;
/** Shortest word that is looked for in any case of letters, and in what came out of base64. */
export const WORD_LENGTH = 6;
/** Shortest word that is looked for at all: in its own case, in what was text from the beginning. */
export const SHORT_WORD_LENGTH = 4;

/** Finds what must not be there. */
export interface Needles {
  /** Each needle that occurs in the reading, once. */
  in(reading: Reading): ReadonlySet<string>;
}

/** Long base64 within a text; its content is looked at as a reading of its own. */
const OPAQUE = /[A-Za-z0-9+/]{40,}={0,2}/g;

/**
 * @param canaries free texts; found wherever they occur, in any case of letters.
 * @param words found as whole words: neither letter, digit nor underscore beside them.
 */
export function needles(canaries: readonly string[], words: readonly string[]): Needles {
  const lowered = canaries.map((canary) => ({ canary, low: fold(canary) }));
  const long = words.filter((word) => word.length >= WORD_LENGTH);
  const longInAnyCase = wordPattern(long, "giu");
  const longInOwnCase = wordPattern(long, "gu");
  const allInOwnCase = wordPattern(words, "gu");
  const spellings = new Map(words.map((word) => [fold(word), word]));
  return {
    in: ({ how, text }) => {
      const found = new Set<string>();
      const low = fold(text);
      for (const one of lowered) if (low.includes(one.low)) found.add(one.canary);
      const chance = how === "base64" || how === "utf-16";
      const readable = (chance ? text : text.replaceAll(OPAQUE, " ")).normalize("NFC");
      for (const pattern of chance ? [longInOwnCase] : [longInAnyCase, allInOwnCase]) {
        if (pattern === null) continue;
        for (const [word] of readable.matchAll(pattern)) {
          const spelling = spellings.get(fold(word));
          if (spelling !== undefined) found.add(spelling);
        }
      }
      return found;
    },
  };
}

function wordPattern(words: readonly string[], flags: string): RegExp | null {
  if (words.length === 0) return null;
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const choice = longestFirst.map((word) => escaped(word.normalize("NFC"))).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${choice})(?![\\p{L}\\p{N}_])`, flags);
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** Case and composition of letters make no difference. */
function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
