import { utf8Length } from "./bytes.ts";
import { accept, refuse, type Result } from "./result.ts";

/** The small JSON that signed bytes are written in: no floats, no null, keys in byte order. */
export type ProfileValue =
  | string
  | number
  | boolean
  | readonly ProfileValue[]
  | { readonly [key: string]: ProfileValue };

/** Why a text is not canonical JSON of the profile. */
export type ProfileRefusal =
  /** More bytes of UTF-8 than the limit. */
  | "too-large"
  | "not-json"
  | "too-deep"
  | "too-many-members"
  | "string-too-long"
  /** Not an integer within ±(2^53−1), or written with a fraction, an exponent, `-0` or leading zeros. */
  | "number"
  | "null"
  /** A name that does not match `^[a-z][a-z0-9_]{0,31}$`, or the same name twice. */
  | "key"
  /** A lone surrogate, a control character other than newline, or a bidirectional control. */
  | "character"
  /** A value of the profile, written in another way than `encodeProfile` writes it. */
  | "not-canonical";

export interface ProfileLimits {
  /** Size of the whole text, bytes of UTF-8. */
  readonly bytes: number;
  /** Objects and lists inside each other; a scalar alone has depth 0. */
  readonly depth: number;
  /** Members of all objects and elements of all lists together. */
  readonly members: number;
  /** Size of one decoded string, bytes of UTF-8. */
  readonly string: number;
}

const KEY = /^[a-z][a-z0-9_]{0,31}$/;
const INTEGER = /^(?:0|-?[1-9]\d{0,15})$/;
const SPACE = /[ \t\n\r]*/y;
const SPACES = " \t\n\r";
const NUMBER = /[-+.\deE]*/y;
// oxlint-disable-next-line no-control-regex -- control characters are what may not stand unescaped
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HEX = /^[0-9a-fA-F]{4}$/;
// U+0000–001F but newline; U+202A–202E; U+2066–2069; surrogates without their other half (flag u).
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u;
const ALL_FORBIDDEN: RegExp = new RegExp(FORBIDDEN, "gu");
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["n", "\n"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["r", "\r"],
  ["t", "\t"],
]);
/** Escapes that `encodeProfile` writes. */
const CANONICAL_ESCAPES = '"\\n';

interface Cursor {
  readonly text: string;
  readonly limits: ProfileLimits;
  at: number;
  members: number;
  canonical: boolean;
  refusal: ProfileRefusal;
}

/**
 * Reads one value of the profile from its canonical text. Takes linear time, recurses no deeper than
 * `limits.depth`, never throws. The first thing that is wrong names the refusal; `not-canonical` is
 * said only of a text that is right otherwise. Objects come without a prototype, so that a name
 * that was not written is not found.
 */
export function parseProfile(
  text: string,
  limits: ProfileLimits,
): Result<ProfileValue, ProfileRefusal> {
  if (text.length > limits.bytes || utf8Length(text) > limits.bytes) return refuse("too-large");
  const cursor: Cursor = {
    text,
    limits,
    at: 0,
    members: 0,
    canonical: true,
    refusal: "not-json",
  };
  skipSpace(cursor);
  const value = readValue(cursor, 0);
  if (value === undefined) return refuse(cursor.refusal);
  skipSpace(cursor);
  if (cursor.at !== text.length) return refuse("not-json");
  return cursor.canonical ? accept(value) : refuse("not-canonical");
}

/**
 * Writes a value in the one canonical form: no spaces, names in byte order, only `"`, `\` and newline
 * escaped. A value that is not of the profile is a bug of the caller and throws; sizes are not
 * looked at.
 */
export function encodeProfile(value: ProfileValue): string {
  if (typeof value === "string") {
    if (FORBIDDEN.test(value)) throw new Error("character outside the profile");
    return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Error("not an integer");
    return String(value);
  }
  if (typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(encodeProfile).join(",")}]`;
  if (typeof value !== "object" || value === null) throw new Error("not a value of the profile");
  const members = Object.entries(value).map(([key, member]) => {
    if (!KEY.test(key)) throw new Error("name outside the profile");
    return [key, encodeProfile(member)] as const;
  });
  // Names are ASCII, so the order of code units is the order of bytes.
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `"${key}":${member}`).join(",")}}`;
}

/** Whether a text holds only characters that the profile allows. */
export function isProfileText(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/** The text without the characters that the profile does not allow. */
export function withoutForbidden(text: string): string {
  return text.replace(ALL_FORBIDDEN, "");
}

function isList(value: ProfileValue): value is readonly ProfileValue[] {
  return Array.isArray(value);
}

function fail(cursor: Cursor, refusal: ProfileRefusal): undefined {
  cursor.refusal = refusal;
  return undefined;
}

/** Moves over what the sticky pattern matches and returns it. */
function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const taken = pattern.exec(cursor.text)?.[0] ?? "";
  cursor.at += taken.length;
  return taken;
}

function skipSpace(cursor: Cursor): void {
  if (!SPACES.includes(cursor.text.charAt(cursor.at))) return;
  if (take(cursor, SPACE) !== "") cursor.canonical = false;
}

