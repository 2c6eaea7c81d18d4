import { closeCard, readCard, CARD_SALT_BYTES } from "@parley/directory";
import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  cardText,
  readCardText,
  type CardField,
  type CardText,
} from "../../src/renderer/features/directory/card-fields.ts";
import { wishProblem } from "../../src/renderer/features/directory/WishDialog.tsx";
import { card, record } from "../gallery/directory.samples.ts";
import { NOW } from "../gallery/samples.ts";

const held = cardText(record("XB", { card: card(), cardState: "held" }));

function read(more: Partial<CardText>) {
  const { card: made, problems } = readCardText({ ...held, ...more }, NOW);
  return { card: made, problems: Object.fromEntries(problems) };
}

beforeAll(() => ready());

describe("the form of a contact card", () => {
  it("gives back the card that it opened with, dated today at the office", () => {
    expect(read({})).toEqual({ card: card({ asOf: "2026-03-10" }), problems: {} });
  });

  it("[DIR-7] makes cards that the directory's own reader takes", () => {
    const full = read({
      unit: "",
      telephones: [{ number: "+43 (1) 000-0000", label: " duty  desk " }],
      languages: ["ru", "en"],
      otherLanguages: "uk; sr-Latn, pl",
      zone: "Asia/Ulaanbaatar",
      days: ["sun", "mon"],
      from: "00:00",
      to: "24:00",
      outOfHours: "",
      holidays: "2026-12-25 2026-12-24,2026-12-25",
      deputies: "Head of unit\n\nDeputy head",
    }).card;
    if (full === null) throw new Error("no card");
    expect(full.telephones).toEqual([{ number: "+43 1 000 0000", label: "duty desk" }]);
    expect(full.holidays).toEqual(["2026-12-24", "2026-12-25"]);
    const closed = closeCard(full, new Uint8Array(CARD_SALT_BYTES));
    expect(readCard(closed, closed.hash)).toEqual({ ok: true, value: full });
  });

  it("opens empty in the zone of one's own State where no card is held", () => {
    const text = cardText(record("XB"));
    expect(text.zone).toBe("Europe/Helsinki");
    expect(Object.fromEntries(readCardText(text, NOW).problems)).toEqual({ office: "required" });
  });

  it.each<[CardField, Partial<CardText>, string]>([
    ["office", { office: "  " }, "required"],
    ["office", { office: "Ä".repeat(41) }, "long"],
    ["number0", { telephones: [{ number: "0147", label: "desk" }] }, "phone"],
    ["number0", { telephones: [{ number: "", label: "desk" }] }, "required"],
    ["label0", { telephones: [{ number: "+43 1 000", label: "" }] }, "required"],
    [
      "telephones",
      { telephones: Array.from({ length: 9 }, () => ({ number: "+43 1 000", label: "a" })) },
      "many",
    ],
    ["mailbox", { mailbox: "poc at csirt" }, "mailbox"],
    ["otherLanguages", { otherLanguages: "Ukrainian" }, "language"],
    ["zone", { zone: "CEST" }, "zone"],
    ["from", { from: "8" }, "time"],
    ["to", { to: "25:00" }, "time"],
    ["to", { from: "08:00", to: "08:00" }, "same"],
    ["holidays", { holidays: "2026-02-30" }, "date"],
    ["deputies", { deputies: "a\nb\nc\nd\ne" }, "many"],
    ["outOfHours", { outOfHours: "x".repeat(201) }, "long"],
  ])("%s of %j: %s", (field, more, problem) => {
    expect(read(more)).toEqual({ card: null, problems: { [field]: problem } });
  });

  it("takes rows of telephones that were left empty for none", () => {
    expect(read({ telephones: [{ number: " ", label: "" }] }).card?.telephones).toEqual([]);
  });
});

describe("a wish in words", () => {
  it("needs a few words, and has a bound", () => {
    expect(wishProblem("")).toMatch(/few words/);
    expect(wishProblem("A deputy from April.")).toBeNull();
    expect(wishProblem("ä".repeat(1001))).toMatch(/2,000 bytes/);
  });
});
