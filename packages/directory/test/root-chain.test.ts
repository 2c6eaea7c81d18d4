import { encodeProfile, type ProfileValue } from "@parley/base";
import { ready, type KeyPair } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  appendEntry,
  entryText,
  lineOf,
  makeNextRoot,
  parseRoot,
  readLog,
  signEntry,
  signEntryText,
  type Log,
  type LogRefusalReason,
  type Operation,
} from "../src/index.ts";
import { parseLaterRoot } from "../src/root.ts";
import { headkey, headKey, list, nextRoot } from "./operations.ts";
import {
  actKeys,
  admit,
  ALFA,
  AT,
  BRAVO,
  device,
  grown,
  logOf,
  officers,
  officersIn,
  record,
  rootText,
} from "./sample.ts";

/** Two of three officers sign; entry 1 admits Alfa. */
let log: Log;
let a: KeyPair;
let b: KeyPair;
let c: KeyPair;
/** Not officers of the first root. */
let d: KeyPair;
let e: KeyPair;

beforeAll(async () => {
  await ready();
  log = logOf([admit(ALFA())], rootText({ count: 3, k: 2 }));
  const first = officersIn(log.root);
  const others = officers(8).filter((one) => !first.some((o) => sameKey(o, one)));
  [a, b, c] = first as [KeyPair, KeyPair, KeyPair];
  [d, e] = others as [KeyPair, KeyPair];
});

function sameKey(one: KeyPair, other: KeyPair): boolean {
  return Buffer.compare(one.publicKey, other.publicKey) === 0;
}

function fate(
  before: Log,
  operation: Operation,
  keys: readonly KeyPair[],
): LogRefusalReason | "accepted" {
  const next = appendEntry(before, { at: AT, operation }, keys);
  return next.ok ? "accepted" : next.refusal.reason;
}

/** The root that follows with some members changed. */
function changed(change: Readonly<Record<string, ProfileValue>>, drop = ""): Operation {
  const text = makeNextRoot(log.root, { officers: [c, d].map(publicKey), k: 1, at: AT });
  const fields = { ...(JSON.parse(text) as Record<string, ProfileValue>), ...change };
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== drop));
  return { op: "root", rec: { root: encodeProfile(kept) } };
}

const publicKey = (keys: KeyPair): Uint8Array => keys.publicKey;

