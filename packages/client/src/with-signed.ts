import type { DirectoryRecord, Log } from "@parley/directory";
import type { SignedDevice } from "./signed-in.ts";

/**
 * The log as it counts now in a channel whose acts name further devices (TRUST-2). Questions as of a number, and those of
 * the fold, are the log's own: acts are judged alike by everybody.
 */
export function withSigned(log: Log, signed: readonly SignedDevice[]): Log {
  if (signed.length === 0) return log;
  const more = (record: DirectoryRecord): DirectoryRecord => {
    const devices = signed.filter(({ rec }) => rec === record.id).map(({ device }) => device);
    return devices.length === 0 ? record : { ...record, devices: [...record.devices, ...devices] };
  };
  const orNull = (record: DirectoryRecord | null): DirectoryRecord | null =>
    record === null ? null : more(record);
  return {
    ...log,
    records: (n) => (n === undefined ? log.records().map(more) : log.records(n)),
    recordOf: (rec, n) => (n === undefined ? orNull(log.recordOf(rec)) : log.recordOf(rec, n)),
    recordByUser: (user, n) =>
      n === undefined ? orNull(log.recordByUser(user)) : log.recordByUser(user, n),
    listedDevices: (user, n) =>
      n === undefined
        ? (orNull(log.recordByUser(user))?.devices ?? [])
        : log.listedDevices(user, n),
    deviceBySenderKey: (user, curve25519, n) => {
      const found = log.deviceBySenderKey(user, curve25519, n);
      if (found !== null || n !== undefined) return found;
      const record = orNull(log.recordByUser(user));
      const one = signed.find(
        ({ rec, device }) => rec === record?.id && device.curve25519 === curve25519,
      );
      return record === null || one === undefined
        ? null
        : { record, device: one.device, key: one.key };
    },
  };
}
