import {
  accept,
  encodeProfile,
  refuse,
  toBase64Url,
  toUtf8,
  type Instant,
  type Result,
} from "@parley/base";
import { parseMoment, writeMoment } from "./moment.ts";
import { ROOT_BYTES } from "./operation.ts";
import { hashOf } from "./signing.ts";
import { fieldsOf, isBytes, listOf, readProfile } from "./shape.ts";

/** Where all trust in a directory begins; the first ships in the signed build, the later ones stand in the log. */
export interface TrustRoot {
  /** Names the directory: hash of the first root's bytes, 32 bytes base64url. */
  readonly dir: string;
  /** Hash of this root's own bytes; in the first one the same as `dir`. */
  readonly hash: string;
  readonly text: string;
  /** From 1, without gaps. */
  readonly version: number;
  /** Hash of the root before; null in the first. */
  readonly prev: string | null;
  readonly mode: "exercise" | "real";
  /** Ed25519 public keys of the officers, base64url, ascending. */
  readonly officers: readonly string[];
  /** So many of the officers sign each entry. */
  readonly k: number;
  readonly at: Instant;
}

/** `root`: the text is not a trust root that this version reads. */
export type RootRefusal = "root";

/** Greatest number of officers, as many as an entry has room for signatures. */
const OFFICERS = 16;
const LIMITS = { bytes: ROOT_BYTES, depth: 2, members: 32, string: 64 };
const MEMBERS = ["at", "k", "mode", "officers", "v", "version"];

export interface RootOptions {
  readonly officers: readonly Uint8Array[];
  readonly k: number;
  readonly mode: "exercise" | "real";
  readonly at: Instant;
}

/** The text of a first root. Throws where the options do not make one. */
export function makeRoot(options: RootOptions): string {
  return textOf(options, { version: 1 });
}

/** The text of the root that follows this one (DIR-4); mode and directory stay. Throws where the options do not make one. */
export function makeNextRoot(before: TrustRoot, options: Omit<RootOptions, "mode">): string {
  return textOf(
    { ...options, mode: before.mode },
    { dir: before.dir, prev: before.hash, version: before.version + 1 },
  );
}

function textOf(
  { officers, k, mode, at }: RootOptions,
  place: { readonly version: number; readonly dir?: string; readonly prev?: string },
): string {
  const text = encodeProfile({
    at: writeMoment(at),
    k,
    mode,
    officers: officers.map(toBase64Url).toSorted(),
    v: 1,
    ...place,
  });
  const read = place.version === 1 ? parseRoot(text) : parseLaterRoot(text);
  if (!read.ok) throw new Error("these options make no trust root");
  return text;
}

/** Reads a first root, where a directory begins. */
export function parseRoot(text: string): Result<TrustRoot, RootRefusal> {
  const fields = fieldsOf(readProfile(text, LIMITS) ?? undefined, MEMBERS);
  if (fields?.["version"] !== 1) return refuse("root");
  const hash = hashOf("chat.parley.root.v1", toUtf8(text));
  return read(text, fields, { dir: hash, hash, prev: null });
}

/** Reads a root with a version above 1, which names the first one and the one before; whether it follows, the log says. */
export function parseLaterRoot(text: string): Result<TrustRoot, RootRefusal> {
  const fields = fieldsOf(readProfile(text, LIMITS) ?? undefined, [...MEMBERS, "dir", "prev"]);
  if (fields === null) return refuse("root");
  const { dir, prev, version } = fields;
  if (!isBytes(dir, 32) || !isBytes(prev, 32)) return refuse("root");
  if (typeof version !== "number" || version < 2) return refuse("root");
  return read(text, fields, { dir, hash: hashOf("chat.parley.root.v1", toUtf8(text)), prev });
}

function read(
  text: string,
  fields: NonNullable<ReturnType<typeof fieldsOf>>,
  place: Pick<TrustRoot, "dir" | "hash" | "prev">,
): Result<TrustRoot, RootRefusal> {
  const { k, mode, v, version } = fields;
  const officers = listOf(fields["officers"]);
  const at = parseMoment(fields["at"]);
  if (v !== 1 || typeof version !== "number" || at === null) return refuse("root");
  if (mode !== "exercise" && mode !== "real") return refuse("root");
  if (officers === null || officers.length > OFFICERS) return refuse("root");
  const keys: string[] = [];
  for (const key of officers) {
    if (!isBytes(key, 32) || key <= (keys.at(-1) ?? "")) return refuse("root");
    keys.push(key);
  }
  if (typeof k !== "number" || k < 1 || k > keys.length) return refuse("root");
  return accept({ ...place, text, version, mode, officers: keys, k, at });
}
