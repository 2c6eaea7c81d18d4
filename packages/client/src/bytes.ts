import { fromBase64Url } from "@parley/base";

/** Bytes of a text that this device wrote itself. */
export function ownBytes(text: string): Uint8Array {
  const bytes = fromBase64Url(text);
  if (bytes === null) throw new Error("not base64url");
  return bytes;
}