describe("a root that follows another", () => {
  it("[DIR-4] is signed by k of the officers in force and k of its own", () => {
    const operation = nextRoot(log.root, [c, d, e], 2);
    expect(fate(log, operation, [a, b, d, e])).toBe("accepted");
    // Who is an officer of both counts in both.
    expect(fate(log, operation, [a, c, d])).toBe("accepted");
    expect(fate(log, operation, [a, d, e])).toBe("too-few-officers");
    expect(fate(log, operation, [d, e])).toBe("too-few-officers");
    expect(fate(log, operation, [a, b])).toBe("new-officers");
    expect(fate(log, operation, [a, b, d])).toBe("new-officers");
    expect(fate(log, operation, [a, c])).toBe("new-officers");
  });

  it("[DIR-4] is in force from the next entry on, and its predecessor's officers are none any more", () => {
    const next = grown(log, nextRoot(log.root, [c, d, e], 2));
    expect([next.rootNow(1), next.rootNow().version]).toEqual([log.root, 2]);
    expect(next.rootNow()).toMatchObject({ dir: log.root.dir, prev: log.root.hash, k: 2 });
    expect(next.root).toEqual(log.root);
    const operation = admit(BRAVO());
    expect(fate(next, operation, [c, d])).toBe("accepted");
    expect(fate(next, operation, [d, e])).toBe("accepted");
    expect(fate(next, operation, [a, b])).toBe("removed-officer");
    expect(fate(next, operation, [a, d])).toBe("removed-officer");
    expect(fate(next, operation, [d, e, a])).toBe("removed-officer");
    expect(fate(next, operation, [c])).toBe("too-few-officers");
    const longer = appendEntry(next, { at: AT, operation }, [d, e]);
    expect(longer.ok && longer.value.entries().map(({ rootVersion }) => rootVersion)).toEqual([
      1, 1, 2,
    ]);
  });

  it("[DIR-4] an entry names the root in force, neither the one before nor the one to come", () => {
    const next = grown(log, nextRoot(log.root, [c, d, e], 2));
    const content = { n: 3, prev: next.head.h, at: AT, operation: admit(BRAVO()) };
    const reasonOf = (line: string): unknown => {
      const read = readLog(next.root, `${next.text}${line}\n`);
      return read.ok ? "accepted" : read.refusal.reason;
    };
    expect(reasonOf(signEntry(next.rootNow(), content, [d, e]))).toBe("accepted");
    expect(reasonOf(signEntry(log.root, content, [d, e]))).toBe("wrong-root");
    expect(reasonOf(signEntry(log.root, content, [a, b]))).toBe("wrong-root");
    const third = { ...next.rootNow(), version: 3 };
    expect(reasonOf(signEntry(third, content, [d, e]))).toBe("wrong-root");
  });

  it("[DIR-4] roots follow each other without a gap, under one name and in one mode", () => {
    const keys = [a, b, c, d];
    expect(fate(log, changed({}), keys)).toBe("accepted");
    expect(fate(log, changed({ version: 3 }), keys)).toBe("root-skipped");
    expect(fate(log, changed({ dir: "A".repeat(43) }), keys)).toBe("root-skipped");
    expect(fate(log, changed({ prev: "A".repeat(43) }), keys)).toBe("root-skipped");
    expect(fate(log, changed({ mode: "real" }), keys)).toBe("root-skipped");
    const second = grown(log, nextRoot(log.root, [c, d, e], 2));
    const third = grown(second, nextRoot(second.rootNow(), [d, e], 1));
    expect(third.rootNow()).toMatchObject({ version: 3, prev: second.rootNow().hash });
    // A third one that leaves out the second, and the second once more.
    const skipping = { ...second.rootNow(), hash: log.root.hash };
    expect(fate(second, nextRoot(skipping, [d, e], 1), [c, d, e])).toBe("root-skipped");
    expect(fate(second, nextRoot(log.root, [c, d, e], 2), [c, d, e])).toBe("root-skipped");
  });

  it("[DIR-4] a root that is none is refused as ill-formed", () => {
    const keys = [a, b, c, d];
    for (const operation of [
      changed({ version: 1 }),
      changed({ version: 0 }),
      changed({ v: 2 }),
      changed({ k: 0 }),
      changed({ k: 3 }),
      changed({ officers: [] }),
      changed({ more: 1 }),
      changed({}, "dir"),
      changed({}, "prev"),
      { op: "root", rec: { root: log.root.text } },
      { op: "root", rec: { root: "" } },
    ] as const)
      expect(fate(log, operation, keys)).toBe("schema");
  });

  it("[TRUST-3] [DIR-4] an officer's key is new, or one of those in force; one that was removed never comes back", () => {
    const second = grown(log, nextRoot(log.root, [c, d], 1));
    const back = nextRoot(second.rootNow(), [a, d], 1);
    expect(fate(second, back, [c, d, a])).toBe("key-returned");
    const act = actKeys(1);
    expect(fate(log, nextRoot(log.root, [a, act], 1), [a, b, act])).toBe("duplicate-key");
    const used = logOf([admit(ALFA()), headkey(headKey(1))]);
    const head = { ...officersIn(used.root)[0]!, publicKey: keyOf(headKey(1)) };
    expect(fate(used, nextRoot(used.root, [head], 1), officersIn(used.root))).toBe("duplicate-key");
    // An officer of the new root is no device, no head key.
    const officer = second.rootNow().officers[0] ?? "";
    expect(fate(second, headkey(officer), [c, d])).toBe("duplicate-key");
    const mixed = record("XB", 9, { devices: [device(9, { act: officer })] });
    expect(fate(second, admit(mixed), [c, d])).toBe("duplicate-key");
  });

  it("[ROOT] only a first root begins a directory, and a later one names it", () => {
    const text = makeNextRoot(log.root, { officers: [d.publicKey], k: 1, at: AT });
    expect(parseRoot(text).ok).toBe(false);
    expect(parseLaterRoot(log.root.text).ok).toBe(false);
    expect(parseLaterRoot(text)).toMatchObject({
      value: { version: 2, dir: log.root.dir, prev: log.root.dir, mode: "exercise", k: 1 },
    });
    expect(log.root.hash).toBe(log.root.dir);
  });

  it("[DIR-1] a State's signature goes on counting under the new root", () => {
    const next = grown(log, nextRoot(log.root, [c, d], 1));
    const text = entryText(next, { at: AT, operation: list("xa-tech-1", 5) });
    const line = (...keys: readonly KeyPair[]): string =>
      lineOf(
        text,
        keys.map((one) => signEntryText(text, one)),
      );
    const read = (one: string): boolean => readLog(next.root, `${next.text}${one}\n`).ok;
    expect(read(line(d, actKeys(1)))).toBe(true);
    expect(read(line(d))).toBe(false);
  });
});

function keyOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64url"));
}
