import type { StoreRefusal } from "./port.ts";

/**
 * Names of errors of IndexedDB and dexie that are no bugs. A transaction that is aborted without a cause was cut off
 * with its connection. `NotReadableError` is Chromium's for a large value whose file is gone.
 */
const REFUSAL_OF: ReadonlyMap<string, StoreRefusal> = new Map([
  ["QuotaExceededError", "full"],
  ["DatabaseClosedError", "closed"],
  ["InvalidStateError", "closed"],
  ["AbortError", "closed"],
  ["VersionError", "newer"],
  ["NotReadableError", "damaged"],
]);

/**
 * Chromium's word for trouble below the database. Where it was writing, the disk takes no more; where it was reading,
 * files of the database are broken.
 */
const UNKNOWN = "UnknownError";

/**
 * What an error of the database means; throws on what is none, which is a bug.
 *
 * @param abortedBy what the transaction itself names as its error: where it was aborted from below, its requests
 *   say only that they were aborted
 */
export function refusalOf(
  error: unknown,
  during: "reading" | "writing",
  abortedBy?: unknown,
): StoreRefusal {
  // The innermost error is the cause; what it is wrapped in says only what it led to.
  for (const name of [...namesOf(error), ...namesOf(abortedBy)].toReversed()) {
    const refusal =
      name === UNKNOWN ? (during === "writing" ? "full" : "damaged") : REFUSAL_OF.get(name);
    if (refusal !== undefined) return refusal;
  }
  throw error;
}

/** Names of the error and of those inside it, outermost first. */
function namesOf(error: unknown): readonly string[] {
  if (typeof error !== "object" || error === null) return [];
  const name = "name" in error && typeof error.name === "string" ? [error.name] : [];
  const inner = "inner" in error ? namesOf(error.inner) : [];
  const failures =
    "failures" in error && Array.isArray(error.failures) ? error.failures.flatMap(namesOf) : [];
  return [...name, ...failures, ...inner];
}
