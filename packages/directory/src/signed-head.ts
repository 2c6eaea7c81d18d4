import { accept, encodeProfile, refuse, toUtf8, type Instant, type Result } from "@parley/base";
import type { KeyPair } from "@parley/crypto";
import type { Log } from "./log.ts";
import { parseMoment, writeMoment } from "./moment.ts";
import { fieldsOf, isBytes, readProfile } from "./shape.ts";
import { isSignedBy, signatureOf } from "./signing.ts";

/** Says which entry was the newest at a time; signed by the head key that the log lists (DIR-3). */
export interface SignedHead {
  readonly dir: string;
  readonly n: number;
  readonly h: string;
  readonly at: Instant;
  /** At most `HEAD_LIFE` after `at`. */
  readonly until: Instant;
}

/** Why a signed head is not taken, each with a sentence for the operating staff. */
export const HEAD_REFUSALS = {
  form: "This is not a signed head of a directory.",
  "other-directory": "This head is of another directory.",
  "no-head-key": "The directory names no key yet that signs its heads.",
  signature: "This head is not signed by the key that the directory names.",
  forked: "This head names another entry under a number that this directory has.",
} as const;

export type HeadRefusal = keyof typeof HEAD_REFUSALS;

const HOUR = 60 * 60 * 1000;
/** ms from `at` to `until` at most: 48 hours. */
export const HEAD_LIFE: number = 48 * HOUR;
/** ms after which a head is ageing, however long it says that it is good for. */
const AGEING: number = 24 * HOUR;
/** ms after which a person decides whether to go on. */
export const HEAD_OLD: number = 72 * HOUR;

const DOMAIN = "chat.parley.head.v1";
const LIMITS = { bytes: 512, depth: 1, members: 8, string: 256 };

/** The head as text: `{head, sig}`. Throws where the content makes no head. */
export function signHead(content: SignedHead, headKeys: KeyPair): string {
  const { dir, n, h, at, until } = content;
  const head = encodeProfile({ at: writeMoment(at), dir, h, n, until: writeMoment(until), v: 1 });
  if (readContent(head) === null) throw new Error("this content makes no head");
  return encodeProfile({ head, sig: signatureOf(DOMAIN, toUtf8(head), headKeys.secretKey) });
}

/**
 * Reads a head under the head key of the newest entry held: a key that was replaced vouches for nothing any more. A head
 * of an entry above mine is read as well: my log is behind, which `placeHead` says.
 */
export function readHead(text: string, log: Log): Result<SignedHead, HeadRefusal> {
  const outer = fieldsOf(readProfile(text, LIMITS) ?? undefined, ["head", "sig"]);
  const { head: signed, sig } = outer ?? {};
  if (typeof signed !== "string" || typeof sig !== "string") return refuse("form");
  const head = readContent(signed);
  if (head === null) return refuse("form");
  if (head.dir !== log.root.dir) return refuse("other-directory");
  const key = log.headKey();
  if (key === null) return refuse("no-head-key");
  if (!isSignedBy(DOMAIN, toUtf8(signed), sig, key)) return refuse("signature");
  const mine = log.hashAt(head.n);
  return mine !== null && mine !== head.h ? refuse("forked") : accept(head);
}

function readContent(text: string): SignedHead | null {
  const names = ["at", "dir", "h", "n", "until", "v"];
  const fields = fieldsOf(readProfile(text, LIMITS) ?? undefined, names);
  if (fields === null) return null;
  const { dir, n, h, v } = fields;
  const at = parseMoment(fields["at"]);
  const until = parseMoment(fields["until"]);
  if (v !== 1 || !isBytes(dir, 32) || !isBytes(h, 32) || typeof n !== "number" || n < 1)
    return null;
  if (at === null || until === null || until <= at || until - at > HEAD_LIFE) return null;
  return { dir, n, h, at, until };
}

/** How far a head may be relied on. */
export type HeadAge = "fresh" | "ageing" | "old";

/**
 * `ageing` from `until` or 24 hours on, whichever is first; `old` past 72 hours. A head that is dated ahead of the
 * clock counts as if it were as far behind it: otherwise its signer could make one that never ages.
 */
export function ageOfHead({ at, until }: SignedHead, now: Instant): HeadAge {
  const age = Math.abs(now - at);
  if (age > HEAD_OLD) return "old";
  return age > AGEING || now > until ? "ageing" : "fresh";
}
