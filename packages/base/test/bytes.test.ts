import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromUtf8,
  parseActHash,
  parseConsultationId,
  parseRecordId,
  parseStateCode,
  parseUserId,
  toBase64Url,
  toUtf8,
  utf8Length,
} from "../src/index.ts";

const bytes = fc.uint8Array({ maxLength: 200 });
const wellFormed = fc.string({ unit: "binary", maxLength: 100 });

describe("base64url", () => {
  it("writes what the platform writes and reads it back", () => {
    fc.assert(
      fc.property(bytes, (raw) => {
        const text = toBase64Url(raw);
        expect(text).toBe(Buffer.from(raw).toString("base64url"));
        expect(fromBase64Url(text)).toEqual(raw);
      }),
    );
  });

  it("has one text per value: what it reads it writes back", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const raw = fromBase64Url(text);
        if (raw !== null) expect(toBase64Url(raw)).toBe(text);
      }),
    );
    expect(["A", "AB", "AA=", "A+", "A/", "AAAAA", "é"].map(fromBase64Url)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });
});

describe("UTF-8", () => {
  it("writes what the platform writes and reads it back", () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const raw = toUtf8(text);
        expect(Buffer.from(raw).equals(Buffer.from(text, "utf8"))).toBe(true);
        expect(fromUtf8(raw)).toBe(text);
        expect(utf8Length(text)).toBe(raw.length);
      }),
    );
  });

  it("reads bytes exactly where the platform's strict decoder does", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const platform = (raw: Uint8Array): string | null => {
      try {
        return strict.decode(raw);
      } catch {
        return null;
      }
    };
    const nasty = fc.array(
      fc.constantFrom(
        0x41,
        0x80,
        0x9f,
        0xa0,
        0xbf,
        0xc0,
        0xc2,
        0xe0,
        0xed,
        0xef,
        0xf0,
        0xf4,
        0xf5,
        0xff,
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          nasty.map((list) => Uint8Array.from(list)),
        ),
        (raw) => {
          expect(fromUtf8(raw)).toBe(platform(raw));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("throws on a lone surrogate", () => {
    expect(() => toUtf8("\ud800")).toThrow("lone surrogate");
  });
});

describe("byte lists", () => {
  it("joins in order", () => {
    expect(concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });

  it("are equal exactly when all bytes are", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(equalBytes(a, b)).toBe(Buffer.from(a).equals(Buffer.from(b)));
        expect(equalBytes(a, Uint8Array.from(a))).toBe(true);
      }),
    );
  });
});

describe("ids", () => {
  it.each([
    [parseStateCode, "XA", ["xa", "X", "XABCD", "", "X\n", 1, null, undefined]],
    [parseRecordId, "xa-tech-1", ["-a", "", "a b", "a".repeat(65), "xa\n", {}]],
    [parseUserId, "@k7f3q:parley.test", ["k7f3q:parley.test", "@:a", "@A:b", "@a", []]],
    [parseActHash, "a".repeat(43), ["a".repeat(42), `${"a".repeat(42)}=`, "", true]],
    [parseConsultationId, "a".repeat(22), ["a".repeat(23), `${"a".repeat(22)}\n`]],
  ] as const)("%# are read or answered with null", (parse, good, bad) => {
    expect(parse(good)).toBe(good);
    for (const one of bad) expect(parse(one)).toBeNull();
  });
});
