import sodium from "libsodium-wrappers-sumo";

/** Resolves when libsodium's code has been loaded; every other function here throws before. */
export async function ready(): Promise<void> {
  await sodium.ready;
}

/** Fresh bytes of the platform's random generator. */
export function randomBytes(length: number): Uint8Array {
  return sodium.randombytes_buf(length);
}

/** Overwrites key material with zeros. Copies that the engine made elsewhere are out of reach. */
export function wipe(bytes: Uint8Array): void {
  bytes.fill(0);
}

/** SHA-512 (FIPS 180-4), 64 bytes. */
export function sha512(bytes: Uint8Array): Uint8Array {
  return sodium.crypto_hash_sha512(bytes);
}
