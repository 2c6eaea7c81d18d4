import { fromBase64Url, parseProfile, type ProfileLimits, type ProfileValue } from "@parley/base";

/** An object of the JSON profile whose members are still unread. */
export type Fields = { readonly [key: string]: ProfileValue | undefined };

/** Parses canonical profile JSON; null for anything else. */
export function readProfile(text: string, limits: ProfileLimits): ProfileValue | null {
  const parsed = parseProfile(text, limits);
  return parsed.ok ? parsed.value : null;
}

/** The object with all required members and no others than these; null otherwise. */
export function fieldsOf(
  value: ProfileValue | undefined,
  required: readonly string[],
  optional: readonly string[] = [],
): Fields | null {
  if (typeof value !== "object" || Array.isArray(value)) return null;
  const fields = value as Fields;
  // Whoever parsed it made the object without a prototype: only what was written is in it.
  if (!required.every((name) => name in fields)) return null;
  const known = required.length + optional.filter((name) => name in fields).length;
  return Object.keys(fields).length === known ? fields : null;
}

/** The elements of a list, still unread; null for anything else. */
export function listOf(value: ProfileValue | undefined): readonly ProfileValue[] | null {
  return Array.isArray(value) ? (value as readonly ProfileValue[]) : null;
}

/** A list of distinct values out of `all`, in the order of `all`, so that one set has one text. */
export function subsetOf<T extends string>(
  value: ProfileValue | undefined,
  all: readonly T[],
): readonly T[] | null {
  const list = listOf(value);
  if (list === null) return null;
  const chosen = all.filter((one) => list.includes(one));
  return chosen.length === list.length && chosen.every((one, i) => one === list[i]) ? chosen : null;
}

/** Whether the text is base64url without padding of exactly `length` bytes. */
export function isBytes(value: ProfileValue | undefined, length: number): value is string {
  return typeof value === "string" && fromBase64Url(value)?.length === length;
}

/** Whether the text is unpadded standard base64, as Matrix writes keys, of exactly `length` bytes. */
export function isMatrixKey(value: ProfileValue | undefined, length: number): value is string {
  return (
    typeof value === "string" &&
    /^[A-Za-z0-9+/]*$/.test(value) &&
    isBytes(toUrlAlphabet(value), length)
  );
}

/** The same bytes in the base64url alphabet. */
export function toUrlAlphabet(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}
