import { LEVELS } from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import type { Office, Trust } from "./snapshot.ts";

/** A record as an office of the snapshot; of several levels the lowest stands for it. */
export function officeOf(record: DirectoryRecord): Office {
  return {
    rec: record.id,
    state: record.state,
    level: LEVELS.find((level) => record.level.includes(level)) ?? "technical",
    powers: record.powers,
    user: record.user,
    devices: record.devices.length,
    confirmed: record.conf,
    trust: trustOf(record),
  };
}

/** Verified: a device of it is listed now. Suspended: there was one, and it was taken out. */
export function trustOf(record: DirectoryRecord | null): Trust {
  if (record === null) return "not-listed";
  return record.devices.length > 0 ? "verified" : "suspended";
}

/** Offices to consult: by State, then level, then id. Services are none. */
export function listedOffices(records: readonly DirectoryRecord[]): readonly Office[] {
  return records
    .filter(({ kind }) => kind !== "service")
    .map(officeOf)
    .toSorted(
      (a, b) =>
        compare(a.state, b.state) ||
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        compare(a.rec, b.rec),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
