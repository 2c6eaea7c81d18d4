import type { Instant, KeyId } from "@parley/base";
import { readDeviceReport, type DeviceReport, type Log } from "@parley/directory";
import type { KeptRow } from "@parley/storage";
import type { State } from "./state.ts";

/** Kind of the rows that keep reports; the id is the device's key. */
export const REPORT = "report";

/** A report of a device that holds: the device is suspended here, whatever the log still lists. */
export interface HeldReport {
  readonly report: DeviceReport;
  readonly text: string;
  /** Newest entry when it came to be known here, and when that was. */
  readonly asOf: number;
  readonly cameAt: Instant;
  /** Its place in the order of this device. */
  readonly seq: number;
}

/** As it is kept, with the entry as of which its signer was listed when it came: it outlasts that key. */
interface Kept {
  readonly text: string;
  readonly asOf: number;
  readonly cameAt: Instant;
  readonly seq: number;
}

/** Those that hold under this log, by the device's key. */
export function heldReports(
  log: Log,
  rows: ReadonlyMap<string, string>,
): ReadonlyMap<KeyId, HeldReport> {
  const held = new Map<KeyId, HeldReport>();
  for (const row of rows.values()) {
    const { text, asOf, cameAt, seq } = JSON.parse(row) as Kept;
    const report = readDeviceReport(text, log, asOf);
    if (report.ok) held.set(report.value.key, { report: report.value, text, asOf, cameAt, seq });
  }
  return held;
}

/** The row of a report that has just come or was just signed; null where it does not hold, or one is held already. */
export function reportRow(state: State, text: string, now: Instant): KeptRow | null {
  const { log, reports: held } = state;
  const report = readDeviceReport(text, log);
  if (!report.ok || held.has(report.value.key)) return null;
  const kept: Kept = { text, asOf: log.head.n, cameAt: now, seq: state.nextSeq() };
  return { kind: REPORT, id: report.value.key, text: JSON.stringify(kept) };
}
