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
import { hashOf } from "./signing.ts";
import { fieldsOf, isBytes, listOf, readProfile } from "./shape.ts";

/** Where all trust in a directory begins; ships in the signed build, or comes with an exercise. */
export interface TrustRoot {
  /** Names the directory: hash of these bytes, 32 bytes base64url. */
  readonly dir: string;
  readonly text: string;
  readonly version: 1;
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
const LIMITS = { bytes: 4096, depth: 2, members: 32, string: 64 };

export interface RootOptions {
  readonly officers: readonly Uint8Array[];
  readonly k: number;
  readonly mode: "exercise" | "real";
  readonly at: Instant;
}

/** The text of a root. Throws where the options do not make one. */
export function makeRoot({ officers, k, mode, at }: RootOptions): string {
  const text = encodeProfile({
    at: writeMoment(at),
    k,
    mode,
    officers: officers.map(toBase64Url).toSorted(),
    v: 1,
    version: 1,
  });
  if (!parseRoot(text).ok) throw new Error("these options make no trust root");
  return text;
}

export function parseRoot(text: string): Result<TrustRoot, RootRefusal> {
  const fields = fieldsOf(readProfile(text, LIMITS) ?? undefined, [
    "at",
    "k",
    "mode",
    "officers",
    "v",
    "version",
  ]);
  if (fields === null) return refuse("root");
  const { k, mode, v, version } = fields;
  const officers = listOf(fields["officers"]);
  const at = parseMoment(fields["at"]);
  if (v !== 1 || version !== 1 || at === null) return refuse("root");
  if (mode !== "exercise" && mode !== "real") return refuse("root");
  if (officers === null || officers.length > OFFICERS) return refuse("root");
  const keys: string[] = [];
  for (const key of officers) {
    if (!isBytes(key, 32) || key <= (keys.at(-1) ?? "")) return refuse("root");
    keys.push(key);
  }
  if (typeof k !== "number" || k < 1 || k > keys.length) return refuse("root");
  const dir = hashOf("chat.parley.root.v1", toUtf8(text));
  return accept({ dir, text, version, mode, officers: keys, k, at });
}
