/** Members of a JSON object that are still unread. */
export type JsonFields = { readonly [name: string]: unknown };

/** The JSON value of a text; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An object's members; null for anything else. */
export function fieldsOf(value: unknown): JsonFields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonFields)
    : null;
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

/** Every element read by `read`; null where the value is no list, or one element is not what it should be. */
export function listOf<T>(value: unknown, read: (one: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value)) return null;
  const all: T[] = [];
  for (const one of value as readonly unknown[]) {
    const element = read(one);
    if (element === null) return null;
    all.push(element);
  }
  return all;
}
