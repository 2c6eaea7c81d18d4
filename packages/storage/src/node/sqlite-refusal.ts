import type { StoreRefusal } from "../port.ts";

/** Primary result codes of SQLite that are no bugs. */
const REFUSAL_OF: ReadonlyMap<number, StoreRefusal> = new Map([
  // Busy, locked: another process has it.
  [5, "closed"],
  [6, "closed"],
  // Not allowed, read-only, trouble below, full, cannot be opened: the disk takes nothing.
  [3, "full"],
  [8, "full"],
  [10, "full"],
  [13, "full"],
  [14, "full"],
  // Corrupt, not a database.
  [11, "damaged"],
  [26, "damaged"],
]);

/** What an error of SQLite, or of the file system below it, means; throws on what is none, which is a bug. */
export function refusalOf(error: unknown): StoreRefusal {
  if (!(error instanceof Error)) throw error;
  if ("errcode" in error && typeof error.errcode === "number") {
    // The upper bits say more about the same thing.
    const refusal = REFUSAL_OF.get(error.errcode & 0xff);
    if (refusal !== undefined) return refusal;
  }
  if ("syscall" in error) return "full";
  throw error;
}
