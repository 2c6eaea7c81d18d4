import { describe, expect, it } from "vitest";
import { hoursNow, isZone, spansOf } from "../../src/renderer/features/directory/hours.ts";
import { daysWords, hoursView } from "../../src/renderer/features/directory/hours-view.ts";
import { card, record } from "../gallery/directory.samples.ts";

const at = (text: string): number => Date.parse(text);
const vienna = card();

describe("office hours", () => {
  it.each([
    // Tuesday 10 March 2026, Vienna is at UTC+1.
    ["2026-03-10T06:59:00Z", "closed", "2026-03-10T07:00:00Z"],
    ["2026-03-10T07:00:00Z", "open", "2026-03-10T16:00:00Z"],
    ["2026-03-10T15:59:00Z", "open", "2026-03-10T16:00:00Z"],
    ["2026-03-10T16:00:00Z", "closed", "2026-03-11T07:00:00Z"],
    // Friday evening: over the week-end.
    ["2026-03-13T17:00:00Z", "closed", "2026-03-16T07:00:00Z"],
    // Good Friday and Easter Monday are holidays of the card; the clocks go forward on 29 March.
    ["2026-04-02T20:00:00Z", "closed", "2026-04-07T06:00:00Z"],
    ["2026-04-03T09:00:00Z", "holiday", "2026-04-07T06:00:00Z"],
    // The week-end on which the clocks go forward.
    ["2026-03-27T17:00:00Z", "closed", "2026-03-30T06:00:00Z"],
  ])("at %s: %s until %s", (now, state, changes) => {
    expect(hoursNow(vienna, at(now))).toEqual({ state, changes: at(changes) });
  });

  it("lets hours that go past midnight belong to the day on which they begin", () => {
    const night = { ...vienna, hours: { ...vienna.hours, from: "20:00", to: "04:00" } };
    expect(hoursNow(night, at("2026-03-14T02:00:00Z"))?.state).toBe("open");
    expect(hoursNow(night, at("2026-03-15T02:00:00Z"))?.state).toBe("closed");
    expect(spansOf(night.hours)).toEqual([
      [0, (4 / 24) * 100],
      [(20 / 24) * 100, 100],
    ]);
  });

  it("knows day and night from 00:00 to 24:00", () => {
    const always = { ...vienna, hours: { ...vienna.hours, from: "00:00", to: "24:00" } };
    expect(hoursNow(always, at("2026-03-10T22:59:00Z"))?.state).toBe("open");
    expect(spansOf(always.hours)).toEqual([[0, 100]]);
  });

  it("says nothing of an office without working days, or in a zone that is not known here", () => {
    const never = { ...vienna, hours: { ...vienna.hours, days: [] } };
    expect(hoursNow(never, at("2026-03-10T09:00:00Z"))).toEqual({ state: "closed", changes: null });
    const nowhere = { ...vienna, hours: { ...vienna.hours, zone: "Nowhere/Town" } };
    expect(hoursNow(nowhere, at("2026-03-10T09:00:00Z"))).toBeNull();
    expect(isZone("Nowhere/Town")).toBe(false);
    expect(isZone("Europe/Vienna")).toBe(true);
  });

  it("says when the office opens, in its own time", () => {
    const view = hoursView(
      record("XA", { card: vienna, cardState: "held" }),
      at("2026-03-10T01:14:00Z"),
    );
    expect(view.time).toBe("02:14");
    expect(view.says).toBe("Office 08:00 to 17:00, UTC+1. Opens in 5 h 46 min.");
    expect(view.rows.map(({ value }) => value)).toEqual([
      "24/7 duty desk",
      "Monday to Friday",
      "3 April 2026",
    ]);
  });

  it("shows the capital's clock where no card is here, and says that the hours are not known", () => {
    const view = hoursView(record("XA"), at("2026-03-10T01:14:00Z"));
    expect(view.time).toBe("02:14");
    expect(view.spans).toEqual([]);
    expect(view.says).toContain("Its office hours stand in the contact card.");
  });

  it.each([
    [["mon", "tue", "wed", "thu", "fri"], "Monday to Friday"],
    [["mon", "wed", "fri"], "Monday, Wednesday and Friday"],
    [["sat", "sun"], "Saturday and Sunday"],
    [["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "Every day"],
    [[], "None given"],
  ] as const)("names %j", (days, text) => {
    expect(daysWords(days)).toBe(text);
  });
});
