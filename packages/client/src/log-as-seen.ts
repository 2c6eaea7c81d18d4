import type { DirectoryRecord, Log } from "@parley/directory";

/**
 * The log as it counts now, with other devices in its records. Questions as of a number, and those of the fold, are the
 * log's own: acts are judged alike by everybody.
 */
export function logAsSeen(
  log: Log,
  seen: (record: DirectoryRecord) => DirectoryRecord,
  deviceBySenderKey: Log["deviceBySenderKey"],
): Log {
  const orNull = (record: DirectoryRecord | null): DirectoryRecord | null =>
    record === null ? null : seen(record);
  return {
    ...log,
    records: (n) => (n === undefined ? log.records().map(seen) : log.records(n)),
    recordOf: (rec, n) => (n === undefined ? orNull(log.recordOf(rec)) : log.recordOf(rec, n)),
    recordByUser: (user, n) =>
      n === undefined ? orNull(log.recordByUser(user)) : log.recordByUser(user, n),
    listedDevices: (user, n) =>
      n === undefined
        ? (orNull(log.recordByUser(user))?.devices ?? [])
        : log.listedDevices(user, n),
    deviceBySenderKey,
  };
}
