import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { StateCode } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { WORDS } from "@parley/crypto";
import { admissionRows, type Signers } from "../../src/renderer/features/enrol/admission-rows.ts";
import { faultWords } from "../../src/renderer/features/enrol/fault-words.ts";
import { hindranceWords } from "../../src/renderer/features/enrol/hindrance-words.ts";
import { spelt } from "../../src/renderer/features/enrol/spelling.ts";
import type { TicketFault } from "../../src/renderer/features/enrol/index.ts";
import { bothTimes, levelsOf } from "../../src/renderer/features/enrol/ticket-view.ts";
import { signersOf } from "../../src/renderer/app/signers.ts";
import { BRAVO, snapshot } from "../gallery/samples.ts";
import { placeOf } from "../../src/renderer/words/times.ts";

const NOW = Date.parse("2026-03-10T01:14:00Z");
const FAULTS: readonly TicketFault[] = [
  "not-a-ticket",
  "too-large",
  "other-root",
  "other-server",
  "edited",
  "expired",
  "log",
  "used",
  "service",
  "file",
  "several",
  "clipboard",
];

describe("faults of a ticket", () => {
  it("[ENROL-2] each have a sentence of their own, and what to do", () => {
    const said = FAULTS.map((fault) => faultWords(fault, "hs.example"));
    expect(new Set(said.map(({ title }) => title)).size).toBe(FAULTS.length);
    for (const { text } of said) {
      expect(text).toMatch(/(ask|telephone|look whether|copy|drop or choose)/i);
      expect(text).toMatch(/\.$/);
    }
    expect(faultWords("other-server", "hs.example").text).toContain("hs.example");
    expect(faultWords("used", "").text).toContain("telephone an officer now");
  });

  it("tells a server that is away from one that asks to wait, and a full disk from a damaged one", () => {
    const said = [
      hindranceWords({ reason: "unreachable" }, String),
      hindranceWords({ reason: "not-a-homeserver" }, String),
      hindranceWords({ reason: "account-closed" }, String),
      hindranceWords({ reason: "limited", retryAfter: 12_400 }, String),
      hindranceWords({ reason: "store", refusal: "full" }, String),
      hindranceWords({ reason: "store", refusal: "damaged" }, String),
    ];
    expect(new Set(said.map(({ title, text }) => title + text)).size).toBe(said.length);
    expect(said[3]?.text).toContain("13 seconds");
    expect(said[5]?.text).toBe("damaged");
  });
});

describe("spelling", () => {
  it("[ENROL-1] has a name for every letter of every word that can be said", () => {
    const letters = new Set(WORDS.flatMap((word) => word.split("")));
    const names = [...letters].map((letter) => spelt(letter)[0] ?? "");
    expect(names.filter((name) => name.length < 4)).toEqual([]);
    expect(new Set(names).size).toBe(letters.size);
    expect(spelt("quiz")).toEqual(["Quebec", "Uniform", "India", "Zulu"]);
  });
});

describe("waiting for admission", () => {
  const signers: Signers = { k: 2, of: 3, colleagues: 0, colleague: null };
  const rows = (more: Partial<Signers>, step: "sending" | "waiting" = "waiting"): string[] =>
    admissionRows({
      step,
      sentAt: step === "waiting" ? NOW : null,
      ticket: { state: "XB" as StateCode },
      signers: { ...signers, ...more },
      here: placeOf("XB" as StateCode),
      now: NOW,
    }).map(({ text, at, aside }) =>
      renderToStaticMarkup(createElement("p", null, at, ": ", text, " (", aside, ")")).slice(3, -4),
    );

  it("says who has to sign, and where it stands", () => {
    expect(rows({})[0]).toMatch(/^past: Your keys were sent .*\(03:14\)$/);
    expect(rows({})[1]).toMatch(/^now: An officer types/);
    expect(rows({})[2]).toContain("Two of three officers sign your record");
    expect(rows({ k: 1 })[2]).toContain("One of three officers signs your record");
    expect(rows({ k: 1, of: 1 })[2]).toContain("The officer signs your record");
    expect(rows({})[3]).toContain("Bravo is new in the directory");
    expect(rows({ colleagues: 1, colleague: "Policy PoC" })[3]).toContain(
      "Bravo’s Policy PoC signs it too",
    );
    expect(rows({ colleagues: 2 })[3]).toContain("Two colleagues of Bravo sign it too");
  });

  it("does not say that an officer compares before the keys have left", () => {
    expect(rows({}, "sending")[0]).toMatch(/^now: Sending your keys/);
    expect(
      rows({}, "sending")
        .slice(1)
        .every((row) => row.startsWith("open")),
    ).toBe(true);
  });
});

describe("whose signatures are needed", () => {
  const record = (more: object): ClientSnapshot["records"][number] =>
    ({
      state: "XB",
      kind: "office",
      levels: ["policy"],
      powers: ["directory"],
      own: false,
      devices: [{ state: "listed" }],
      ...more,
    }) as never;
  const count = (listing: "waiting" | "listed", ...records: ClientSnapshot["records"]): number =>
    signersOf({ ...snapshot(), me: { ...snapshot().me, listing }, records }, BRAVO.state, null)
      .colleagues;

  it("[DIR-1] are those of the State's records with the power and a device, two at most", () => {
    expect(count("waiting")).toBe(0);
    expect(count("waiting", record({}))).toBe(1);
    expect(count("waiting", record({}), record({}), record({}))).toBe(2);
    for (const other of [
      { state: "XC" },
      { powers: ["open"] },
      { kind: "service" },
      { devices: [{ state: "disabled" }] },
    ])
      expect(count("waiting", record(other))).toBe(0);
  });

  it("[DIR-1] are those of one's own office for a further device of it, and not for the first", () => {
    expect(count("waiting", record({ own: true }))).toBe(1);
    expect(count("listed", record({ own: true }))).toBe(0);
  });
});

describe("what a ticket says", () => {
  it("names the day in UTC only where it is another one", () => {
    const bravo = placeOf("XB" as StateCode);
    const at = (text: string): string => {
      const times = bothTimes(Date.parse(text), bravo, NOW);
      return `${times.here} | ${times.utc}`;
    };
    expect(at("2026-03-13T15:00:00Z")).toBe("Fri 13 March 17:00 | 15:00");
    expect(at("2026-03-13T23:00:00Z")).toBe("Sat 14 March 01:00 | Fri 13 March 23:00");
    expect(levelsOf(["technical", "policy"])).toBe("Technical PoC and Policy PoC");
  });
});
