import { describe, expect, it } from "vitest";
import { add, closingLine, isSuccess, NOTHING, tallyOf } from "../suite/tally.ts";

function report(...files: readonly (readonly [status: string, ...tests: string[]])[]): string {
  return JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((one) => ({ status: one })),
    })),
  });
}

describe("counting tests", () => {
  it("counts by what became of each test", () => {
    const text = report(["passed", "passed", "pending", "todo"], ["failed", "passed", "failed"]);
    expect(tallyOf(text, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it("counts a file that could not be loaded as failed", () => {
    expect(tallyOf(report(["passed", "passed"], ["failed"]), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it.each([
    ["an error that no test caught", report(["passed", "passed"]), 1],
    ["a signal", report(["passed", "passed"]), null],
    ["a crash before the report", null, 1],
    ["a report cut off", '{"testResults":[', 1],
  ])("counts %s as failed", (_name, text, code) => {
    expect(tallyOf(text, code).failed).toBe(1);
  });

  it("is no success when nothing ran, or nothing but skipped tests", () => {
    expect(isSuccess(NOTHING)).toBe(false);
    expect(isSuccess({ passed: 0, failed: 0, skipped: 3 })).toBe(false);
    expect(isSuccess({ passed: 3, failed: 0, skipped: 3 })).toBe(true);
    expect(isSuccess({ passed: 3, failed: 1, skipped: 0 })).toBe(false);
  });

  it("closes with one line", () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    const sum = add({ passed: 1, failed: 1, skipped: 1 }, { passed: 1, failed: 0, skipped: 1 });
    expect(closingLine(sum)).toBe("2 passed, 1 failed, 2 skipped");
  });
});
