import { describe, expect, it } from "vitest";
import type { Measurement } from "../bench.ts";
import { percentile, summarise } from "../statistics.ts";

const PAIRS: Measurement = {
  name: "one",
  what: "ours",
  besideWhat: "the limit",
  unit: "ms",
  ours: [10, 12, 50, 11, 12],
  beside: [10, 10, 40, 10, 8],
  goal: 1.25,
};

describe("the summary of a measurement", () => {
  it("takes the median of the pairs' ratios, not the ratio of the medians", () => {
    expect(summarise(PAIRS)).toMatchObject({
      pairs: 5,
      ours: 12,
      beside: 10,
      ratio: { median: 1.2 },
      met: true,
    });
  });

  it("says that a goal is missed, and nothing where there is none", () => {
    expect(summarise({ ...PAIRS, goal: 1.1 }).met).toBe(false);
    const { goal: _, ...without } = PAIRS;
    expect(summarise(without).met).toBeNull();
  });

  it("has no ratio where nothing stands beside", () => {
    expect(summarise({ ...PAIRS, beside: [0, 1, 1, 1, 1] })).toMatchObject({
      ratio: null,
      met: null,
    });
  });

  it("refuses samples that make no pairs", () => {
    expect(() => summarise({ ...PAIRS, beside: [1] })).toThrow("make no pairs");
  });

  it("draws straight lines between values", () => {
    expect([0, 10, 50, 90, 100].map((p) => percentile([4, 1, 3, 2, 5], p))).toEqual([
      1, 1.4, 3, 4.6, 5,
    ]);
  });
});
