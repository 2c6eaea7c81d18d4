import { ready } from "@parley/crypto";
import { toBase64Url } from "@parley/base";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { makeRoot, parseRoot, readLog } from "../src/index.ts";
import { admit, ALFA, AT, logOf, officers, rootOf, rootText } from "./sample.ts";

beforeAll(ready);

const refused = { ok: false, refusal: "root" };

describe("trust root", () => {
  it("[ROOT] is read as it was made", () => {
    const root = rootOf(rootText({ count: 3, k: 2, mode: "real" }));
    expect(root).toMatchObject({ version: 1, mode: "real", k: 2, at: AT });
    expect(root.officers).toEqual(officers(3).map((one) => toBase64Url(one.publicKey)));
    expect(root.dir).toMatch(/^[\w-]{43}$/);
  });

  it("[ROOT] has one text for its officers in any order, and another name for any change", () => {
    const keys = officers(3).map((one) => one.publicKey);
    const options = { k: 2, mode: "real", at: AT } as const;
    expect(makeRoot({ ...options, officers: keys.toReversed() })).toBe(
      makeRoot({ ...options, officers: keys }),
    );
    const names = [
      rootText(),
      rootText({ count: 2 }),
      rootText({ mode: "real" }),
      rootText({ at: AT + 1000 }),
    ];
    expect(new Set(names.map((text) => rootOf(text).dir)).size).toBe(4);
  });

  it("[ROOT] keeps its text and name", () => {
    expect([
      rootText({ count: 2, k: 2 }),
      rootOf(rootText({ count: 2, k: 2 })).dir,
    ]).toMatchSnapshot();
  });

  it("[ROOT] is not made of what is none", () => {
    const keys = officers(2).map((one) => one.publicKey);
    const [first] = keys;
    const options = { officers: keys, k: 1, mode: "real", at: AT } as const;
    for (const change of [
      { officers: [] },
      { k: 0 },
      { k: 3 },
      { k: 1.5 },
      { officers: [first!, first!] },
      { officers: [first!.slice(1)] },
      { at: Date.UTC(12_026, 0) },
      { officers: officers(17).map((one) => one.publicKey) },
    ])
      expect(() => makeRoot({ ...options, ...change })).toThrow();
  });

  it.each<[string, (text: string) => string]>([
    ["another version of the form", (text) => text.replace('"v":1', '"v":2')],
    ["another root version", (text) => text.replace('"version":1', '"version":2')],
    ["an unknown mode", (text) => text.replace("exercise", "check")],
    ["a moment that is none", (text) => text.replace("2026-03-03", "2026-02-30")],
    ["k above the officers", (text) => text.replace('"k":1', '"k":3')],
    ["a member more", (text) => text.replace('"v":1', '"u":1,"v":1')],
    ["a member less", (text) => text.replace('"k":1,', "")],
    ["a space", (text) => text.replace(":1", ": 1")],
    ["officers as text", (text) => text.replace(/\[.*\]/, '"x"')],
    ["a key that is cut", (text) => text.replace(/\["../, '["')],
    ["nothing", () => ""],
  ])("[ROOT] refuses %s", (_name, change) => {
    const text = rootText({ count: 2 });
    expect(change(text)).not.toBe(text);
    expect(parseRoot(change(text))).toEqual(refused);
  });

  it("[ROOT] never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        expect(parseRoot(text)).toEqual(refused);
      }),
    );
  });

  it("[ROOT] a log of another directory is refused, though the same officers signed it", () => {
    const log = logOf([admit(ALFA())]);
    const other = rootOf(rootText({ at: AT + 1000 }));
    expect(readLog(other, log.text)).toEqual({
      ok: false,
      refusal: { reason: "wrong-root", line: 1 },
    });
  });
});
