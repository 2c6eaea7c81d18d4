import { sha512, sign, verify } from "@parley/crypto";
import { concatBytes, fromBase64Url, toBase64Url, toUtf8 } from "@parley/base";

/** One key signs for one purpose: the domain says which, and stands in front of the signed bytes. */
export type Domain =
  | "chat.parley.root.v1"
  | "chat.parley.dir.v1"
  | "chat.parley.enrol.v1"
  | "chat.parley.ticket.v1"
  | "chat.parley.head.v1"
  | "chat.parley.card.v1"
  | "chat.parley.device.v1";

/** The bytes that a signature and a hash are over: domain, 0 and bytes. */
export function underDomain(domain: Domain, bytes: Uint8Array): Uint8Array {
  return concatBytes(toUtf8(domain), Uint8Array.of(0), bytes);
}

/** SHA-512 over domain, 0 and bytes. */
export function digestOf(domain: Domain, bytes: Uint8Array): Uint8Array {
  return sha512(underDomain(domain, bytes));
}

/** First 32 bytes of SHA-512 over domain, 0 and bytes, base64url. */
export function hashOf(domain: Domain, bytes: Uint8Array): string {
  return hashUnder(underDomain(domain, bytes));
}

/** The same over bytes that stand under their domain already. */
export function hashUnder(signed: Uint8Array): string {
  return toBase64Url(sha512(signed).slice(0, 32));
}

/** Ed25519 signature over domain, 0 and bytes, base64url. */
export function signatureOf(domain: Domain, bytes: Uint8Array, secretKey: Uint8Array): string {
  return toBase64Url(sign(underDomain(domain, bytes), secretKey));
}

/** Whether the signature, base64url, is by this public key, base64url. */
export function isSignedBy(domain: Domain, bytes: Uint8Array, sig: string, key: string): boolean {
  return verifiesUnder(underDomain(domain, bytes), sig, key);
}

/** The same over bytes that stand under their domain already, so that many signatures share them. */
export function verifiesUnder(signed: Uint8Array, sig: string, key: string): boolean {
  const [rawSig, rawKey] = [fromBase64Url(sig), fromBase64Url(key)];
  return rawSig?.length === 64 && rawKey?.length === 32 && verify(rawSig, signed, rawKey);
}
