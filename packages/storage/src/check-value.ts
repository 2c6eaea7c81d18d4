import type { StoreRefusal } from "./port.ts";
import type { RowSeal } from "./row-seal.ts";
import type { Table } from "./rows.ts";

/** Table, name and text of the value that tells a wrong key from a damaged row. */
export const CHECK = ["meta", "check", "chat.parley.store.v1"] as const;

/** A row as it stands in the database: whatever is there, before it has been opened. */
export type SealedRow = readonly [name: unknown, sealed: unknown];

export interface Sample {
  readonly table: Table;
  readonly row: SealedRow;
}

export function openValue(
  sealing: RowSeal,
  table: string,
  [name, sealed]: SealedRow,
): string | null {
  return typeof name === "string" && sealed instanceof Uint8Array
    ? sealing.open(table, name, sealed)
    : null;
}

/**
 * Whether key and database fit.
 *
 * @param check the check value as it stands there
 * @param samples a row of every table that has one
 * @returns null where they do; `empty` where nothing is there, so that the check value is to be written
 */
export function fits(
  sealing: RowSeal,
  check: unknown,
  samples: readonly (Sample | null)[],
): StoreRefusal | "empty" | null {
  const [table, name, text] = CHECK;
  if (check !== undefined && openValue(sealing, table, [name, check]) === text) return null;
  const rows = samples.filter((sample) => sample !== null);
  if (check === undefined && rows.length === 0) return "empty";
  // A key that opens any row is the right one, so it is the check value that was changed.
  const opens = rows.some(({ table: one, row }) => openValue(sealing, one, row) !== null);
  return opens || check === undefined ? "damaged" : "wrong-key";
}
