import type { DeviceId, Instant, KeyId, RecordId, StateCode } from "@parley/base";
import type { DirectoryRecord, ListedDevice } from "./record.ts";

/** How a record stands after the entries so far. */
export interface RecordStanding {
  /** As it was admitted. */
  readonly record: DirectoryRecord;
  /** Devices that are listed now, by the id of their act key. */
  readonly listed: Map<KeyId, ListedDevice>;
  /** Every device id that was ever listed for it. */
  readonly ids: Set<DeviceId>;
}

/** A reset that no entry has rested on yet, and that the State has not answered. */
export interface OpenReset {
  readonly n: number;
  /** From then on a first admission may rest on it. */
  readonly until: Instant;
}

/** How a State stands after the entries so far; it is there from its first admission on. */
export interface StateStanding {
  readonly state: StateCode;
  /** Its records since then, or since the last reset that had effect. */
  readonly records: Map<RecordId, RecordStanding>;
  /** Those of them with the power `directory`. */
  readonly speakers: RecordStanding[];
  reset: OpenReset | null;
}

/** Wait before a reset has effect where the State has chosen none, in hours (DIR-1). */
const DEFAULT_WAIT = 24;
/** Milliseconds of an hour. */
const HOUR = 3_600_000;
/** Most signatures that a State has to give beside one entry (DIR-1). */
const MOST = 2;

/** How long a reset waits, in ms: the greatest wait that a record of the State says. */
export function waitOf(records: readonly Pick<DirectoryRecord, "wait">[]): number {
  const waits = records.map(({ wait }) => wait).filter((wait) => wait !== undefined);
  return (waits.length === 0 ? DEFAULT_WAIT : Math.max(...waits)) * HOUR;
}

/** Whether a record may sign for its State, while it has a listed device. */
export function speaksForState({ powers }: Pick<DirectoryRecord, "powers">): boolean {
  return powers.includes("directory");
}

/** How many distinct records sign beside an entry, of so many that may: two of two, and never none. */
export function cosignersOf(may: number): number {
  return Math.min(MOST, Math.max(1, may));
}
