import { utf8Length, withoutForbidden } from "@parley/base";
import { ACT_LIMITS } from "@parley/protocol";

/** Bytes of UTF-8 that one text may have; the units differ from field to field. */
const TEXT_BYTES = ACT_LIMITS.string;
/** What the envelope around the fields takes at most: ids, directory head, 32 parents, times, markings. */
const ENVELOPE_BYTES = 3_000;
/** From this part of a limit on, the count is shown. */
const SHOWN_FROM = 0.8;

/** What was typed or pasted, without characters that cannot be signed. */
export interface CleanText {
  readonly text: string;
  /** How many characters were taken out; a person is told. */
  readonly removed: number;
}

/** Line ends become newlines and tabs blanks, as they look; other control characters and lone surrogates go. */
export function cleanText(typed: string, lines: "one" | "many"): CleanText {
  const plain = typed.replace(/\r\n?/g, "\n").replaceAll("\t", " ");
  const asLines = lines === "one" ? plain.replaceAll("\n", " ") : plain;
  const text = withoutForbidden(asLines);
  return { text, removed: asLines.length - text.length };
}

/** How full a text is. Units are UTF-16; bytes count for scripts that take three of them a character. */
export interface TextCount {
  readonly units: number;
  readonly most: number;
  readonly over: boolean;
  readonly shown: boolean;
}

/** Counts in bytes where those run out first. */
export function countText(text: string, most: number): TextCount {
  const bytes = utf8Length(text);
  const byBytes = bytes / TEXT_BYTES > text.length / most;
  const [units, limit] = byBytes ? [bytes, TEXT_BYTES] : [text.length, most];
  return { units, most: limit, over: units > limit, shown: units >= limit * SHOWN_FROM };
}

/** Bytes of all fields together and the room that the signed bytes leave for them. */
export function countFields(fields: { readonly [field: string]: unknown }): TextCount {
  const bytes = utf8Length(JSON.stringify(fields));
  const most = ACT_LIMITS.bytes - ENVELOPE_BYTES;
  return { units: bytes, most, over: bytes > most, shown: bytes >= most * SHOWN_FROM };
}
