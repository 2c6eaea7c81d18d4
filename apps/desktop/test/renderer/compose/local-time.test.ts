import { readMoment } from "@parley/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fieldOfTyped,
  readingOfField,
  readLocal,
  typedOfField,
  writeLocal,
} from "../../../src/renderer/features/compose/local-time.ts";

const at = (text: string): number => Date.parse(text);
const moment = (text: string): object => ({ state: "moment", instant: at(text), other: null });

describe("reading a local time", () => {
  it("takes the zone's offset of that day, in summer and winter", () => {
    expect(readLocal("2026-03-10 02:05", "Europe/Helsinki")).toEqual(moment("2026-03-10T00:05Z"));
    expect(readLocal("2026-07-10 02:05", "Europe/Helsinki")).toEqual(moment("2026-07-09T23:05Z"));
    expect(readLocal("2026-03-10 02:05", "America/Toronto")).toEqual(moment("2026-03-10T06:05Z"));
    expect(readLocal("2026-03-10 02:05", "Asia/Kolkata")).toEqual(moment("2026-03-09T20:35Z"));
    expect(readLocal("2026-03-10 02:05", "UTC")).toEqual(moment("2026-03-10T02:05Z"));
  });

  it("reads days with dots, single figures and blanks around", () => {
    expect(readLocal(" 10.03.2026  2:05 ", "UTC")).toEqual(moment("2026-03-10T02:05Z"));
    expect(readLocal("2026-3-1, 02:05", "UTC")).toEqual(moment("2026-03-01T02:05Z"));
  });

  it.each([
    "2026-02-29 10:00",
    "2026-13-01 10:00",
    "2026-03-10 24:00",
    "2026-03-10 10:60",
    "2026-03-10",
    "10/03/2026 10:00",
    "03:15",
    "tomorrow",
    "0026-03-10 10:00",
    "2026-03-10 10:00:00",
  ])("does not read %s", (text) => {
    expect(readLocal(text, "Europe/Vienna")).toEqual({ state: "unreadable" });
  });

  it("says that nothing is typed", () => {
    expect(readLocal("  ", "Europe/Vienna")).toEqual({ state: "empty" });
  });

  it("refuses a time that clocks went over, and names the first minute after it", () => {
    expect(readLocal("2026-03-29 03:30", "Europe/Helsinki")).toEqual({
      state: "gap",
      after: at("2026-03-29T01:00Z"),
    });
    expect(readLocal("2026-03-29 02:59", "Europe/Vienna")).toEqual({
      state: "gap",
      after: at("2026-03-29T01:00Z"),
    });
    expect(readLocal("2026-03-08 02:00", "America/Toronto")).toEqual({
      state: "gap",
      after: at("2026-03-08T07:00Z"),
    });
    expect(readLocal("2026-03-29 02:59", "Europe/Helsinki").state).toBe("moment");
    expect(readLocal("2026-03-29 04:00", "Europe/Helsinki").state).toBe("moment");
  });

  it("takes the first of two equal readings and names the second", () => {
    expect(readLocal("2026-10-25 02:30", "Europe/Vienna")).toEqual({
      state: "moment",
      instant: at("2026-10-25T00:30Z"),
      other: at("2026-10-25T01:30Z"),
    });
    expect(readLocal("2026-11-01 01:30", "America/Toronto")).toEqual({
      state: "moment",
      instant: at("2026-11-01T05:30Z"),
      other: at("2026-11-01T06:30Z"),
    });
    // Lord Howe goes back by half an hour.
    expect(readLocal("2026-04-05 01:45", "Australia/Lord_Howe")).toEqual({
      state: "moment",
      instant: at("2026-04-04T14:45Z"),
      other: at("2026-04-04T15:15Z"),
    });
  });

  it("reads back every minute that it writes", () => {
    const zones = ["UTC", "Europe/Vienna", "America/Toronto", "Asia/Tashkent", "Europe/Lisbon"];
    const minutes = fc.integer({ min: at("1990-01-01") / 60_000, max: at("2037-01-01") / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const instant = minute * 60_000;
        const reading = readLocal(writeLocal(instant, zone), zone);
        if (reading.state !== "moment") throw new Error(reading.state);
        expect([reading.instant, reading.other]).toContain(instant);
      }),
    );
  });
});

describe("what a field of time holds", () => {
  const zone = "Europe/Vienna";

  it("is the moment where the typing reads as one, and else the typing", () => {
    expect(fieldOfTyped("2026-03-10 02:05", zone)).toBe("2026-03-10T01:05:00Z");
    expect(fieldOfTyped("2026-03-1", zone)).toBe("2026-03-1");
    expect(fieldOfTyped("2026-03-29 02:30", zone)).toBe("2026-03-29 02:30");
    expect(fieldOfTyped("  ", zone)).toBe("");
    expect(readMoment(fieldOfTyped("2026-03-29 02:30", zone))).toBeNull();
  });

  it("is shown as it was typed", () => {
    expect(typedOfField("2026-03-10T01:05:00Z", zone)).toBe("2026-03-10 02:05");
    expect(typedOfField("2026-03-1", zone)).toBe("2026-03-1");
  });

  it("keeps the second of two equal readings once it was taken", () => {
    expect(readingOfField("2026-10-25T01:30:00Z", zone)).toEqual({
      state: "moment",
      instant: at("2026-10-25T01:30Z"),
      other: at("2026-10-25T00:30Z"),
    });
    expect(readingOfField("2026-10-25T00:30:00Z", zone)).toEqual({
      state: "moment",
      instant: at("2026-10-25T00:30Z"),
      other: at("2026-10-25T01:30Z"),
    });
    expect(readingOfField("2026-03-10T01:05:00Z", zone)).toEqual(moment("2026-03-10T01:05Z"));
    expect(readingOfField("2026-03-29 02:30", zone).state).toBe("gap");
  });
});
