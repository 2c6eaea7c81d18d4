import sodium from "libsodium-wrappers-sumo";

export interface KeyPair {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Ed25519: 64 bytes (seed ‖ public key, as libsodium keeps it). X25519: 32 bytes. */
  readonly secretKey: Uint8Array;
}

/** A fresh Ed25519 pair for signing. */
export function makeSignKeyPair(): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_sign_keypair();
  return { publicKey, secretKey: privateKey };
}

/** The Ed25519 pair of a 32-byte seed (RFC 8032, section 5.1.5). */
export function signKeyPairOf(seed: Uint8Array): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  return { publicKey, secretKey: privateKey };
}

/** A fresh X25519 pair for sealing to a device. */
export function makeSealKeyPair(): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { publicKey, secretKey: privateKey };
}
