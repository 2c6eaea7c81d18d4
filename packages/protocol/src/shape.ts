import { fromBase64Url, utf8Length, type ProfileValue } from "@parley/base";
import { readMoment } from "./moment.ts";

/** Gives a value of the profile its type; null where it does not have it (the profile itself has no null). */
export type Reader<T> = (value: ProfileValue) => T | null;
type Shape = { readonly [name: string]: Reader<unknown> };
type ReadOf<S extends Shape> = {
  readonly [name in keyof S]: S[name] extends Reader<infer T> ? T : never;
};
/** Exactly the required members and any of the optional ones. */
export type ObjectOf<R extends Shape, O extends Shape> = ReadOf<R> & Partial<ReadOf<O>>;

export function isObject(value: ProfileValue): value is { readonly [name: string]: ProfileValue } {
  return typeof value === "object" && !Array.isArray(value);
}

/** What is wrong with the names of an object, before its values are looked at. */
export function namesProblem(
  value: { readonly [name: string]: ProfileValue },
  required: Shape,
  optional: Shape,
): "unknown-member" | "missing-member" | null {
  const known = (name: string): boolean =>
    Object.hasOwn(required, name) || Object.hasOwn(optional, name);
  if (!Object.keys(value).every(known)) return "unknown-member";
  return Object.keys(required).every((name) => Object.hasOwn(value, name))
    ? null
    : "missing-member";
}

export function object<R extends Shape, O extends Shape>(
  required: R,
  optional: O,
): Reader<ObjectOf<R, O>> {
  return (value) => {
    if (!isObject(value) || namesProblem(value, required, optional) !== null) return null;
    const out: { [name: string]: unknown } = {};
    for (const [name, member] of Object.entries(value)) {
      const read = (required[name] ?? optional[name])?.(member) ?? null;
      if (read === null) return null;
      out[name] = read;
    }
    // Every member was read by the reader of its name, and none is missing.
    return out as ObjectOf<R, O>;
  };
}

export function oneOf<const T extends string>(codes: readonly T[]): Reader<T> {
  return (value) => codes.find((code) => code === value) ?? null;
}

/** Between the bounds, both included. */
export function integer(least: number, most: number = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (value) => (typeof value === "number" && value >= least && value <= most ? value : null);
}

/** Base64url without padding of exactly `length` bytes, so that one value has one text. */
export function bytes<T extends string = string>(length: number): Reader<T> {
  return (value) =>
    typeof value === "string" && fromBase64Url(value)?.length === length ? (value as T) : null;
}

/** Text that matches the pattern whole and has no more than `most` bytes. */
export function text(pattern: RegExp, most: number): Reader<string> {
  return (value) =>
    typeof value === "string" && utf8Length(value) <= most && pattern.test(value) ? value : null;
}

/** A text that a parser of ids takes. */
export function id<T extends string>(parse: (value: unknown) => T | null): Reader<T> {
  return (value) => parse(value);
}

export function moment(value: ProfileValue): string | null {
  return typeof value === "string" && readMoment(value) !== null ? value : null;
}

/** At most `most` elements. */
export function list<T>(element: Reader<T>, most: number): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return null;
    const out: T[] = [];
    for (const one of value as readonly ProfileValue[]) {
      const read = element(one);
      if (read === null) return null;
      out.push(read);
    }
    return out;
  };
}

/** A list without repetition. */
export function set<T extends string>(element: Reader<T>, most: number): Reader<readonly T[]> {
  return (value) => {
    const read = list(element, most)(value);
    return read !== null && new Set(read).size === read.length ? read : null;
  };
}
