import { fromBase64Url, type KeyId } from "@parley/base";
import { keyIdOf, type DirectoryRecord, type ListedDevice, type Log } from "@parley/directory";
import { logAsSeen } from "./log-as-seen.ts";

const known = new Map<string, KeyId>();

/** Id of a listed device's act key; asked for all devices by every snapshot, hashed once. */
export function keyOfDevice({ act }: Pick<ListedDevice, "act">): KeyId {
  const key = known.get(act) ?? keyIdOf(fromBase64Url(act) ?? new Uint8Array());
  known.set(act, key);
  return key;
}

/** The log as it counts now for keys, reading and trust: devices that were reported are out of it, though it still lists them. */
export function withoutReported(log: Log, reported: ReadonlySet<KeyId>): Log {
  if (reported.size === 0) return log;
  const only = (record: DirectoryRecord): DirectoryRecord => ({
    ...record,
    devices: record.devices.filter((device) => !reported.has(keyOfDevice(device))),
  });
  return logAsSeen(log, only, (user, curve25519, n) => {
    const found = log.deviceBySenderKey(user, curve25519, n);
    return n === undefined && found !== null && reported.has(found.key) ? null : found;
  });
}
