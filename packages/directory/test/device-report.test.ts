import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  readDeviceReport,
  REPORT_REFUSALS,
  signDeviceReport,
  type DeviceReport,
  type Log,
} from "../src/index.ts";
import { edits, reportOf } from "./documents.ts";
import {
  actKeyId,
  actKeys,
  admit,
  ALFA,
  AT,
  BRAVO,
  device,
  disable,
  grown,
  logOf,
  rec,
  record,
  rootText,
} from "./sample.ts";

/** Alfa with two devices, Bravo with one. */
let log: Log;

beforeAll(async () => {
  await ready();
  log = logOf([admit(record("XA", 1, { devices: [device(1), device(3)] })), admit(BRAVO())]);
});

const by = (record: string, seed: number): DeviceReport["by"] => ({
  rec: rec(record),
  key: actKeyId(seed),
});

const reasonOf = (report: DeviceReport, seed: number, of: Log = log, asOf?: number): string => {
  const read = readDeviceReport(signDeviceReport(report, actKeys(seed).secretKey), of, asOf);
  return read.ok ? "taken" : read.refusal;
};

describe("device report", () => {
  it("[REPORT-1] counts from the device itself, and from one of the same State", () => {
    const own = reportOf(log);
    expect(readDeviceReport(signDeviceReport(own, actKeys(1).secretKey), log)).toEqual({
      ok: true,
      value: own,
    });
    expect(reasonOf(reportOf(log, { by: by("xa-tech-1", 3), why: "stolen" }), 3)).toBe("taken");
  });

  it("[REPORT-1] of another State, or signed by another key than it names, does not count", () => {
    expect(reasonOf(reportOf(log, { by: by("xb-tech-2", 2) }), 2)).toBe("not-theirs");
    expect(reasonOf(reportOf(log), 2)).toBe("signature");
    expect(reasonOf(reportOf(log, { by: by("xa-tech-1", 9) }), 9)).toBe("not-theirs");
    expect(reasonOf(reportOf(log, { by: by("xb-tech-2", 1) }), 1)).toBe("not-theirs");
  });

  it("[REPORT-1] is about a device that this directory lists", () => {
    const unknown = { rec: rec("xa-tech-1"), key: actKeyId(9) };
    expect(reasonOf(reportOf(log, { ...unknown, by: unknown }), 9)).toBe("unknown-device");
    expect(reasonOf(reportOf(log, { rec: rec("xb-tech-2") }), 1)).toBe("unknown-device");
    const other = logOf([admit(ALFA())], rootText({ at: AT + 1000 }));
    expect(reasonOf(reportOf(other), 1)).toBe("other-directory");
  });

  it("[REPORT-1] by a key that was taken out does not count, but outlasts the key that signed it", () => {
    const report = reportOf(log, { by: by("xa-tech-1", 3) });
    const later = grown(log, disable("xa-tech-1", 3));
    expect(reasonOf(report, 3, later)).toBe("not-theirs");
    expect(reasonOf(report, 3, later, log.head.n)).toBe("taken");
    // The device itself may always say that it is in wrong hands.
    expect(reasonOf(reportOf(log), 1, grown(log, disable("xa-tech-1", 1)))).toBe("taken");
  });

  it("[REPORT-1] is refused after an edit of any character, and no text makes the reader throw", () => {
    fc.assert(
      fc.property(edits(signDeviceReport(reportOf(log), actKeys(1).secretKey)), (edited) => {
        expect(readDeviceReport(edited, log).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    const inner = fc.oneof(fc.string({ unit: "binary" }), fc.json());
    const outer = fc.tuple(inner, inner).map(([report, sig]) => JSON.stringify({ report, sig }));
    fc.assert(
      fc.property(fc.oneof(inner, outer), (one) => {
        expect(readDeviceReport(one, log).ok).toBe(false);
      }),
    );
    for (const sentence of Object.values(REPORT_REFUSALS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
