import sodium from "libsodium-wrappers-sumo";

/** Bytes of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64;
/** Bytes of an Ed25519 or X25519 public key. */
export const PUBLIC_KEY_BYTES = 32;

/** Detached Ed25519 signature (RFC 8032), 64 bytes. `secretKey` has 64 bytes. */
export function sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return sodium.crypto_sign_detached(message, secretKey);
}

/**
 * Whether this is a signature of the key over the message. False, never an exception, for wrong sizes,
 * keys of small order, encodings that are not canonical and S not below the group order.
 */
export function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
  try {
    return sodium.crypto_sign_verify_detached(signature, message, publicKey);
  } catch {
    // The binding throws on input that it cannot take; to the caller that is one more bad signature.
    return false;
  }
}
