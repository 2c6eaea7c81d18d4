import {
  accept,
  fromBase64Url,
  fromUtf8,
  isProfileText,
  parseActHash,
  parsePayloadId,
  refuse,
  toBase64Url,
  toUtf8,
  utf8Length,
  withoutForbidden,
  type ActHash,
  type PayloadId,
  type Result,
} from "@parley/base";
import { ACT_LIMITS } from "./act.ts";
import { tidy } from "./fields/form.ts";
import type { PayloadRefusal } from "./refusal.ts";

/** Directory head that a sender had: entry number, hash (32 bytes, base64url). */
export interface Head {
  readonly n: number;
  readonly h: string;
}

export interface ActPayload {
  readonly type: "chat.parley.act";
  readonly id: PayloadId;
  /** The signed bytes as text. */
  readonly act: string;
  /** Ed25519 signature, base64url. */
  readonly sig: string;
  /** Unsigned fallback text, shown only where the act does not parse. */
  readonly body: string;
}

export interface NotePayload {
  readonly type: "m.room.message";
  readonly id: PayloadId;
  readonly body: string;
  readonly dir: Head;
}

/** Says that a device has taken in the payloads named. */
export interface GradePayload {
  readonly type: "chat.parley.grade";
  readonly id: PayloadId;
  readonly dir: Head;
  readonly of: readonly PayloadId[];
}

/** Asks for acts that are named and not here (ACT-3). */
export interface WantPayload {
  readonly type: "chat.parley.want";
  readonly id: PayloadId;
  readonly of: readonly ActHash[];
}

/** One message of a line between a PoC and the Secretariat's service; what it says is read where it counts. */
export interface LinePayload {
  readonly type: "chat.parley.line";
  readonly id: PayloadId;
  readonly line: string;
}

export type Payload = ActPayload | NotePayload | GradePayload | WantPayload | LinePayload;

/** Bytes of a note's text. */
export const NOTE_BYTES = 8_000;
/** Bytes of an act's fallback text. */
export const FALLBACK_BYTES = 2_048;
/** Bytes of one message of a line. */
export const LINE_PAYLOAD_BYTES = 30_000;
/** Ids in one grade or want. */
export const PAYLOAD_LIST = 256;

/**
 * A note's text as it may be sent: line ends, tabs and blanks tidied, characters that the protocol does not allow
 * taken out. It may still be empty, or longer than `NOTE_BYTES`.
 */
export function noteText(typed: string): string {
  return tidy(withoutForbidden(tidy(typed)));
}

/**
 * Reads the decrypted content of an event. Members that the protocol does not know are left unread, `pad` among
 * them: relations, edits and redactions have no effect (INBOX-1). Never throws, takes linear time, does not recurse.
 */
export function parsePayload(type: string, content: unknown): Result<Payload, PayloadRefusal> {
  if (!isPayloadType(type)) return refuse("unknown-type");
  if (typeof content !== "object" || content === null || Array.isArray(content))
    return refuse("payload-not-object");
  const read = (name: string): unknown =>
    Object.hasOwn(content, name)
      ? (content as { readonly [name: string]: unknown })[name]
      : undefined;
  const id = readId(read("id"), 16, parsePayloadId);
  if (id === null) return refuse("payload-id");
  switch (type) {
    case "chat.parley.act":
      return readActPayload(id, read);
    case "m.room.message":
      return readNote(id, read);
    case "chat.parley.grade": {
      const dir = readHead(read("dir"));
      if (dir === null) return refuse("payload-head");
      const of = readList(read("of"), 16, parsePayloadId);
      return of === null ? refuse("payload-list") : accept({ type, id, dir, of });
    }
    case "chat.parley.want": {
      const of = readList(read("of"), 32, parseActHash);
      return of === null ? refuse("payload-list") : accept({ type, id, of });
    }
    case "chat.parley.line":
      return readLine(id, read("line"));
  }
}

/**
 * Type and content for the session, which adds `pad`. A payload that no reader would take is a bug of the caller
 * and throws.
 */
