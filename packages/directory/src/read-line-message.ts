import {
  accept,
  encodeProfile,
  parseProfile,
  refuse,
  utf8Length,
  type ProfileValue,
  type Result,
} from "@parley/base";
import { LINE_BYTES, LINE_KINDS, type LineMessage } from "./line-message.ts";
import { readPocMessage } from "./read-poc-message.ts";
import { readServiceMessage } from "./read-service-message.ts";
import type { Fields } from "./shape.ts";

/** `form`: not a message. `version`, `kind`: one of a later version of Parley. `too-large`: over `LINE_BYTES`. */
export type LineRefusal = "form" | "too-large" | "version" | "kind";

const LIMITS = { bytes: LINE_BYTES, depth: 4, members: 4096, string: LINE_BYTES };

/** The message as text. Throws where it would be larger than `LINE_BYTES`: see `logMessages` and `cardMessages`. */
export function encodeLineMessage(message: LineMessage): string {
  const text = encodeProfile({ ...(message as unknown as { [key: string]: ProfileValue }), v: 1 });
  if (utf8Length(text) > LINE_BYTES)
    throw new Error("a message of a line has at most 30,000 bytes");
  return text;
}

/** Reads a message, of either side. */
export function parseLineMessage(text: string): Result<LineMessage, LineRefusal> {
  const parsed = parseProfile(text, LIMITS);
  if (!parsed.ok) return refuse(parsed.refusal === "too-large" ? "too-large" : "form");
  if (typeof parsed.value !== "object" || Array.isArray(parsed.value)) return refuse("form");
  const { v, kind, ...rest } = parsed.value as Fields;
  if (typeof v !== "number" || typeof kind !== "string") return refuse("form");
  if (v !== 1) return refuse("version");
  if (!LINE_KINDS.has(kind)) return refuse("kind");
  const message = readPocMessage(kind, rest) ?? readServiceMessage(kind, rest);
  return message === null ? refuse("form") : accept(message);
}
