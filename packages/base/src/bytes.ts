/** UTF-8, base64url and hex without platform objects, so that pure packages can use them. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Value of each sign by its code; 255 for codes that are no sign. */
const VALUE: Uint8Array = new Uint8Array(128).fill(255);
for (let value = 0; value < 64; value++) VALUE[ALPHABET.charCodeAt(value)] = value;

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += ALPHABET.charAt(word >> 18) + ALPHABET.charAt((word >> 12) & 63);
    if (b !== undefined) out += ALPHABET.charAt((word >> 6) & 63);
    if (c !== undefined) out += ALPHABET.charAt(word & 63);
  }
  return out;
}

/** Null where the text is not base64url without padding, or has spare bits set (so one text per value). */
export function fromBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUE[text.charCodeAt(i)] ?? 255;
    if (value === 255) return null;
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (word >> bits) & 255;
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? out : null;
}

/** Strict UTF-8: a lone surrogate is a bug of the caller and throws. */
export function toUtf8(text: string): Uint8Array {
  const out = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) out[at++] = unit;
    else if (unit < 0x800) {
      out[at++] = 0xc0 | (unit >> 6);
      out[at++] = 0x80 | (unit & 63);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      out[at++] = 0xe0 | (unit >> 12);
      out[at++] = 0x80 | ((unit >> 6) & 63);
      out[at++] = 0x80 | (unit & 63);
    } else {
      if (!isPair(text, i)) throw new Error("lone surrogate");
      const point = text.codePointAt(i++) ?? 0;
      out[at++] = 0xf0 | (point >> 18);
      out[at++] = 0x80 | ((point >> 12) & 63);
      out[at++] = 0x80 | ((point >> 6) & 63);
      out[at++] = 0x80 | (point & 63);
    }
  }
  return out;
}

/** The two units from here on are one code point. */
function isPair(text: string, at: number): boolean {
  const [high, low] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

const LEAST = [0, 0x80, 0x800, 0x10000];

/** Null for overlong forms, surrogates, points above U+10FFFF and cut sequences. */
export function fromUtf8(bytes: Uint8Array): string | null {
  // UTF-16 never has more units than UTF-8 has bytes.
  const units = new Uint16Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i++] ?? 0;
    const more = lead < 0x80 ? 0 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if ((lead >= 0x80 && lead < 0xc2) || lead > 0xf4) return null;
    let point = more === 0 ? lead : lead & (0x3f >> more);
    for (let k = 0; k < more; k++) {
      const next = bytes[i++];
      if (next === undefined || (next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 63);
    }
    if (point < (LEAST[more] ?? 0) || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      return null;
    if (point < 0x10000) units[length++] = point;
    else {
      units[length++] = 0xd7c0 + (point >> 10);
      units[length++] = 0xdc00 | (point & 0x3ff);
    }
  }
  let text = "";
  for (let from = 0; from < length; from += AT_ONCE)
    text += String.fromCharCode(...units.subarray(from, Math.min(from + AT_ONCE, length)));
  return text;
}

/** Units that one call takes; some tens of thousands of arguments are too many for an engine. */
const AT_ONCE = 4_096;

/** Number of bytes that the text takes in UTF-8; lone surrogates count 3. */
export function utf8Length(text: string): number {
  let n = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) n += 1;
    else {
      n += 2;
      // Two units of one code point make four bytes together.
      if (unit >= 0xd800 && unit <= 0xdfff && isPair(text, i)) i++;
    }
  }
  return n;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Compares without an early end. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let diff = 0;
  for (let i = 0; i < a.length; i++) diff |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return diff === 0;
}
