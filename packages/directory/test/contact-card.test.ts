import { toBase64Url } from "@parley/base";
import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { closeCard, hashOfCard, readCard, type ContactCard } from "../src/index.ts";
import { CARD, edits } from "./documents.ts";

const SALT = new Uint8Array(32).fill(9);

beforeAll(ready);

describe("contact card", () => {
  it("[DIR-7] is read where salt and text are those of its hash", () => {
    const { hash, ...closed } = closeCard(CARD, SALT);
    expect(readCard(closed, hash)).toEqual({ ok: true, value: CARD });
    expect({ hash, text: closed.text }).toMatchSnapshot();
  });

  it("[DIR-7] needs little", () => {
    const least: ContactCard = {
      office: "Desk",
      telephones: [],
      languages: [],
      hours: { zone: "UTC", days: [], from: "00:00", to: "24:00" },
      holidays: [],
      asOf: "2026-03-01",
    };
    const { hash, ...closed } = closeCard(least, SALT);
    expect(readCard(closed, hash)).toEqual({ ok: true, value: least });
  });

  it("[DIR-7] has another hash with another salt: nobody finds a number by trying", () => {
    const one = closeCard(CARD, SALT);
    const two = closeCard(CARD, new Uint8Array(32).fill(10));
    expect(one.text).toBe(two.text);
    expect(one.hash).not.toBe(two.hash);
    expect(readCard({ text: one.text, salt: two.salt }, one.hash)).toEqual({
      ok: false,
      refusal: "hash",
    });
    for (const salt of ["", toBase64Url(new Uint8Array(16))])
      expect(hashOfCard({ salt, text: one.text })).toBeNull();
    expect(() => closeCard(CARD, new Uint8Array(16))).toThrow("no card");
  });

  it("[DIR-7] is refused after an edit of any character", () => {
    const { hash, salt, text } = closeCard(CARD, SALT);
    fc.assert(
      fc.property(
        fc.oneof(
          edits(salt).map((one) => ({ salt: one, text })),
          edits(text)
            .filter((one) => !/[\ud800-\udfff]/u.test(one))
            .map((one) => ({ salt, text: one })),
        ),
        (edited) => {
          expect(readCard(edited, hash).ok).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, object]>([
    ["no title", { office: "" }],
    ["a title of two lines", { office: "Desk\nline" }],
    ["a number without a country", { telephones: [{ label: "Desk", number: "01 5550100" }] }],
    ["words for a number", { telephones: [{ label: "Desk", number: "+43 call me" }] }],
    ["nine numbers", { telephones: Array.from({ length: 9 }, () => CARD.telephones[0]) }],
    ["a mailbox without a place", { mailbox: "desk" }],
    ["a language in words", { languages: ["German"] }],
    ["a language twice", { languages: ["en", "en"] }],
    ["a zone in words", { hours: { ...CARD.hours, zone: "two hours east" } }],
    ["no time between", { hours: { ...CARD.hours, to: "08:00" } }],
    ["25 o'clock", { hours: { ...CARD.hours, to: "25:00" } }],
    ["days out of order", { hours: { ...CARD.hours, days: ["tue", "mon"] } }],
    ["a holiday that the calendar does not have", { holidays: ["2026-02-30"] }],
    ["holidays out of order", { holidays: ["2026-12-26", "2026-12-25"] }],
    ["five deputies", { deputies: ["a", "b", "c", "d", "e"] }],
    ["no day", { asOf: "today" }],
  ])("[DIR-7] is not made with %s", (_name, change) => {
    expect(() => closeCard({ ...CARD, ...(change as Partial<ContactCard>) }, SALT)).toThrow();
  });

  it("[DIR-7] under the right hash that is no card is refused, and never throws", () => {
    fc.assert(
      fc.property(
        fc
          .oneof(fc.string({ unit: "grapheme" }), fc.json())
          .filter((one) => !/[\ud800-\udfff]/u.test(one)),
        (text) => {
          const closed = { salt: toBase64Url(SALT), text };
          expect(readCard(closed, hashOfCard(closed) ?? "")).toEqual({
            ok: false,
            refusal: "form",
          });
        },
      ),
    );
    const text = closeCard(CARD, SALT).text.replace('"office"', '"name":"x","office"');
    const closed = { salt: toBase64Url(SALT), text };
    expect(readCard(closed, hashOfCard(closed) ?? "")).toEqual({ ok: false, refusal: "form" });
  });
});
