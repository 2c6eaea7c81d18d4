/** Letters, signs and digits that a reader takes for another, beside the one that they are read as. */
const READ_AS: Readonly<Record<string, string>> = {
  a: "аαɑ@",
  b: "вьβ",
  c: "сϲ",
  d: "ԁđð",
  e: "еєεɛ",
  f: "ғƒ",
  g: "ɡ",
  h: "һнħΗ",
  i: "іιlӏ1|!ı",
  j: "јϳ",
  k: "кκ",
  m: "м",
  n: "пηոΝ",
  o: "оοσ0øө",
  p: "рρ",
  q: "ԛ",
  r: "г",
  s: "ѕ5$",
  t: "тτŧ",
  u: "υцս",
  v: "ѵν",
  w: "ԝωшщ",
  x: "хχ×",
  y: "уγүΥ",
  z: "ʐᴢ2ζ",
};

const SKELETON: ReadonlyMap<string, string> = new Map(
  Object.entries(READ_AS).flatMap(([letter, others]) =>
    Array.from(others, (other) => [other, letter] as const),
  ),
);

/** Pairs of letters that are read as one. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["rn", "m"],
  ["vv", "w"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ß", "ss"],
];

/** What a reader sees of a title at a glance: without accents, case, spaces and signs, look-alikes as one letter. */
function skeleton(title: string): string {
  const bare = title.normalize("NFKD").replace(/\p{M}/gu, "");
  // Some capitals are read as another letter than their small ones.
  const letters = Array.from(bare, (char) => SKELETON.get(char) ?? char.toLowerCase())
    .map((char) => SKELETON.get(char) ?? char)
    .filter((char) => /[\p{L}\p{N}]/u.test(char))
    .join("");
  return PAIRS.reduce((text, [pair, one]) => text.replaceAll(pair, one), letters);
}

/**
 * The first of the other titles that this one can be taken for (LOOK-1); null where there is none. For the officers'
 * tool alone, which refuses such a title: nothing that the log's validity depends on asks it.
 */
export function confusable(title: string, others: readonly string[]): string | null {
  const own = skeleton(title);
  return others.find((other) => skeleton(other) === own) ?? null;
}

/** The first of these names that can be read inside the title: another State's, in an office's name. */
export function namedIn(title: string, names: readonly string[]): string | null {
  const own = skeleton(title);
  return names.find((name) => name !== "" && own.includes(skeleton(name))) ?? null;
}
