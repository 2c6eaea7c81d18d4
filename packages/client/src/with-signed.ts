import type { DirectoryRecord, Log } from "@parley/directory";
import { logAsSeen } from "./log-as-seen.ts";
import type { SignedDevice } from "./signed-in.ts";

/** The log as it counts now in a channel whose acts name further devices (TRUST-2). */
export function withSigned(log: Log, signed: readonly SignedDevice[]): Log {
  if (signed.length === 0) return log;
  const more = (record: DirectoryRecord): DirectoryRecord => {
    const devices = signed.filter(({ rec }) => rec === record.id).map(({ device }) => device);
    return devices.length === 0 ? record : { ...record, devices: [...record.devices, ...devices] };
  };
  return logAsSeen(log, more, (user, curve25519, n) => {
    const found = log.deviceBySenderKey(user, curve25519, n);
    if (found !== null || n !== undefined) return found;
    const record = log.recordByUser(user);
    const one = signed.find(
      ({ rec, device }) => rec === record?.id && device.curve25519 === curve25519,
    );
    return record === null || one === undefined
      ? null
      : { record: more(record), device: one.device, key: one.key };
  });
}
