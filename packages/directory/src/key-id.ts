import { fromBase64Url, toBase64Url, type KeyId } from "@parley/base";
import { sha512 } from "@parley/crypto";

/** First 16 bytes of SHA-512 over an act public key, base64url (section 4 of the protocol). */
export function keyIdOf(publicKey: Uint8Array): KeyId {
  return toBase64Url(sha512(publicKey).slice(0, 16)) as KeyId;
}

const known = new WeakMap<{ readonly act: string }, KeyId>();

/** The same for a listed device, whose form was checked when it was read; hashed once per device. */
export function keyIdOfDevice(device: { readonly act: string }): KeyId {
  const id = known.get(device) ?? keyIdOf(bytesOf(device.act));
  known.set(device, id);
  return id;
}

function bytesOf(act: string): Uint8Array {
  const bytes = fromBase64Url(act);
  if (bytes === null) throw new Error("not base64url");
  return bytes;
}
