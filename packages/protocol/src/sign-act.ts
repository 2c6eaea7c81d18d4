import {
  accept,
  concatBytes,
  encodeProfile,
  fromBase64Url,
  parseKeyId,
  parseProfile,
  parseRecordId,
  refuse,
  toBase64Url,
  toUtf8,
  utf8Length,
  type ActHash,
  type KeyId,
  type RecordId,
  type Result,
} from "@parley/base";
import { sha512, sign, verify } from "@parley/crypto";
import { ACT_LIMITS, type Act, type SignedAct } from "./act.ts";
import { keyId } from "./key-id.ts";
import { asProfile, readAct } from "./read-act.ts";
import type { ActRefusal } from "./refusal.ts";
import { isObject } from "./shape.ts";

/** The domain and a zero byte, in front of everything that is hashed and signed. */
const DOMAIN = concatBytes(toUtf8("chat.parley.act.v1"), Uint8Array.of(0));
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** Act public key, base64url, that a record lists under a key id; null where it lists none. */
export type KeyAt = (rec: RecordId, key: KeyId) => string | null;

/** What is hashed and signed: the domain, a zero byte, and the bytes of the act. */
export function signingInput(bytes: string): Uint8Array {
  return concatBytes(DOMAIN, toUtf8(bytes));
}

/** First 32 bytes of SHA-512 over the signing input, base64url: the act's id. */
export function actHash(bytes: string): ActHash {
  return hashOf(signingInput(bytes));
}

function hashOf(input: Uint8Array): ActHash {
  return toBase64Url(sha512(input).slice(0, 32)) as ActHash;
}

/** The one canonical text of an act: what is signed, hashed and carried. */
export function encodeAct(act: Act): string {
  return encodeProfile(asProfile(act));
}

/** Reads the text of an act without looking at any signature: size, UTF-8, profile, canonical form, version, schema. */
export function parseAct(bytes: string): Result<Act, ActRefusal> {
  const claim = readClaim(bytes);
  return claim.ok ? readAct(claim.value.fields) : claim;
}

/**
 * Signs an act with the secret key (64 bytes) of the key it names. Refused, unsigned, is what every reader would
 * refuse: an act that is too large, or whose fields do not fit.
 */
export function signAct(act: Act, secretKey: Uint8Array): Result<SignedAct, ActRefusal> {
  if (keyId(secretKey.slice(32)) !== act.key) throw new Error("the act names another key");
  const bytes = encodeAct(act);
  const parsed = parseAct(bytes);
  if (!parsed.ok) return parsed;
  const input = signingInput(bytes);
  const sig = toBase64Url(sign(input, secretKey));
  return accept({ hash: hashOf(input), bytes, sig, act: parsed.value });
}

/**
 * Verifies what was carried, in the order of ACT-1: size, UTF-8, profile, canonical form, version, signature by the
 * key that (rec, key) names, schema. `checkContext` comes next. Never throws.
 */
export function verifySigned(
  carried: { readonly bytes: string; readonly sig: string },
  keyAt: KeyAt,
): Result<SignedAct, ActRefusal> {
  const { bytes, sig } = carried;
  const claim = readClaim(bytes);
  if (!claim.ok) return claim;
  const { rec, key } = claim.value;
  if (rec === null || key === null) return refuse("no-signer");
  const publicKey = fromBase64Url(keyAt(rec, key) ?? "");
  if (publicKey === null || keyId(publicKey) !== key) return refuse("unknown-signer");
  const signature = fromBase64Url(sig);
  const input = signingInput(bytes);
  if (signature === null || !verify(signature, input, publicKey)) return refuse("bad-signature");
  const act = readAct(claim.value.fields);
  return act.ok ? accept({ hash: hashOf(input), bytes, sig, act: act.value }) : act;
}

/** What the text of an act says of itself before anything is verified. */
export interface ActClaim {
  readonly rec: RecordId | null;
  readonly key: KeyId | null;
  /** Directory head that the author names: where it is above mine, the act waits and is not refused. */
  readonly dirN: number | null;
  /** All members, unread. */
  readonly fields: Act["f"];
}

/** The steps before the signature. A later version may sign otherwise, so it is recognized here. */
export function readClaim(bytes: string): Result<ActClaim, ActRefusal> {
  if (bytes.length > ACT_LIMITS.bytes || utf8Length(bytes) > ACT_LIMITS.bytes)
    return refuse("too-large");
  if (LONE_SURROGATE.test(bytes)) return refuse("not-utf8");
  const parsed = parseProfile(bytes, ACT_LIMITS);
  if (!parsed.ok) return parsed;
  if (!isObject(parsed.value)) return refuse("no-signer");
  const { v, rec, key, dir } = parsed.value;
  if (typeof v === "number" && v !== 1) return refuse("unknown-version");
  const n = dir !== undefined && isObject(dir) ? dir["n"] : undefined;
  return accept({
    rec: parseRecordId(rec),
    key: parseKeyId(key),
    dirN: typeof n === "number" ? n : null,
    fields: parsed.value,
  });
}
