import { toBase64Url, type KeyId } from "@parley/base";
import { sha512 } from "@parley/crypto";

/** First 16 bytes of SHA-512 over an act public key (32 bytes), base64url. */
export function keyId(actPublicKey: Uint8Array): KeyId {
  return toBase64Url(sha512(actPublicKey).slice(0, 16)) as KeyId;
}
