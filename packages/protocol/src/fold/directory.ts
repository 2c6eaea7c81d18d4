import type { KeyId, Level, Power, RecordId, StateCode } from "@parley/base";

/**
 * What the fold asks the directory. `n` is the head of the view that asks: the answer for one `n` never changes,
 * so that no later entry changes a verdict (FOLD-1).
 */
export interface FoldDirectory {
  /** Null where no record of this id was listed at or before `n`. */
  state(rec: RecordId, n: number): StateCode | null;
  levels(rec: RecordId, n: number): readonly Level[];
  powers(rec: RecordId, n: number): readonly Power[];
  /** The key is listed for the record at `n`, and not disabled by then. */
  listed(key: KeyId, rec: RecordId, n: number): boolean;
  /** Number of the entry that disabled the key; null while none did. */
  disabledAt(key: KeyId): number | null;
}

/** Number of the disabling entry if a view with this head knows it. */
export function disabledBy(directory: FoldDirectory, key: KeyId, head: number): number | null {
  const entry = directory.disabledAt(key);
  return entry !== null && entry <= head ? entry : null;
}
