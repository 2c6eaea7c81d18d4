import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WORDS, wordsOf } from "../src/index.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

describe("words", () => {
  it("are the English list of BIP 39, letter by letter", () => {
    expect(WORDS).toHaveLength(2048);
    // SHA-256 of the published english.txt.
    expect(
      createHash("sha256")
        .update(`${WORDS.join("\n")}\n`)
        .digest("hex"),
    ).toBe("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
  });

  it("differ from each other in their first four letters", () => {
    expect(new Set(WORDS.map((word) => word.slice(0, 4))).size).toBe(2048);
    expect(WORDS.every((word) => /^[a-z]{3,8}$/.test(word))).toBe(true);
  });

  // Vectors of BIP 39; its last word carries a checksum, which these have none of.
  it.each([
    ["00".repeat(16), "abandon ".repeat(11).trim()],
    ["ff".repeat(16), "zoo ".repeat(11).trim()],
    ["7f".repeat(16), "legal winner thank year wave sausage worth useful legal winner thank"],
    ["80".repeat(16), "letter advice cage absurd amount doctor acoustic avoid letter advice cage"],
  ])("spell %s as BIP 39 does", (bytes, words) => {
    expect(wordsOf(hex(bytes), 11).join(" ")).toBe(words);
  });

  it("spell each bit once", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 17, maxLength: 64 }), fc.nat(131), (bytes, bit) => {
        const other = Uint8Array.from(bytes);
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
        const [one, two] = [wordsOf(bytes, 12), wordsOf(other, 12)];
        expect(one.flatMap((word, i) => (word === two[i] ? [] : [i]))).toEqual([
          Math.floor(bit / 11),
        ]);
      }),
    );
  });

  it("throw where the bytes end before", () => {
    expect(() => wordsOf(new Uint8Array(16), 12)).toThrow("too few bytes");
  });
});
