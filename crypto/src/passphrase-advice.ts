/** Characters (code points) that a passphrase has at least. */
export const LEAST_CHARACTERS = 12;

/**
 * What to say about a new passphrase. `too-short` is refused; the others only advise: `repeats` where few different
 * characters make it up, `guessable` where it is a run of the keyboard or a well-known one, `one-word` where it is a
 * single word of letters, `good` otherwise.
 */
export type PassphraseAdvice =
  | "empty"
  | "too-short"
  | "repeats"
  | "guessable"
  | "one-word"
  | "good";

const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
];
const WELL_KNOWN = [
  "password",
  "passphrase",
  "letmein",
  "parley",
  "welcome",
  "correcthorsebattery",
];
const FEW_DIFFERENT = 6;
/** Share of the text that runs and well-known words may make up before they count. */
const MOST_OF_IT = 0.6;

/** Code points after NFC, which is how the key is derived. */
export function characterCount(text: string): number {
  return Array.from(text.normalize("NFC")).length;
}

export function passphraseAdvice(passphrase: string): PassphraseAdvice {
  const length = characterCount(passphrase);
  if (length === 0) return "empty";
  if (length < LEAST_CHARACTERS) return "too-short";
  const plain = passphrase.toLowerCase().replace(/[\s._-]+/g, "");
  if (new Set(plain).size < FEW_DIFFERENT) return "repeats";
  if (guessableShare(plain) > MOST_OF_IT) return "guessable";
  return /^\p{L}+$/u.test(passphrase) && length < 20 ? "one-word" : "good";
}

function guessableShare(plain: string): number {
  let guessable = 0;
  for (let at = 0; at < plain.length;) {
    const rest = plain.slice(at);
    const word = WELL_KNOWN.find((known) => rest.startsWith(known));
    const length = word?.length ?? Math.max(...RUNS.map((run) => runLength(rest, run)));
    guessable += length >= 4 ? length : 0;
    at += Math.max(1, length);
  }
  return plain.length === 0 ? 0 : guessable / plain.length;
}

/** How many characters at the start of the text follow one another in the run. */
function runLength(text: string, run: string): number {
  let length = 0;
  while (length < text.length && run.includes(text.slice(0, length + 1))) length += 1;
  return length;
}
