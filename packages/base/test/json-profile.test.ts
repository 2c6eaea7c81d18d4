import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeProfile,
  isProfileText,
  parseProfile,
  utf8Length,
  withoutForbidden,
  type ProfileLimits,
  type ProfileRefusal,
  type ProfileValue,
} from "../src/index.ts";

/** The limits of an act. */
const LIMITS: ProfileLimits = { bytes: 16_384, depth: 6, members: 512, string: 8_192 };

const text = fc.string({ unit: "binary", maxLength: 40 }).filter((one) => isProfileText(one));
const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/);
const value = fc.letrec<{ value: ProfileValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 5 },
    text,
    fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  ),
})).value;

function refusal(source: string, limits: ProfileLimits = LIMITS): ProfileRefusal | "accepted" {
  const parsed = parseProfile(source, limits);
  return parsed.ok ? "accepted" : parsed.refusal;
}

describe("parseProfile", () => {
  it("[ACT-1] reads back every value of the profile, and its text is the only one it accepts", () => {
    fc.assert(
      fc.property(value, (one) => {
        const encoded = encodeProfile(one);
        const parsed = parseProfile(encoded, LIMITS);
        expect(parsed).toEqual({ ok: true, value: one });
        if (parsed.ok) expect(encodeProfile(parsed.value)).toBe(encoded);
      }),
    );
  });

  it("[ACT-1] is canonical: whatever is accepted encodes to the same text", () => {
    const fragments = fc.constantFrom(
      ...'{}[]:,"\\ \n-01.eEtrufalsn'.split(""),
      '"a"',
      '"b"',
      "true",
      "null",
      "\\u0041",
      "\\n",
    );
    fc.assert(
      fc.property(
        fc.array(fragments, { maxLength: 14 }).map((parts) => parts.join("")),
        (source) => {
          const parsed = parseProfile(source, LIMITS);
          if (parsed.ok) expect(encodeProfile(parsed.value)).toBe(source);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("[ACT-1] agrees with the platform's JSON on the value of what it accepts", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(JSON.parse(encodeProfile(one))).toEqual(one);
      }),
    );
  });

  it("[ACT-1] refuses every other spelling of a value as not canonical", () => {
    const spellings = [
      '{"b":1,"a":2}',
      '{ "a":1}',
      '{"a": 1}',
      ' "a"',
      '"a"\n',
      '"\\u0061"',
      '"\\/"',
      "[1, 2]",
      "[ ]",
    ];
    expect(spellings.map((one) => refusal(one))).toEqual(spellings.map(() => "not-canonical"));
  });

  it("[ACT-1] never throws, on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (source) => {
        const parsed = parseProfile(source, LIMITS);
        if (parsed.ok) expect(encodeProfile(parsed.value)).toBe(source);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (source) => {
        const parsed = parseProfile(source, LIMITS);
        if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(source));
      }),
    );
  });

  it.each<readonly [string, ProfileRefusal]>([
    ["", "not-json"],
    ["{", "not-json"],
    ["[1", "not-json"],
    ["[1,]", "not-json"],
    ['{"a":1,}', "not-json"],
    ['{"a"}', "not-json"],
    ["{a:1}", "not-json"],
    ['"a', "not-json"],
    ['"\\x"', "not-json"],
    ['"\\u12"', "not-json"],
    ["1 2", "not-json"],
    ["nul", "not-json"],
    ["NaN", "not-json"],
    ["1.0", "number"],
    ["1e3", "number"],
    ["-0", "number"],
    ["01", "number"],
    ["+1", "number"],
    ["9007199254740992", "number"],
    ["-9007199254740992", "number"],
    [`1${"0".repeat(400)}`, "number"],
    ["null", "null"],
    ['{"a":null}', "null"],
    ['{"a":1,"a":1}', "key"],
    ['{"A":1}', "key"],
    ['{"1a":1}', "key"],
    ['{"":1}', "key"],
    ['{"__proto__":1}', "key"],
    [`{"${"a".repeat(33)}":1}`, "key"],
    ['"\u0000"', "character"],
    ['"\t"', "character"],
    ['"\n"', "character"],
    ['"\\u0000"', "character"],
    ['"\\t"', "character"],
    ['"\ud800"', "character"],
    ['"\\ud800"', "character"],
    ['"\udc00\ud800"', "character"],
    ['"\u202e"', "character"],
    ['"\u2066"', "character"],
  ])("[ACT-1] refuses %j as %s", (source, reason) => {
    expect(refusal(source)).toBe(reason);
  });

  it("[ACT-1] accepts each limit and refuses one more", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect([refusal(nested(6)), refusal(nested(7))]).toEqual(["accepted", "too-deep"]);
    const list = (n: number): string => `[${Array.from({ length: n }, () => "1").join(",")}]`;
    expect([refusal(list(512)), refusal(list(513))]).toEqual(["accepted", "too-many-members"]);
    const long = (n: number): string => `"${"é".repeat(n)}"`;
    expect([refusal(long(4_096)), refusal(long(4_097))]).toEqual(["accepted", "string-too-long"]);
    const full = `["${"a".repeat(8_000)}","${"a".repeat(8_000)}","${"a".repeat(374)}"]`;
    expect(utf8Length(full)).toBe(16_384);
    expect([refusal(full), refusal(full.replace("]", "1]"))]).toEqual(["accepted", "too-large"]);
    expect(["9007199254740991", "-9007199254740991"].map((one) => refusal(one))).toEqual([
      "accepted",
      "accepted",
    ]);
  });

  it("[ACT-1] counts members over all objects and lists together", () => {
    const half = `{${Array.from({ length: 256 }, (_, i) => `"a${String(i).padStart(3, "0")}":1`).join(",")}}`;
    const wide = { ...LIMITS, bytes: 100_000 };
    expect(refusal(`[${half},[${Array.from({ length: 254 }, () => "1").join(",")}]]`, wide)).toBe(
      "accepted",
    );
    expect(refusal(`[${half},[${Array.from({ length: 255 }, () => "1").join(",")}]]`, wide)).toBe(
      "too-many-members",
    );
  });

  it("[ACT-1] answers deep and huge input within a blink, without deep recursion", () => {
    const wide: ProfileLimits = { bytes: 4_000_000, depth: 6, members: 512, string: 4_000_000 };
    const started = performance.now();
    expect(refusal("[".repeat(1_000_000), wide)).toBe("too-deep");
    expect(refusal('{"a":'.repeat(500_000), wide)).toBe("too-deep");
    expect(refusal(`"${"\\n".repeat(1_000_000)}`, wide)).toBe("not-json");
    expect(refusal("-".repeat(2_000_000), wide)).toBe("number");
    expect(refusal(" ".repeat(2_000_000), wide)).toBe("not-json");
    expect(refusal("x".repeat(50_000_000))).toBe("too-large");
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("[ACT-1] finds no name that was not written", () => {
    const parsed = parseProfile("{}", LIMITS);
    expect(parsed.ok && "constructor" in (parsed.value as object)).toBe(false);
    expect(refusal('{"constructor":1}')).toBe("accepted");
  });
});

describe("characters of the profile", () => {
  it("[ACT-1] are all but those listed", () => {
    const forbidden = Array.from({ length: 0x10000 }, (_, code) => code).filter(
      (code) => !isProfileText(String.fromCharCode(code)),
    );
    const range = (from: number, to: number): readonly number[] =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i);
    expect(forbidden).toEqual(
      [
        ...range(0, 9),
        ...range(0xb, 0x1f),
        ...range(0x202a, 0x202e),
        ...range(0x2066, 0x2069),
        ...range(0xd800, 0xdfff),
      ].sort((a, b) => a - b),
    );
    expect(withoutForbidden("a\u0000b\u202ec\ud800d😀")).toBe("abcd😀");
  });
});

describe("encodeProfile", () => {
  it("[ACT-1] throws on values outside the profile", () => {
    for (const bad of [
      0.5,
      -0,
      Number.NaN,
      2 ** 53,
      "\u0000",
      "\ud800",
      { A: 1 },
      [undefined],
      [null],
    ])
      expect(() => encodeProfile(bad as ProfileValue)).toThrow();
  });
});
