import { describe, expect, it } from "vitest";
import { changeNotice, confirmation } from "../src/index.ts";
import { DAY } from "./documents.ts";

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

describe("clocks of CBM 8", () => {
  it.each([
    ["2026-03-01", "current"],
    ["2027-01-29", "current"],
    ["2027-01-30", "soon"],
    ["2027-03-01", "soon"],
    ["2027-03-02", "past"],
    ["2030-01-01", "past"],
  ])("[CBM-8] a record confirmed on 1 March 2026 is, on %s, %s", (day, state) => {
    expect(confirmation({ conf: "2026-03-01" }, at(day))).toEqual({
      last: "2026-03-01",
      due: "2027-03-01",
      state,
    });
  });

  it("[CBM-8] the day that it is due belongs to the year, to its last second", () => {
    const due = at("2027-03-01");
    const state = (now: number): string => confirmation({ conf: "2026-03-01" }, now).state;
    expect([state(due + DAY - 1), state(due + DAY)]).toEqual(["soon", "past"]);
  });

  it("[CBM-8] a confirmation on 29 February is due on 1 March", () => {
    expect(confirmation({ conf: "2028-02-29" }, at("2028-03-01")).due).toBe("2029-03-01");
  });

  it.each([
    ["2026-03-01", 30, "current"],
    ["2026-03-30", 1, "current"],
    ["2026-03-31", 0, "current"],
    ["2026-04-01", 0, "past"],
  ])("[CBM-8] of 30 days for a change on 1 March, on %s there are %i left", (day, left, state) => {
    expect(changeNotice("2026-03-01", at(day))).toEqual({ due: "2026-03-31", left, state });
  });

  it("[CBM-8] counts from days of the calendar alone", () => {
    expect(() => changeNotice("2026-02-30", 0)).toThrow("not a day");
    expect(() => confirmation({ conf: "" }, 0)).toThrow("not a day");
  });
});
