import { describe, expect, it } from "vitest";
import { addSeeds, seedsLine, seedsOfReport } from "../suite/seeds.ts";

function report(...tests: readonly (readonly [title: string, status: string])[]): string {
  const assertionResults = tests.map(([title, status]) => ({ title, status }));
  return JSON.stringify({ testResults: [{ status: "passed", assertionResults }] });
}

describe("counting seeds", () => {
  it("counts by kind what ran, by the end of the titles", () => {
    const text = report(
      ["[INBOX-1] all stands once (client killed, seed 3)", "passed"],
      ["[INBOX-1] all stands once (client killed, seed 17)", "failed"],
      ["[INBOX-1] all stands once (client killed, seed 29)", "skipped"],
      ["(homeserver killed, seed 1)", "passed"],
      ["a test (of something, seed 3) that has none", "passed"],
      ["a test without", "passed"],
    );
    const tally = seedsOfReport(text);
    expect([...tally]).toEqual([
      ["client killed", { passed: 1, failed: 1 }],
      ["homeserver killed", { passed: 1, failed: 0 }],
    ]);
    expect(seedsLine(addSeeds(tally, tally))).toBe(
      "Seeds: client killed 4 (2 passed, 2 failed); homeserver killed 2 (all passed)",
    );
  });

  it("says nothing where none ran", () => {
    expect(seedsLine(seedsOfReport(report(["a test without", "passed"])))).toBeNull();
    expect(seedsLine(seedsOfReport(null))).toBeNull();
  });
});
