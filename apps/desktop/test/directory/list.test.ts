import { describe, expect, it } from "vitest";
import { listView } from "../../src/renderer/features/directory/list-view.ts";
import { directorySnapshot, LONG, record, RECORDS, toSign } from "../gallery/directory.samples.ts";
import { NOW } from "../gallery/samples.ts";

const list = (
  query = "",
  level: Parameters<typeof listView>[2] = "all",
  snapshot = directorySnapshot(),
) => listView({ snapshot, now: NOW }, query, level);
const names = (view: ReturnType<typeof list>): readonly string[] =>
  view.states.map(({ name }) => name);

describe("the list of States", () => {
  it("is alphabetical by name, whatever the order of the directory and the codes", () => {
    const snapshot = directorySnapshot({ records: [...RECORDS, ...LONG].toReversed() });
    const shown = names(list("", "all", snapshot));
    expect(shown).toEqual(shown.toSorted((a, b) => a.localeCompare(b, "en")));
    expect(shown).toContain("Bosnia and Herzegovina");
  });

  it("leaves the Secretariat's service out", () => {
    const offices = list().states.flatMap((state) => state.offices.map(({ rec }) => rec));
    expect(offices).not.toContain("service");
    expect(offices).toHaveLength(RECORDS.length - 1);
  });

  it.each([
    ["alf", ["Alfa"]],
    ["xa", ["Alfa"]],
    ["XA", ["Alfa"]],
    ["security", ["Charlie"]],
    ["foreign aff", ["Alfa", "Bravo"]],
    ["csirt", ["Alfa", "Bravo", "Echo"]],
    ["zzz", []],
  ])("finds by %s: %j", (query, states) => {
    expect(names(list(query))).toEqual(states);
  });

  it("finds without marks, by capital, and in other scripts", () => {
    const snapshot = directorySnapshot({ records: [...LONG, record("TR")] });
    expect(names(list("turkiye", "all", snapshot))).toEqual(["Türkiye"]);
    expect(names(list("sarajevo", "all", snapshot))).toEqual(["Bosnia and Herzegovina"]);
    expect(names(list("европаische", "all", snapshot))).toEqual([]);
    expect(names(list("кибер", "all", snapshot))).toEqual(["North Macedonia"]);
    expect(names(list("europaische", "all", snapshot))).toEqual(["Bosnia and Herzegovina"]);
  });

  it("shows one level only where that was chosen", () => {
    const titles = list("", "policy").states.flatMap(({ offices }) =>
      offices.map(({ title }) => title),
    );
    expect(titles.every((title) => title.startsWith("Policy PoC"))).toBe(true);
    expect(list("", "policy").count).toBe("5 States fit");
    expect(list().count).toBe("7 States, alphabetical");
  });

  it("offers senior level only where an office works at it", () => {
    expect(list().levels).toEqual(["all", "policy", "technical"]);
    const senior = directorySnapshot({ records: [...RECORDS, record("XK", { level: "senior" })] });
    expect(list("", "all", senior).levels).toEqual(["all", "senior", "policy", "technical"]);
    expect(names(list("", "senior", senior))).toEqual(["Kilo"]);
  });

  it("says of a State without an office that it has none, and lists no State of the other list", () => {
    expect(list("golf").without).toEqual(["Golf"]);
    expect(list().without).toHaveLength(26 - 7);
    expect(list("austria").without).toEqual([]);
  });

  it("gives each State its clock and whether an office is there now", () => {
    const clocks = Object.fromEntries(list().states.map(({ name, clock }) => [name, clock]));
    expect(clocks).toMatchObject({
      Alfa: "02:14, closed",
      Charlie: "04:14, public holiday",
      Delta: "02:14",
      Echo: "21:14 Mon, closed",
      Hotel: "01:14, duty desk",
    });
  });

  it("gives each name one of four words, and one's own office the word you", () => {
    const offices = list().states.flatMap((state) => state.offices);
    expect(new Set(offices.map(({ trust }) => trust.text))).toEqual(
      new Set(["Verified", "Not listed", "Suspended", "Directory behind"]),
    );
    expect(offices.filter(({ title }) => title.endsWith("(you)"))).toHaveLength(1);
  });

  it("tells apart why nothing is listed", () => {
    const alone = directorySnapshot({ records: RECORDS.filter(({ own }) => own) });
    const empty = directorySnapshot({
      records: [],
      directory: { ...directorySnapshot().directory, n: 0 },
    });
    expect(list("", "all", alone).empty).toBe("alone");
    expect(list("", "all", empty).empty).toBe("no-directory");
    expect(list("", "all", empty).count).toBeNull();
    expect(list("zzz").empty).toBe("no-match");
    expect(list().empty).toBeNull();
  });

  it("puts what waits for a signature above the States, the oldest first", () => {
    const later = toSign({ hash: "l".repeat(43), n: 220, signed: true });
    const snapshot = directorySnapshot({ toSign: [later, toSign()] });
    expect(list("", "all", snapshot).toSign).toEqual([
      { hash: toSign().hash, title: "Your State adds a Policy PoC: sign?", signed: false },
      { hash: later.hash, title: "Your State adds a Policy PoC: sign?", signed: true },
    ]);
  });
});
