import { concatBytes } from "@parley/base";
import sodium from "libsodium-wrappers-sumo";

/** Bytes of a key for `seal` and `open`. */
export const SEAL_KEY_BYTES = 32;
/** Bytes that `seal` adds to the plaintext: a nonce of 24 in front, a tag of 16 behind. */
export const SEAL_OVERHEAD_BYTES = 40;
const NONCE_BYTES = 24;

/**
 * XChaCha20-Poly1305 (IETF): nonce ‖ ciphertext ‖ tag, with a fresh random nonce. `context` is bound to the
 * result without being in it: another context does not open it.
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, context: Uint8Array): Uint8Array {
  const nonce = sodium.randombytes_buf(NONCE_BYTES);
  return concatBytes(
    nonce,
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, context, null, nonce, key),
  );
}

/** Null where the bytes were not sealed under this key and context, or were changed or cut. */
export function open(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Uint8Array | null {
  if (key.length !== SEAL_KEY_BYTES) throw new Error("a seal key has 32 bytes");
  if (sealed.length < SEAL_OVERHEAD_BYTES) return null;
  const [nonce, box] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES)];
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box, context, nonce, key);
  } catch {
    return null;
  }
}
