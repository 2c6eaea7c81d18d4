import type { StateCode } from "@parley/base";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import {
  ActSheet,
  actTitle,
  momentTimes,
  sheetRows,
  subjectOf,
  type SheetAct,
  type TimeFrame,
} from "../../src/renderer/acts/index.ts";
import { lengthOf } from "../../src/renderer/words/length.ts";
import { NOTIFICATION, NOW } from "./stories.ts";

const XA = "XA" as StateCode;
const XB = "XB" as StateCode;
const frame: TimeFrame = { here: XB, parties: [XA] };
const setting = { from: XA, frame, now: NOW, officeOf: () => null };

const draft = (kind: string, f: SheetAct["f"], change: Partial<SheetAct> = {}): SheetAct => ({
  kind,
  mode: "exercise",
  tlp: "amber+strict",
  to: [XB],
  lang: "en",
  res: [],
  ask: {},
  f,
  ...change,
});

const drawn = (act: SheetAct, brief = false): string =>
  renderToStaticMarkup(
    <ActSheet act={act} from={XA} frame={frame} now={NOW} brief={brief} draft />,
  );

describe("a sheet", () => {
  it("leaves out what a draft does not hold yet, or holds wrongly", () => {
    const rows = sheetRows(
      draft("T02", {
        stage: "early-warning",
        rsit: { class: "availability" },
        incident_status: "",
        detected_at: "yesterday",
        affected_sectors: ["energy", "no such sector"],
        severity: { scale: "product", code: 9 },
        summary: "  ",
      }),
      setting,
    );
    expect(rows.map((row) => [row.label, row.value])).toEqual([
      ["Type (RSIT)", "Availability"],
      ["Sectors", "Energy"],
    ]);
  });

  it("[TRUST-2] names the office, the device and the key that a colleague signs for", () => {
    const f = { op: "add", rec: "xa-tech-1", id: "KQZTVLHMXA", key: "nyxB16CzXmjB0uMqT5rW0g" };
    const officeOf = (): string => "Alfa, Technical PoC";
    expect(
      sheetRows(draft("device", f), { ...setting, officeOf }).map(({ label, value }) => [
        label,
        value,
      ]),
    ).toEqual([
      ["Office", "Alfa, Technical PoC"],
      ["Device", "KQZTVLHMXA"],
      ["Key", "nyxB16CzXmjB0uMqT5rW0g"],
    ]);
    expect(actTitle(draft("device", f))).toBe("A colleague’s new device signed for");
    expect(actTitle(draft("device", { ...f, op: "remove" }))).toBe("A device no longer signed for");
  });

  it("shows codes in words, the national scale first, and times here, there and in UTC", () => {
    const rows = new Map(
      sheetRows(draft("T02", { ...NOTIFICATION }), setting).map((row) => [row.label, row]),
    );
    expect(rows.get("Type (RSIT)")?.value).toBe("Intrusions: System Compromise");
    expect(rows.get("Severity")?.value).toBe("C, high (scale of Alfa); 3\u00a0Significant");
    expect(rows.get("Malicious / cross-border")?.value).toBe("Not known / Yes");
    expect(rows.get("Detected")).toMatchObject({
      value: "Tue 10 March 02:05",
      aside: "01:05 Alfa, 00:05 UTC",
    });
    expect(rows.get("Started")).toMatchObject({
      value: "Mon 9 March 22:35",
      aside: "21:35 Alfa, 20:35 UTC",
    });
  });

  it("folds to the main fields, and says how many there are", () => {
    const act = draft("T02", { ...NOTIFICATION });
    const html = drawn(act, true);
    expect(html).toContain(`Show all ${String(sheetRows(act, setting).length)} fields`);
    expect(html).toContain("Operators switched to manual control");
    expect(html).not.toContain("Root cause");
    expect(html).not.toContain("Measures taken");
    expect(drawn(act)).toContain("Measures taken");
  });

  it("names kinds as people do, and an unknown one as of a newer version", () => {
    expect(actTitle(draft("T02", { stage: "final" }))).toBe("Incident notification: final report");
    expect(actTitle(draft("T04", { reply_kind: "holding" }))).toBe("Holding reply");
    expect(actTitle(draft("T04", {}))).toBe("Reply");
    expect(actTitle(draft("roster", { op: "add", rec: "xa-tech-2" }))).toBe("Office added");
    expect(actTitle(draft("T09", {}))).toBe("Act of a newer version");
  });

  it("keeps letters that are names when a label becomes part of a sentence", () => {
    const subject = (type: string, group: string) =>
      subjectOf(draft("T02", { rsit: { class: group, type } }));
    expect(subject("ddos-amplifier", "vulnerable")).toBe("DDoS amplifier");
    expect(subject("c2-server", "malicious-code")).toBe("C2 server");
    expect(subjectOf(draft("T04", {}))).toBeNull();
  });

  it("sets text as text: markup in it is shown, not taken", () => {
    const html = drawn(
      draft("T04", { reply_kind: "information", text: "<img src=x onerror=alert(1)>\n\nSecond" }),
    );
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(html).not.toContain("<img");
    expect(html).toMatch(/<p lang="en" dir="auto">Second<\/p>/);
  });

  it("says standard phrases in the language of the act, and leaves unknown ones out", () => {
    const html = drawn(draft("T04", { reply_kind: "ack" }, { lang: "fr", res: ["ack", "later"] }));
    expect(html).toContain("accuse réception");
    expect(html).not.toContain("later");
  });

  it("shows answers by the numbers of the questions", () => {
    const html = drawn(
      draft("T04", {
        reply_kind: "information",
        answers: [{ n: 2, kind: "answered", text: "On 6 March." }, { n: 3, kind: "later" }, "half"],
      }),
    );
    expect(html).toMatch(/<dt>2<\/dt>.*On 6 March\..*<dt>3<\/dt>.*Later/s);
  });
});

describe("times", () => {
  it("name the weekday where it is another one there", () => {
    expect(momentTimes("2026-03-10T22:30:00Z", frame, NOW)).toMatchObject({
      here: "Wed 11 March 00:30",
      others: "Tue 23:30 Alfa, Tue 22:30 UTC",
    });
    expect(momentTimes("10 March", frame, NOW)).toBeNull();
  });

  it("count lengths in their two largest units", () => {
    const minute = 60_000;
    expect([0, 33, 60, 346, 24 * 60, 51 * 60, 75 * 60].map((n) => lengthOf(n * minute))).toEqual([
      "0 min",
      "33 min",
      "1 h",
      "5 h 46 min",
      "24 h",
      "51 h",
      "3 d 3 h",
    ]);
    expect(lengthOf(-5)).toBe("0 min");
  });
});