export function encodePayload(payload: Payload): {
  readonly type: Payload["type"];
  readonly content: { readonly [name: string]: unknown };
} {
  const { type } = payload;
  const content = contentOf(payload);
  const back = parsePayload(type, content);
  if (!back.ok) throw new Error(`not a payload: ${back.refusal}`);
  return { type, content };
}

function contentOf(payload: Payload): { readonly [name: string]: unknown } {
  const { type, ...members } = payload;
  if (type === "m.room.message") return { ...members, msgtype: "m.text" };
  // The quotes of a text in a text in a text would be escaped again and again: like this its size says whether it fits.
  if (payload.type === "chat.parley.line")
    return { ...members, line: toBase64Url(toUtf8(payload.line)) };
  return members;
}

const TYPES = [
  "chat.parley.act",
  "m.room.message",
  "chat.parley.grade",
  "chat.parley.want",
  "chat.parley.line",
] as const;

function isPayloadType(type: string): type is Payload["type"] {
  return TYPES.some((one) => one === type);
}

type Read = (name: string) => unknown;

function readActPayload(id: PayloadId, read: Read): Result<Payload, PayloadRefusal> {
  const [act, sig, body] = [read("act"), read("sig"), read("body")];
  if (typeof act !== "string") return refuse("payload-act");
  if (!fits(act, ACT_LIMITS.bytes)) return refuse("payload-too-large");
  if (typeof sig !== "string" || sig.length !== 86 || fromBase64Url(sig)?.length !== 64)
    return refuse("payload-signature");
  if (typeof body !== "string") return refuse("payload-body");
  if (!fits(body, FALLBACK_BYTES)) return refuse("payload-too-large");
  if (!isProfileText(body)) return refuse("payload-body");
  return accept({ type: "chat.parley.act", id, act, sig, body });
}

function readNote(id: PayloadId, read: Read): Result<Payload, PayloadRefusal> {
  const body = read("body");
  if (read("msgtype") !== "m.text" || typeof body !== "string" || body === "")
    return refuse("payload-body");
  if (!fits(body, NOTE_BYTES)) return refuse("payload-too-large");
  if (!isProfileText(body)) return refuse("payload-body");
  const dir = readHead(read("dir"));
  return dir === null ? refuse("payload-head") : accept({ type: "m.room.message", id, body, dir });
}

function readLine(id: PayloadId, wire: unknown): Result<Payload, PayloadRefusal> {
  if (typeof wire !== "string" || wire === "") return refuse("payload-body");
  if (wire.length > Math.ceil((LINE_PAYLOAD_BYTES * 4) / 3)) return refuse("payload-too-large");
  const bytes = fromBase64Url(wire);
  const line = bytes === null ? null : fromUtf8(bytes);
  if (bytes === null || line === null || !isProfileText(line)) return refuse("payload-body");
  if (bytes.length > LINE_PAYLOAD_BYTES) return refuse("payload-too-large");
  return accept({ type: "chat.parley.line", id, line });
}

/** Asks the length first, so that a huge text costs nothing. */
function fits(text: string, bytes: number): boolean {
  return text.length <= bytes && utf8Length(text) <= bytes;
}

function readId<T extends string>(
  value: unknown,
  bytes: number,
  parse: (value: unknown) => T | null,
): T | null {
  const id = parse(value);
  return id !== null && fromBase64Url(id)?.length === bytes ? id : null;
}

function readHead(value: unknown): Head | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const n = Object.hasOwn(value, "n") ? (value as { readonly n: unknown }).n : undefined;
  const h = Object.hasOwn(value, "h") ? (value as { readonly h: unknown }).h : undefined;
  if (typeof n !== "number" || !Number.isSafeInteger(n) || n < 1) return null;
  return typeof h === "string" && h.length === 43 && fromBase64Url(h) !== null ? { n, h } : null;
}

function readList<T extends string>(
  value: unknown,
  bytes: number,
  parse: (value: unknown) => T | null,
): readonly T[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > PAYLOAD_LIST) return null;
  const ids: T[] = [];
  for (const one of value as readonly unknown[]) {
    const id = readId(one, bytes, parse);
    if (id === null) return null;
    ids.push(id);
  }
  return new Set(ids).size === ids.length ? ids : null;
}
