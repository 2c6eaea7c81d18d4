import type { Instant, RecordId, StateCode } from "@parley/base";
import type { Cosigner, EntryView } from "./entry.ts";
import type { Log } from "./log.ts";
import type { Operation } from "./operation.ts";
import type { TrustRoot } from "./root.ts";

/** Who signed one entry, in terms of the root in force and the records of the State. */
export interface EntryReport {
  readonly n: number;
  readonly h: string;
  readonly at: Instant;
  readonly op: Operation["op"];
  readonly state: StateCode | null;
  readonly rec: RecordId | null;
  readonly why: string | null;
  /** The root in force: its version, and how many of how many officers it asks for. */
  readonly root: { readonly version: number; readonly k: number; readonly of: number };
  /** Places of those who signed in the root's list of officers, from 1. */
  readonly officers: readonly number[];
  /** Of a `root` entry: the same for the root that it brings; null of any other. */
  readonly incoming: { readonly k: number; readonly signed: readonly number[] } | null;
  readonly cosigners: readonly Cosigner[];
  /** Number of the reset that stands in for the State's signatures; null where none does. */
  readonly restsOn: number | null;
}

/** Who signed what, entry by entry, of a log that verified. */
export function verifyReport(log: Log): readonly EntryReport[] {
  return log.entries().map((entry) => reportOf(log, entry));
}

function reportOf(log: Log, entry: EntryView): EntryReport {
  const { n, h, at, operation, state, rec, why = null, cosigners, restsOn } = entry;
  const root = log.rootNow(n - 1);
  const next = operation.op === "root" ? log.rootNow(n) : null;
  return {
    n,
    h,
    at,
    op: operation.op,
    state,
    rec,
    why,
    root: { version: root.version, k: root.k, of: root.officers.length },
    officers: placesIn(root, entry.officers),
    incoming: next === null ? null : { k: next.k, signed: placesIn(next, entry.incoming) },
    cosigners,
    restsOn,
  };
}

function placesIn({ officers }: TrustRoot, keys: readonly string[]): readonly number[] {
  return keys.map((key) => officers.indexOf(key) + 1).toSorted((a, b) => a - b);
}
