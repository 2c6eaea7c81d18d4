import type { DirectoryRecord, Log } from "@parley/directory";

/** The Secretariat's service: the newest of its records with a listed device; null while the log names none. */
export function serviceIn(log: Log): DirectoryRecord | null {
  return (
    log.records().findLast(({ kind, devices }) => kind === "service" && devices.length > 0) ?? null
  );
}
