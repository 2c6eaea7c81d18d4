/**
 * Keys of IndexedDB as text: equal keys have equal texts, whatever the engine made of them. Dates are not among the keys
 * that the crypto machine uses.
 */
export function keyText(key: IDBValidKey): string {
  return JSON.stringify(plain(key));
}

export function keyOf(text: string): IDBValidKey {
  return valid(JSON.parse(text) as Plain);
}

type Plain = string | number | { readonly bytes: string } | readonly Plain[];

function plain(key: IDBValidKey): Plain {
  if (typeof key === "string") return key;
  // JSON has no infinities.
  if (typeof key === "number" && Number.isFinite(key)) return key;
  if (Array.isArray(key)) return key.map(plain);
  if (key instanceof ArrayBuffer) return bytes(new Uint8Array(key));
  if (ArrayBuffer.isView(key))
    return bytes(new Uint8Array(key.buffer, key.byteOffset, key.byteLength));
  throw new Error("a kind of key that is not kept");
}

function bytes(value: Uint8Array): Plain {
  return { bytes: Buffer.from(value).toString("base64url") };
}

function valid(value: Plain): IDBValidKey {
  if (typeof value !== "object") return value;
  if ("bytes" in value) return new Uint8Array(Buffer.from(value.bytes, "base64url")).buffer;
  return value.map(valid);
}
