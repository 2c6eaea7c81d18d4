/** The spelling alphabet of the ICAO and the ITU, which radio operators and officials know in any language. */
const NAMES: { readonly [letter: string]: string } = {
  a: "Alfa",
  b: "Bravo",
  c: "Charlie",
  d: "Delta",
  e: "Echo",
  f: "Foxtrot",
  g: "Golf",
  h: "Hotel",
  i: "India",
  j: "Juliett",
  k: "Kilo",
  l: "Lima",
  m: "Mike",
  n: "November",
  o: "Oscar",
  p: "Papa",
  q: "Quebec",
  r: "Romeo",
  s: "Sierra",
  t: "Tango",
  u: "Uniform",
  v: "Victor",
  w: "Whiskey",
  x: "X-ray",
  y: "Yankee",
  z: "Zulu",
};

/** The names of a word's letters, in order. */
export function spelt(word: string): readonly string[] {
  return Array.from(word, (letter) => NAMES[letter] ?? letter);
}
