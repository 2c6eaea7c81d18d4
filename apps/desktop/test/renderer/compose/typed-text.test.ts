import { isProfileText } from "@parley/base";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cleanText,
  countFields,
  countText,
} from "../../../src/renderer/features/compose/typed-text.ts";

describe("typed and pasted text", () => {
  it("loses only what cannot be signed, and says how much", () => {
    expect(cleanText("a\u0000b\u202Ec", "many")).toEqual({ text: "abc", removed: 2 });
    expect(cleanText("a\u2066b\ud800", "many")).toEqual({ text: "ab", removed: 2 });
    expect(cleanText("Ärger 中文 🙂", "many")).toEqual({ text: "Ärger 中文 🙂", removed: 0 });
  });

  it("keeps line ends in several lines and tabs as blanks, without a word about them", () => {
    expect(cleanText("a\r\nb\tc", "many")).toEqual({ text: "a\nb c", removed: 0 });
    expect(cleanText("a\nb", "one")).toEqual({ text: "a b", removed: 0 });
  });

  it("leaves nothing that the profile refuses, of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) =>
        isProfileText(cleanText(typed, "many").text),
      ),
    );
  });
});

describe("counting", () => {
  it("counts units, and is shown near the limit only", () => {
    expect(countText("a".repeat(100), 2_000)).toEqual({
      units: 100,
      most: 2_000,
      over: false,
      shown: false,
    });
    expect(countText("a".repeat(1_600), 2_000).shown).toBe(true);
    expect(countText("a".repeat(2_001), 2_000).over).toBe(true);
  });

  it("counts bytes where they run out before the units do", () => {
    const text = "中".repeat(3_000);
    expect(countText(text, 4_000)).toEqual({ units: 9_000, most: 8_192, over: true, shown: true });
    expect(countText("中".repeat(600), 2_000).most).toBe(2_000);
  });

  it("counts all fields against the room that the envelope leaves", () => {
    expect(countFields({ text: "a" }).over).toBe(false);
    const most = { text: "中".repeat(2_600), conditions: "中".repeat(2_000) };
    expect(countFields(most)).toMatchObject({ over: true, shown: true });
  });
});
