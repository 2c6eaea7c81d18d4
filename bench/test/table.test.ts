import { expect, it } from "vitest";
import { digits, markdownTable } from "../table.ts";

it("prints a row for each measurement, with what became of its goal", () => {
  const table = markdownTable([
    {
      name: "a",
      what: "an act accepted",
      besideWhat: "a bare PUT",
      unit: "ms",
      ours: [11, 12, 13],
      beside: [10, 10, 10],
      goal: 1.25,
    },
    { name: "b", what: "memory", besideWhat: "empty", unit: "MB", ours: [250], beside: [100] },
    { name: "c", what: "idle", besideWhat: "empty", unit: "% of a core", ours: [1], beside: [0] },
  ]);
  expect(table.split("\n").slice(2)).toEqual([
    "| an act accepted: 12 ms | a bare PUT: 10 ms | 3 | **1.2** (1.12 to 1.28) | ≤ 1.25: met |",
    "| memory: 250 MB | empty: 100 MB | 1 | **2.5** |  |",
    "| idle: 1 % of a core | empty: 0 % of a core | 1 | none |  |",
  ]);
});

it("writes three digits that count", () => {
  expect([0.021_34, 4.516, 118.4, 2314].map(digits)).toEqual(["0.0213", "4.52", "118", "2,310"]);
});
