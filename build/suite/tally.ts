/** Counts what a run of vitest says about its tests. */
import { readReport } from "./report.ts";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The last line of `npm test`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

/** A run in which nothing ran is no success: a filter that fits nothing, or tests that went missing. */
export function isSuccess({ passed, failed }: Tally): boolean {
  return failed === 0 && passed > 0;
}

/**
 * @param report text of vitest's JSON report; null where it wrote none
 * @param exitCode of vitest; null where a signal ended it
 *
 * A file that could not be loaded counts as one failed test, and so does a run that failed without naming a test: an
 * error that nothing caught, or a crash.
 */
export function tallyOf(report: string | null, exitCode: number | null): Tally {
  let tally = NOTHING;
  for (const { status, assertionResults } of readReport(report).testResults) {
    const counted = (...which: readonly string[]): number =>
      assertionResults.filter((one) => which.includes(one.status)).length;
    const failed = counted("failed");
    tally = add(tally, {
      passed: counted("passed"),
      failed: status === "failed" ? Math.max(failed, 1) : failed,
      skipped: counted("pending", "skipped", "todo", "disabled"),
    });
  }
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
