import {
  LEVELS,
  POWERS,
  parseDeviceId,
  parseRecordId,
  parseStateCode,
  parseUserId,
  type ProfileValue,
} from "@parley/base";
import { isDay } from "./moment.ts";
import { RECORD_KINDS, type DirectoryRecord, type ListedDevice } from "./record.ts";
import { fieldsOf, isBytes, isMatrixKey, listOf, subsetOf } from "./shape.ts";

/** Most devices of one record (section 6 of the protocol). */
export const DEVICES = 8;
/** Most approvals that a State may ask of itself. */
const RELEASE = 8;
/** Pseudonyms are random codes, never names: short and of a plain alphabet. */
const HOLDER = /^[A-Za-z0-9-]{0,64}$/;
/** Longest wait before a reset that a State may choose, in hours (DIR-1). */
const WAIT = 72;
/** Members that every record has. */
const MEMBERS = [
  "card",
  "conf",
  "devices",
  "from",
  "holder",
  "id",
  "kind",
  "level",
  "powers",
  "release",
  "state",
  "user",
];

/** Whether the text may stand as the pseudonym of a holder. */
export function isHolder(value: ProfileValue | undefined): value is string {
  return typeof value === "string" && HOLDER.test(value);
}

/** Null where the value is not a device with all its keys in their one spelling. */
export function readDevice(value: ProfileValue | undefined): ListedDevice | null {
  const fields = fieldsOf(value, ["act", "curve25519", "ed25519", "id", "seal"]);
  const id = parseDeviceId(fields?.["id"]);
  if (fields === null || id === null) return null;
  const { act, curve25519, ed25519, seal } = fields;
  return isBytes(act, 32) &&
    isBytes(seal, 32) &&
    isMatrixKey(curve25519, 32) &&
    isMatrixKey(ed25519, 32)
    ? { id, ed25519, curve25519, act, seal }
    : null;
}

/** Null where the value is not a record with at least one device. */
export function readRecord(value: ProfileValue | undefined): DirectoryRecord | null {
  const fields = fieldsOf(value, MEMBERS, ["wait"]);
  if (fields === null) return null;
  const id = parseRecordId(fields["id"]);
  const state = parseStateCode(fields["state"]);
  const user = parseUserId(fields["user"]);
  const level = subsetOf(fields["level"], LEVELS);
  const powers = subsetOf(fields["powers"], POWERS);
  const kind = RECORD_KINDS.find((one) => one === fields["kind"]);
  const devices = readDevices(fields["devices"]);
  const { card, conf, from, holder, release, wait } = fields;
  if (id === null || state === null || user === null || kind === undefined) return null;
  if (level === null || level.length === 0 || powers === null || devices === null) return null;
  if (!isDay(conf) || !isDay(from)) return null;
  if (!isHolder(holder)) return null;
  if (typeof release !== "number" || release < 0 || release > RELEASE) return null;
  if (card !== "" && !isBytes(card, 32)) return null;
  const record = {
    id,
    state,
    level,
    kind,
    powers,
    holder,
    user,
    devices,
    release,
    card,
    from,
    conf,
  };
  if (wait === undefined) return record;
  return typeof wait === "number" && wait >= 0 && wait <= WAIT ? { ...record, wait } : null;
}

function readDevices(value: ProfileValue | undefined): readonly ListedDevice[] | null {
  const list = listOf(value);
  if (list === null || list.length === 0 || list.length > DEVICES) return null;
  const devices: ListedDevice[] = [];
  for (const one of list) {
    const device = readDevice(one);
    if (device === null) return null;
    devices.push(device);
  }
  return devices;
}

/** The record as a value of the profile, for signing. */
export function writeRecord(record: DirectoryRecord): ProfileValue {
  return { ...record, devices: record.devices.map((device) => ({ ...device })) };
}
