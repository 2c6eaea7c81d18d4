import { toBase64Url } from "@parley/base";
import { makeSignKeyPair, ready, signKeyPairOf } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  ageOfHead,
  HEAD_REFUSALS,
  placeHead,
  readHead,
  signHead,
  type Log,
  type SignedHead,
} from "../src/index.ts";
import { bytes32, datedLog, DAY, edits, headKeys, HOUR } from "./documents.ts";
import { admit, ALFA, AT, CHARLIE, grown, logOf, rootText } from "./sample.ts";

let log: Log;

beforeAll(async () => {
  await ready();
  log = datedLog();
});

const headOf = (change: Partial<SignedHead> = {}): SignedHead => ({
  dir: log.root.dir,
  n: log.head.n,
  h: log.head.h,
  at: AT + HOUR,
  until: AT + HOUR + DAY,
  ...change,
});

const reasonOf = (text: string, by: Log = log): string => {
  const read = readHead(text, by);
  return read.ok ? "taken" : read.refusal;
};

describe("signed head", () => {
  it("[DIR-3] is read as the head key signed it", () => {
    expect(readHead(signHead(headOf(), headKeys()), log)).toEqual({ ok: true, value: headOf() });
  });

  it("[DIR-3] names an entry, of this directory, for 48 hours at most", () => {
    expect(() => signHead(headOf({ until: AT + HOUR + 2 * DAY + 1000 }), headKeys())).toThrow();
    expect(() => signHead(headOf({ until: AT + HOUR }), headKeys())).toThrow();
    expect(() => signHead(headOf({ n: 0, h: "" }), headKeys())).toThrow();
    const other = logOf([admit(ALFA())], rootText({ at: AT + 1000 }));
    expect(reasonOf(signHead(headOf({ dir: other.root.dir }), headKeys()))).toBe("other-directory");
  });

  it("[DIR-3] counts under the key that the log names last, and no other", () => {
    expect(reasonOf(signHead(headOf(), makeSignKeyPair()))).toBe("signature");
    expect(reasonOf(signHead(headOf(), headKeys()), logOf([admit(ALFA())]))).toBe("no-head-key");
    const next = signKeyPairOf(new Uint8Array(32).fill(181));
    const key = toBase64Url(next.publicKey);
    const rotated = grown(log, { op: "headkey", rec: { key } });
    expect(reasonOf(signHead(headOf(), headKeys()), rotated)).toBe("signature");
    expect(reasonOf(signHead(headOf(), next), rotated)).toBe("taken");
  });

  it("[DIR-5] that names another entry under a number of mine is refused, and one above mine is read", () => {
    expect(reasonOf(signHead(headOf({ h: bytes32(3) }), headKeys()))).toBe("forked");
    const longer = grown(log, admit(CHARLIE()));
    const ahead = readHead(signHead(headOf({ ...longer.head, at: AT + HOUR }), headKeys()), log);
    expect(ahead.ok && placeHead(log, ahead.value)).toBe("behind");
  });

  it("[DIR-3] is refused after an edit of any character, and no text makes the reader throw", () => {
    fc.assert(
      fc.property(edits(signHead(headOf(), headKeys())), (edited) => {
        expect(readHead(edited, log).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    const inner = fc.oneof(fc.string({ unit: "binary" }), fc.json());
    const outer = fc.tuple(inner, inner).map(([head, sig]) => JSON.stringify({ head, sig }));
    fc.assert(
      fc.property(fc.oneof(inner, outer), (one) => {
        expect(readHead(one, log).ok).toBe(false);
      }),
    );
  });

  it("[DIR-3] ages after its time or 24 hours, and is old past 72", () => {
    const head = headOf({ at: AT, until: AT + 2 * DAY });
    const ages = [0, DAY, DAY + 1, 3 * DAY, 3 * DAY + 1].map((ms) => ageOfHead(head, AT + ms));
    expect(ages).toEqual(["fresh", "fresh", "ageing", "ageing", "old"]);
    const short = headOf({ at: AT, until: AT + HOUR });
    expect([HOUR, HOUR + 1].map((ms) => ageOfHead(short, AT + ms))).toEqual(["fresh", "ageing"]);
  });

  it("[DIR-3] dated ahead of the clock is as old as it is ahead", () => {
    const ahead = (ms: number): string =>
      ageOfHead(headOf({ at: AT + ms, until: AT + ms + DAY }), AT);
    expect([HOUR, DAY + 1, 3 * DAY + 1].map(ahead)).toEqual(["fresh", "ageing", "old"]);
  });

  it("[DIR-3] has a sentence for every refusal", () => {
    for (const sentence of Object.values(HEAD_REFUSALS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
