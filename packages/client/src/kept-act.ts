import { parseAct, type SignedAct } from "@parley/protocol";
import type { ActRow } from "@parley/storage";

/** An act as it is kept, with what it says. */
export interface KeptAct {
  readonly row: ActRow;
  readonly signed: SignedAct;
}

const read = new WeakMap<ActRow, SignedAct>();

/** The row, which says what was just verified: it is not parsed again when it is written. */
export function rowSaying(signed: SignedAct, row: ActRow): ActRow {
  read.set(row, signed);
  return row;
}

/** Null where the bytes of the row are no act. The signature was verified before the row was written. */
export function keptOf(row: ActRow): KeptAct | null {
  const known = read.get(row);
  if (known !== undefined) return { row, signed: known };
  const act = parseAct(row.bytes);
  if (!act.ok) return null;
  return { row, signed: { hash: row.hash, bytes: row.bytes, sig: row.sig, act: act.value } };
}
