import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confusable, namedIn } from "../src/index.ts";

const BRAVO = "Bravo National Cyber Desk";

describe("look-alikes", () => {
  it.each([
    ["the same", BRAVO],
    ["other case", "BRAVO national cyber desk"],
    ["more spaces", "Bravo  National\u00a0Cyber Desk"],
    ["a hyphen", "Bravo-National Cyber Desk"],
    ["no spaces", "BravoNationalCyberDesk"],
    ["Cyrillic small letters", "Br\u0430v\u043e N\u0430ti\u043en\u0430l \u0421yb\u0435r D\u0435sk"],
    ["Greek capitals", "\u0392ravo \u039dational Cyber Desk"],
    ["a digit for a letter", "Brav0 Nationa1 Cyber Desk"],
    ["an accent", "Brávo Nätional Cyber Desk"],
    ["full-width letters", "\uff22ravo National Cyber Desk"],
    ["a sign that is not seen", "Bra\u200bvo National Cyber Desk"],
    ["a small capital", "Bravo Natıonal Cyber Desk"],
  ])("[LOOK-1] a title with %s is taken for the other", (_name, title) => {
    expect(confusable(title, ["Alfa CERT", BRAVO])).toBe(BRAVO);
  });

  it("[LOOK-1] two letters that are read as one are taken for it", () => {
    expect(confusable("Modem Desk", ["Modern Desk"])).toBe("Modern Desk");
    expect(confusable("Straße", ["STRASSE"])).toBe("STRASSE");
  });

  it("[LOOK-1] titles that a reader tells apart are", () => {
    for (const title of ["Alfa National Cyber Desk", "Bravo National Cyber Unit", "Bravo Desk", ""])
      expect(confusable(title, [BRAVO])).toBeNull();
    expect(confusable(BRAVO, [])).toBeNull();
  });

  it("[LOOK-1] another State's name is read inside a title, however it is spelled", () => {
    const names = ["Alfa", "Bravo"];
    expect(namedIn("Br\u0430vo, Technical PoC", names)).toBe("Bravo");
    expect(namedIn("Office of BRAVO", names)).toBe("Bravo");
    expect(namedIn("National Cyber Desk", names)).toBeNull();
    expect(namedIn("National Cyber Desk", [""])).toBeNull();
  });

  it("[LOOK-1] every title is taken for itself, whatever its letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        expect(confusable(title, [title])).toBe(title);
        expect(confusable(title.toUpperCase(), [title.toUpperCase()])).toBe(title.toUpperCase());
      }),
    );
  });
});
