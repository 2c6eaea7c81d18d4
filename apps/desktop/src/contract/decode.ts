import { accept, refuse, type Result } from "@parley/base";

/** Reads a message from the other process; the refusal names the place in it, for the log of a developer. */
export type Decoder<T> = (value: unknown) => Result<T, string>;

export const nothing: Decoder<undefined> = (value) =>
  value === undefined ? accept(undefined) : refuse("not nothing");

export const flag: Decoder<boolean> = (value) =>
  typeof value === "boolean" ? accept(value) : refuse("not true or false");

export function text(most: number): Decoder<string> {
  return (value) =>
    typeof value === "string" && value.length <= most
      ? accept(value)
      : refuse(`not a text of at most ${most} characters`);
}

/** A whole number from 0 to `most`. */
export function count(most: number): Decoder<number> {
  return (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most
      ? accept(value)
      : refuse(`not a whole number from 0 to ${most}`);
}

export function oneOf<const T extends string>(...values: readonly T[]): Decoder<T> {
  return (value) => {
    const found = values.find((each) => each === value);
    return found === undefined ? refuse(`not one of ${values.join(", ")}`) : accept(found);
  };
}

export function orNull<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value) => (value === null ? accept(null) : decoder(value));
}

type Fields<T> = { readonly [K in keyof T]: Decoder<T[K]> };

/** Exactly these fields, no more. */
export function record<T extends object>(fields: Fields<T>): Decoder<T> {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return refuse("not a record");
    }
    const given = new Map<string, unknown>(Object.entries(value));
    const out: Partial<T> = {};
    for (const name of Object.keys(fields) as (keyof T & string)[]) {
      if (!given.has(name)) return refuse(`${name}: missing`);
      const read = fields[name](given.get(name));
      if (!read.ok) return refuse(`${name}: ${read.refusal}`);
      out[name] = read.value;
      given.delete(name);
    }
    const [unknown] = given.keys();
    return unknown === undefined ? accept(out as T) : refuse(`${unknown}: unknown`);
  };
}

/** The first of the shapes that fits. */
export function either<T>(...shapes: readonly Decoder<T>[]): Decoder<T> {
  return (value) => {
    const refusals: string[] = [];
    for (const shape of shapes) {
      const read = shape(value);
      if (read.ok) return read;
      refusals.push(read.refusal);
    }
    return refuse(refusals.join("; or "));
  };
}

export function exactly<const T extends string | boolean>(wanted: T): Decoder<T> {
  return (value) => (value === wanted ? accept(wanted) : refuse(`not ${String(wanted)}`));
}

export function result<T, R>(value: Decoder<T>, refusal: Decoder<R>): Decoder<Result<T, R>> {
  return either<Result<T, R>>(
    record<{ ok: true; value: T }>({ ok: exactly(true), value }),
    record<{ ok: false; refusal: R }>({ ok: exactly(false), refusal }),
  );
}
