import {
  accept,
  fromBase64Url,
  parseDeviceId,
  parseKeyId,
  parseRecordId,
  refuse,
  type DeviceId,
  type KeyId,
  type RecordId,
  type Result,
} from "@parley/base";
import { keyId } from "../key-id.ts";
import { codeField, formOf } from "./form.ts";
import type { FieldProblem } from "./problem.ts";

const DEVICE_OPS = ["add", "remove"] as const;

/** A State signs for a new device of one of its records, or takes that back (TRUST-2). */
export type DeviceFields =
  | {
      readonly op: "add";
      readonly rec: RecordId;
      /** Id of the act key, by which the fold knows the device. */
      readonly key: KeyId;
      /** Id of the device on the homeserver. */
      readonly id: DeviceId;
      /** Keys of its crypto machine, 32 bytes each, base64 as Matrix writes it. */
      readonly ed25519: string;
      readonly curve25519: string;
      /** Its own keys, 32 bytes each, base64url. */
      readonly act: string;
      readonly seal: string;
    }
  | { readonly op: "remove"; readonly rec: RecordId; readonly key: KeyId };

const MACHINE_KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/;

/**
 * The fields of a `device` act by themselves: of an addition all keys of the device, and the id of its act key must be
 * that of its act key. Whether the record is one's own State's, the fold says.
 */
export function checkDevice(fields: unknown): Result<DeviceFields, readonly FieldProblem[]> {
  const form = formOf(fields);
  const given = (field: string): unknown =>
    Object.hasOwn(form.given, field) ? form.given[field] : undefined;
  const op = codeField(form, "op", DEVICE_OPS, "required");
  const rec = parseRecordId(given("rec"));
  if (rec === null) form.problems.push({ field: "rec", reason: "not-a-code" });
  const key = parseKeyId(given("key"));
  if (key === null) form.problems.push({ field: "key", reason: "not-a-code" });
  if (op === undefined || rec === null || key === null) return refuse(form.problems);
  if (op === "remove") return accept({ op, rec, key });
  const id = parseDeviceId(given("id"));
  if (id === null) form.problems.push({ field: "id", reason: "not-a-code" });
  const text = (field: string, fits: (value: string) => boolean): string => {
    const value = given(field);
    if (typeof value === "string" && fits(value)) return value;
    form.problems.push({ field, reason: "not-a-code" });
    return "";
  };
  const isMachineKey = (value: string): boolean => MACHINE_KEY.test(value);
  const isKey = (value: string): boolean => fromBase64Url(value)?.length === 32;
  const device = {
    ed25519: text("ed25519", isMachineKey),
    curve25519: text("curve25519", isMachineKey),
    act: text("act", (value) => isKey(value) && keyId(bytesOf(value)) === key),
    seal: text("seal", isKey),
  };
  return id === null || form.problems.length > 0
    ? refuse(form.problems)
    : accept({ op, rec, key, id, ...device });
}

const bytesOf = (value: string): Uint8Array => fromBase64Url(value) ?? new Uint8Array();
