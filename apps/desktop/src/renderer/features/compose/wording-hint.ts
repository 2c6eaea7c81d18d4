/** A wording that reads as an accusation, and what could stand there. It asks and never blocks. */
export interface WordingHint {
  readonly kind: WordingKind;
  /** As it stands in the text. */
  readonly found: string;
  /** UTF-16 offset. */
  readonly at: number;
  /** What could stand in its place; null where only a person can say it otherwise. */
  readonly neutral: string | null;
}

/** Why it is asked; each has a sentence in the catalogue. */
export type WordingKind = "author" | "guilt" | "duty" | "motive";

interface Rule {
  readonly kind: WordingKind;
  /** Words as they are typed, small letters, at word bounds. */
  readonly words: RegExp;
  readonly neutral: string | null;
}

const RULES: readonly Rule[] = [
  { kind: "author", words: /\battack(?:s|ed)? (?:by|from)\b/giu, neutral: "activity seen from" },
  { kind: "author", words: /\b(?:carried out|conducted|committed) by\b/giu, neutral: "seen from" },
  { kind: "author", words: /\bperpetrators?\b/giu, neutral: "source" },
  { kind: "author", words: /\battributed to\b/giu, neutral: null },
  { kind: "author", words: /\b(?:state-sponsored|state-backed)\b/giu, neutral: null },
  { kind: "guilt", words: /\bguilty\b/giu, neutral: null },
  { kind: "guilt", words: /\b(?:at fault|to blame|culpable)\b/giu, neutral: "concerned" },
  { kind: "guilt", words: /\bhostile\b/giu, neutral: "unauthorised" },
  { kind: "guilt", words: /\baggress(?:ion|ive|or)\b/giu, neutral: null },
  { kind: "duty", words: /\b(?:has |have |had )?failed to\b/giu, neutral: "did not" },
  { kind: "duty", words: /\b(?:refuses|refused) to\b/giu, neutral: "did not" },
  { kind: "duty", words: /\boverdue\b/giu, neutral: "not received yet" },
  { kind: "duty", words: /\b(?:violat(?:ed|es|ion of)|breach(?:ed)? of)\b/giu, neutral: null },
  { kind: "motive", words: /\b(?:deliberately|intentionally)\b/giu, neutral: null },
];

/** All hints to a text, in the order in which they stand; of two at one place the longer. */
export function wordingHints(text: string): readonly WordingHint[] {
  const found = RULES.flatMap(({ kind, words, neutral }) =>
    [...text.matchAll(words)].map((match): WordingHint => ({
      kind,
      found: match[0],
      at: match.index,
      neutral: neutral === null ? null : likeCase(neutral, match[0]),
    })),
  );
  return found.sort((a, b) => a.at - b.at || b.found.length - a.found.length);
}

/** The text with the neutral wording in its place; unchanged where the hint has none or no longer stands there. */
export function takeNeutral(text: string, hint: WordingHint): string {
  const end = hint.at + hint.found.length;
  if (hint.neutral === null || text.slice(hint.at, end) !== hint.found) return text;
  return text.slice(0, hint.at) + hint.neutral + text.slice(end);
}

/** Capital at the beginning where the typed words had one. */
function likeCase(words: string, typed: string): string {
  const first = typed.charAt(0);
  const capital = first !== first.toLowerCase();
  return capital ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}