function takeChar(cursor: Cursor, char: string): boolean {
  if (cursor.text[cursor.at] !== char) return false;
  cursor.at++;
  return true;
}

function readValue(cursor: Cursor, depth: number): ProfileValue | undefined {
  const { text, at } = cursor;
  switch (text[at]) {
    case '"':
      return readString(cursor);
    case "{":
    case "[":
      if (depth >= cursor.limits.depth) return fail(cursor, "too-deep");
      cursor.at++;
      return text[at] === "{" ? readObject(cursor, depth + 1) : readList(cursor, depth + 1);
    case "t":
      return readWord(cursor, "true") ? true : fail(cursor, "not-json");
    case "f":
      return readWord(cursor, "false") ? false : fail(cursor, "not-json");
    case "n":
      return fail(cursor, readWord(cursor, "null") ? "null" : "not-json");
    default:
      return readNumber(cursor);
  }
}

function readWord(cursor: Cursor, word: string): boolean {
  if (!cursor.text.startsWith(word, cursor.at)) return false;
  cursor.at += word.length;
  return true;
}

function readNumber(cursor: Cursor): number | undefined {
  const token = take(cursor, NUMBER);
  if (token === "") return fail(cursor, "not-json");
  const value = INTEGER.test(token) ? Number(token) : Number.NaN;
  return Number.isSafeInteger(value) ? value : fail(cursor, "number");
}

function readString(cursor: Cursor): string | undefined {
  cursor.at++;
  const ascii = takeAscii(cursor);
  if (ascii !== null)
    return ascii.length > cursor.limits.string ? fail(cursor, "string-too-long") : ascii;
  const parts: string[] = [];
  for (;;) {
    parts.push(take(cursor, PLAIN));
    if (takeChar(cursor, '"')) break;
    if (cursor.at >= cursor.text.length) return fail(cursor, "not-json");
    if (!takeChar(cursor, "\\")) return fail(cursor, "character");
    const escaped = readEscape(cursor);
    if (escaped === undefined) return fail(cursor, "not-json");
    parts.push(escaped);
  }
  const value = parts.join("");
  if (FORBIDDEN.test(value)) return fail(cursor, "character");
  return utf8Length(value) > cursor.limits.string ? fail(cursor, "string-too-long") : value;
}

/**
 * The rest of a string of plain ASCII in which nothing but `"` and `\\` is escaped, as nearly all are, and the quote
 * behind it; null, with nothing taken, for any other.
 */
function takeAscii(cursor: Cursor): string | null {
  const { text, at } = cursor;
  let value = "";
  let from = at;
  for (let end = at; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === QUOTE) {
      cursor.at = end + 1;
      return value + text.slice(from, end);
    }
    if (unit < 0x20 || unit > 0x7e) return null;
    if (unit !== BACKSLASH) continue;
    const escaped = text.charCodeAt(end + 1);
    if (escaped !== QUOTE && escaped !== BACKSLASH) return null;
    value += text.slice(from, end);
    from = end + 1;
    end++;
  }
  return null;
}

function readEscape(cursor: Cursor): string | undefined {
  const letter = cursor.text.charAt(cursor.at);
  cursor.at++;
  if (!CANONICAL_ESCAPES.includes(letter)) cursor.canonical = false;
  if (letter !== "u") return ESCAPES.get(letter);
  const digits = cursor.text.slice(cursor.at, cursor.at + 4);
  cursor.at += 4;
  return HEX.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)) : undefined;
}

function readList(cursor: Cursor, depth: number): readonly ProfileValue[] | undefined {
  const list: ProfileValue[] = [];
  skipSpace(cursor);
  if (takeChar(cursor, "]")) return list;
  for (;;) {
    if (++cursor.members > cursor.limits.members) return fail(cursor, "too-many-members");
    const value = readValue(cursor, depth);
    if (value === undefined) return undefined;
    list.push(value);
    skipSpace(cursor);
    if (takeChar(cursor, "]")) return list;
    if (!takeChar(cursor, ",")) return fail(cursor, "not-json");
    skipSpace(cursor);
  }
}

function readObject(
  cursor: Cursor,
  depth: number,
): { readonly [key: string]: ProfileValue } | undefined {
  const object = Object.create(null) as { [key: string]: ProfileValue };
  skipSpace(cursor);
  if (takeChar(cursor, "}")) return object;
  let last = "";
  for (;;) {
    if (++cursor.members > cursor.limits.members) return fail(cursor, "too-many-members");
    if (cursor.text[cursor.at] !== '"') return fail(cursor, "not-json");
    const key = readString(cursor);
    if (key === undefined) return undefined;
    if (!KEY.test(key) || key in object) return fail(cursor, "key");
    if (key < last) cursor.canonical = false;
    last = key;
    skipSpace(cursor);
    if (!takeChar(cursor, ":")) return fail(cursor, "not-json");
    skipSpace(cursor);
    const value = readValue(cursor, depth);
    if (value === undefined) return undefined;
    object[key] = value;
    skipSpace(cursor);
    if (takeChar(cursor, "}")) return object;
    if (!takeChar(cursor, ",")) return fail(cursor, "not-json");
    skipSpace(cursor);
  }
}
