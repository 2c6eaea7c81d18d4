/** Counts the seeds that a run was about, by the titles of its tests. */
import { readReport } from "./report.ts";

/** By kind of seed, in the order in which they first ran. */
export type SeedTally = ReadonlyMap<string, SeedCount>;

export interface SeedCount {
  readonly passed: number;
  readonly failed: number;
}

/** As `label` of test/harness/seeds.ts ends the title of a test. */
const LABEL = /\(([^()]+), seed \d+\)$/;

/** @param report text of vitest's JSON report; null where it wrote none */
export function seedsOfReport(report: string | null): SeedTally {
  const counts = new Map<string, SeedCount>();
  for (const { assertionResults } of readReport(report).testResults) {
    for (const { title, status } of assertionResults) {
      const kind = LABEL.exec(title)?.[1];
      if (kind === undefined) continue;
      const { passed, failed } = counts.get(kind) ?? { passed: 0, failed: 0 };
      if (status === "passed") counts.set(kind, { passed: passed + 1, failed });
      if (status === "failed") counts.set(kind, { passed, failed: failed + 1 });
    }
  }
  return counts;
}

export function addSeeds(a: SeedTally, b: SeedTally): SeedTally {
  const sum = new Map(a);
  for (const [kind, { passed, failed }] of b) {
    const before = sum.get(kind) ?? { passed: 0, failed: 0 };
    sum.set(kind, { passed: before.passed + passed, failed: before.failed + failed });
  }
  return sum;
}

/** Says how many seeds of each kind ran, and what became of them; null where none ran. */
export function seedsLine(tally: SeedTally): string | null {
  const kinds = [...tally].map(([kind, { passed, failed }]) => {
    const of = failed === 0 ? "all passed" : `${passed} passed, ${failed} failed`;
    return `${kind} ${passed + failed} (${of})`;
  });
  return kinds.length === 0 ? null : `Seeds: ${kinds.join("; ")}`;
}
