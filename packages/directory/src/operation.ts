import {
  accept,
  parseKeyId,
  parseRecordId,
  parseStateCode,
  refuse,
  type KeyId,
  type ProfileValue,
  type RecordId,
  type Result,
  type StateCode,
} from "@parley/base";
import { isDay } from "./moment.ts";
import { isHolder, readDevice, readRecord, writeRecord } from "./read-record.ts";
import type { DirectoryRecord, ListedDevice } from "./record.ts";
import { fieldsOf, isBytes } from "./shape.ts";

/** What an entry does. */
export type Operation =
  /** Takes in a record with its first devices. */
  | { readonly op: "admit"; readonly rec: DirectoryRecord }
  | { readonly op: "list"; readonly rec: OneMoreDevice }
  /** Takes out, for good, the device of a record that holds this act key. */
  | { readonly op: "disable"; readonly rec: { readonly id: RecordId; readonly key: KeyId } }
  | { readonly op: "card"; readonly rec: CardNote }
  /** Ed25519 key that dates heads, base64url; takes the place of the one before. */
  | { readonly op: "headkey"; readonly rec: { readonly key: string } }
  /** After its wait the State stands as before its first admission. */
  | { readonly op: "reset"; readonly rec: { readonly state: StateCode } }
  /** Text of the trust root that follows the one in force. */
  | { readonly op: "root"; readonly rec: { readonly root: string } };

/** One more device of a record; `holder` is the pseudonym of whoever holds the office from now on. */
export interface OneMoreDevice {
  readonly device: ListedDevice;
  readonly holder: string;
  readonly id: RecordId;
}

/** A record's newest card and confirmation. */
export interface CardNote {
  /** Salted hash of the card, 32 bytes base64url; "" after it was erased. */
  readonly card: string;
  /** Last confirmed, `YYYY-MM-DD`. */
  readonly conf: string;
  readonly id: RecordId;
}

/** Longest text of a trust root in bytes. */
export const ROOT_BYTES = 4096;

/** Reads what an entry does; whether it fits what stands before it, the book says. */
export function readOperation(
  op: ProfileValue | undefined,
  rec: ProfileValue | undefined,
): Result<Operation, "schema" | "unknown-op"> {
  if (typeof op !== "string" || !isKnown(op)) return refuse("unknown-op");
  const operation = READERS[op](rec);
  return operation === null ? refuse("schema") : accept(operation);
}

const READERS: {
  readonly [op in Operation["op"]]: (rec: ProfileValue | undefined) => Operation | null;
} = {
  admit: (rec) => {
    const record = readRecord(rec);
    return record === null ? null : { op: "admit", rec: record };
  },
  list: (rec) => {
    const fields = fieldsOf(rec, ["device", "holder", "id"]);
    const [device, id] = [readDevice(fields?.["device"]), parseRecordId(fields?.["id"])];
    const holder = fields?.["holder"];
    return device === null || id === null || !isHolder(holder)
      ? null
      : { op: "list", rec: { device, holder, id } };
  },
  disable: (rec) => {
    const fields = fieldsOf(rec, ["id", "key"]);
    const id = parseRecordId(fields?.["id"]);
    const key = fields?.["key"];
    const keyId = isBytes(key, 16) ? parseKeyId(key) : null;
    return id === null || keyId === null ? null : { op: "disable", rec: { id, key: keyId } };
  },
  card: (rec) => {
    const { card, conf, id } = fieldsOf(rec, ["card", "conf", "id"]) ?? {};
    const record = parseRecordId(id);
    return record === null || !isDay(conf) || (card !== "" && !isBytes(card, 32))
      ? null
      : { op: "card", rec: { card, conf, id: record } };
  },
  headkey: (rec) => {
    const key = fieldsOf(rec, ["key"])?.["key"];
    return isBytes(key, 32) ? { op: "headkey", rec: { key } } : null;
  },
  reset: (rec) => {
    const state = parseStateCode(fieldsOf(rec, ["state"])?.["state"]);
    return state === null ? null : { op: "reset", rec: { state } };
  },
  root: (rec) => {
    const root = fieldsOf(rec, ["root"])?.["root"];
    return typeof root === "string" && root.length <= ROOT_BYTES
      ? { op: "root", rec: { root } }
      : null;
  },
};

function isKnown(op: string): op is Operation["op"] {
  return Object.hasOwn(READERS, op);
}

/** What the operation is about, as a value of the profile, for signing. */
export function writeOperation(operation: Operation): ProfileValue {
  switch (operation.op) {
    case "admit":
      return writeRecord(operation.rec);
    case "list":
      return { ...operation.rec, device: { ...operation.rec.device } };
    default:
      return { ...operation.rec };
  }
}
