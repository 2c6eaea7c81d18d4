import type { StoreRefusal } from "./port.ts";

/**
 * Names of errors of IndexedDB and dexie. Chromium answers a disk that cannot be written with
 * `QuotaExceededError` or, from deeper down, `UnknownError`. A transaction that is aborted without a cause was
 * cut off with its connection.
 */
const REFUSAL_OF: ReadonlyMap<string, StoreRefusal> = new Map([
  ["QuotaExceededError", "full"],
  ["UnknownError", "full"],
  ["DatabaseClosedError", "closed"],
  ["InvalidStateError", "closed"],
  ["AbortError", "closed"],
  ["VersionError", "newer"],
]);

/** What an error of the database means; throws on what is none, which is a bug. */
export function refusalOf(error: unknown): StoreRefusal {
  const names = namesOf(error);
  // The innermost error is the cause; what it is wrapped in says only what it led to.
  for (const name of names.toReversed()) {
    const refusal = REFUSAL_OF.get(name);
    if (refusal !== undefined) return refusal;
  }
  throw error;
}

function namesOf(error: unknown): readonly string[] {
  if (typeof error !== "object" || error === null) return [];
  const name = "name" in error && typeof error.name === "string" ? [error.name] : [];
  const inner = "inner" in error ? namesOf(error.inner) : [];
  const failures =
    "failures" in error && Array.isArray(error.failures) ? error.failures.flatMap(namesOf) : [];
  return [...name, ...failures, ...inner];
}
