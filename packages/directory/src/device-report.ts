import {
  accept,
  encodeProfile,
  parseKeyId,
  parseRecordId,
  refuse,
  toUtf8,
  type Instant,
  type KeyId,
  type RecordId,
  type Result,
} from "@parley/base";
import type { Log } from "./log.ts";
import { parseMoment, writeMoment } from "./moment.ts";
import { fieldsOf, isBytes, readProfile } from "./shape.ts";
import { isSignedBy, signatureOf } from "./signing.ts";

export const REPORT_REASONS = ["lost", "stolen", "left", "replaced"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** Says that a device is in no one's hands any more, or in wrong ones: it counts as suspended wherever this is known. */
export interface DeviceReport {
  readonly dir: string;
  /** Record and key id of the device. */
  readonly rec: RecordId;
  readonly key: KeyId;
  /** Who reports: the device itself, or one of the same State. */
  readonly by: { readonly rec: RecordId; readonly key: KeyId };
  readonly at: Instant;
  readonly why: ReportReason;
}

/** Why a report is not taken, each with a sentence. */
export const REPORT_REFUSALS = {
  form: "This is not a report of a device.",
  "other-directory": "This report is about a device of another directory.",
  "unknown-device": "This report is about a device that the directory does not list.",
  "not-theirs": "Whoever signed this report is not listed for the same State.",
  signature: "This report is not signed by the key that it names.",
} as const;

export type ReportRefusal = keyof typeof REPORT_REFUSALS;

const DOMAIN = "chat.parley.device.v1";
const LIMITS = { bytes: 1024, depth: 2, members: 16, string: 768 };

/** The report as text: `{report, sig}`, signed by the act key that `by` names. */
export function signDeviceReport(content: DeviceReport, actSecretKey: Uint8Array): string {
  const { dir, rec, key, by, at, why } = content;
  const report = encodeProfile({
    at: writeMoment(at),
    by: { key: by.key, rec: by.rec },
    dir,
    key,
    rec,
    v: 1,
    why,
  });
  return encodeProfile({ report, sig: signatureOf(DOMAIN, toUtf8(report), actSecretKey) });
}

/**
 * Reads a report against the log.
 *
 * @param asOf entry as of which whoever reports has to be listed: the newest for a report that has just come, and for one
 * that is held already the newest of when it came, so that it outlasts the key that signed it.
 */
export function readDeviceReport(
  text: string,
  log: Log,
  asOf: number = log.head.n,
): Result<DeviceReport, ReportRefusal> {
  const outer = fieldsOf(readProfile(text, LIMITS) ?? undefined, ["report", "sig"]);
  const { report: signed, sig } = outer ?? {};
  if (typeof signed !== "string" || typeof sig !== "string") return refuse("form");
  const report = readContent(signed);
  if (report === null) return refuse("form");
  if (report.dir !== log.root.dir) return refuse("other-directory");
  const { rec, key, by } = report;
  if (log.everKey(rec, key) === null) return refuse("unknown-device");
  const isItself = by.rec === rec && by.key === key;
  const signer = isItself ? log.everKey(rec, key) : colleaguesKey(log, report, asOf);
  if (signer === null) return refuse("not-theirs");
  return isSignedBy(DOMAIN, toUtf8(signed), sig, signer) ? accept(report) : refuse("signature");
}

/** The act key of whoever reports a device of another, while it is listed for the same State. */
function colleaguesKey(log: Log, { rec, by }: DeviceReport, asOf: number): string | null {
  const state = log.state(rec);
  const isService = [rec, by.rec].some((one) => log.recordOf(one)?.kind === "service");
  return isService || state === null || log.state(by.rec) !== state
    ? null
    : log.keyAt(by.rec, by.key, asOf);
}

function readContent(text: string): DeviceReport | null {
  const names = ["at", "by", "dir", "key", "rec", "v", "why"];
  const fields = fieldsOf(readProfile(text, LIMITS) ?? undefined, names);
  const device = readName(fields?.["rec"], fields?.["key"]);
  const signer = fieldsOf(fields?.["by"], ["key", "rec"]);
  const by = readName(signer?.["rec"], signer?.["key"]);
  const at = parseMoment(fields?.["at"]);
  const dir = fields?.["dir"];
  const why = REPORT_REASONS.find((one) => one === fields?.["why"]);
  if (fields?.["v"] !== 1 || !isBytes(dir, 32) || at === null || why === undefined) return null;
  return device === null || by === null ? null : { dir, ...device, by, at, why };
}

function readName(
  rec: unknown,
  key: unknown,
): { readonly rec: RecordId; readonly key: KeyId } | null {
  const [id, keyId] = [parseRecordId(rec), parseKeyId(key)];
  return id === null || keyId === null ? null : { rec: id, key: keyId };
}
