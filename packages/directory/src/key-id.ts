import { fromBase64Url, toBase64Url, type KeyId } from "@parley/base";
import { sha512 } from "@parley/crypto";

/** First 16 bytes of SHA-512 over an act public key, base64url (section 4 of the protocol). */
export function keyIdOf(publicKey: Uint8Array): KeyId {
  return toBase64Url(sha512(publicKey).slice(0, 16)) as KeyId;
}

/** The same for a key of a listed device, whose form was checked when it was read. */
export function keyIdOfText(act: string): KeyId {
  const bytes = fromBase64Url(act);
  if (bytes === null) throw new Error("not base64url");
  return keyIdOf(bytes);
}
