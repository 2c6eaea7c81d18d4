import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readKeptLog, readLog, verifyReport, type EntryView, type Log } from "../src/index.ts";
import { headKey, HOUR, card, headkey, list, nextRoot, reset } from "./operations.ts";
import { grownBy, steps } from "./random-log.ts";
import {
  admit,
  AT,
  disable,
  grown,
  logOf,
  officers,
  officersIn,
  record,
  rootText,
  signers,
} from "./sample.ts";
import { appendEntry } from "../src/index.ts";

/** A log in which every operation stands, with a reset that had effect and a second root. */
let log: Log;

beforeAll(async () => {
  await ready();
  const begun = logOf(
    [
      admit(record("XA", 1)),
      admit(record("XA", 11)),
      headkey(headKey(1)),
      list("xa-tech-1", 12),
      card("xa-tech-1", headKey(9)),
      disable("xa-tech-1", 1),
      reset("XA"),
    ],
    rootText({ count: 3, k: 2 }),
  );
  const rested = appendEntry(
    begun,
    {
      at: AT + 30 * HOUR,
      operation: admit(record("XA", 13)),
      reset: 7,
      why: "both laptops are lost",
    },
    signers(begun.root),
  );
  if (!rested.ok) throw new Error(rested.refusal.reason);
  const next = nextRoot(begun.root, [...officersIn(begun.root).slice(1), officers(8)[7]!], 2);
  log = grown(rested.value, next, AT + 31 * HOUR);
});

/** Everything that a log answers, as of every number. */
function answers(of: Log): unknown {
  return Array.from({ length: of.head.n + 1 }, (_, n) => [
    of.hashAt(n),
    of.records(n),
    of.statesListed(n),
    of.rootNow(n),
    of.headKey(n),
    ["XA", "XB", "XC"].map((state) => of.cosignersNeeded(state as never, n)),
  ]);
}

describe("any log", () => {
  it("[CHAIN] holds every operation in this file's sample", () => {
    const ops = log.entries().map(({ operation }) => operation.op);
    expect(new Set(ops)).toEqual(
      new Set(["admit", "list", "disable", "card", "headkey", "reset", "root"]),
    );
    expect(log.entryAt(8)?.restsOn).toBe(7);
    expect(log.rootNow().version).toBe(2);
  });

  it("[CHAIN] an edit of any byte is refused, in whatever operation, and so is one put in or taken out", () => {
    const bytes = Buffer.from(log.text);
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom("change", "put in", "take out"),
        (at, value, how) => {
          const edited =
            how === "change"
              ? [bytes.subarray(0, at), Buffer.of((bytes[at] ?? 0) ^ value), bytes.subarray(at + 1)]
              : how === "put in"
                ? [bytes.subarray(0, at), Buffer.of(value), bytes.subarray(at)]
                : [bytes.subarray(0, at), bytes.subarray(at + 1)];
          const text = Buffer.concat(edited).toString("latin1");
          fc.pre(text !== log.text);
          expect(readLog(log.root, text).ok).toBe(false);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it("[CHAIN] [AS-OF] of all operations in any order reads back the same, from the root and on top of any beginning", () => {
    fc.assert(
      fc.property(steps, fc.nat(16), (attempts, part) => {
        const whole = grownBy(attempts);
        const read = readLog(whole.root, whole.text);
        if (!read.ok) throw new Error(read.refusal.reason);
        expect(read.value.entries()).toEqual(whole.entries());
        expect(answers(read.value)).toEqual(answers(whole));
        const lines = whole.text.split("\n").slice(0, part % (whole.head.n + 1));
        const beginning = readLog(whole.root, lines.map((line) => `${line}\n`).join(""));
        if (!beginning.ok) throw new Error(beginning.refusal.reason);
        const onTop = readLog(whole.root, whole.text, beginning.value);
        expect(onTop.ok && answers(onTop.value)).toEqual(answers(whole));
      }),
      { numRuns: 60 },
    );
  });

  it("[DIR-5] that was kept reads back the same without its signatures, and what comes on top of it is verified", () => {
    fc.assert(
      fc.property(steps, (attempts) => {
        const whole = grownBy(attempts);
        const kept = readKeptLog(whole.root, whole.text);
        if (!kept.ok) throw new Error(kept.refusal.reason);
        expect(kept.value.entries()).toEqual(whole.entries());
        expect(answers(kept.value)).toEqual(answers(whole));
        const longer = grown(kept.value, headkey(headKey(120)), AT + 2_000 * HOUR);
        const onTop = readLog(whole.root, longer.text, kept.value);
        expect(onTop.ok && answers(onTop.value)).toEqual(answers(longer));
        expect(readLog(whole.root, withOtherSignature(longer.text), kept.value)).toMatchObject({
          refusal: { reason: "signature", line: longer.head.n },
        });
      }),
      { numRuns: 40 },
    );
  });

  it("[CHAIN] that was kept is refused as well where it does not follow the rules, or is not one chain", () => {
    const lines = log.text.split("\n");
    const without = (n: number): string => lines.filter((_, i) => i !== n).join("\n");
    for (let n = 0; n < lines.length - 2; n++)
      expect(readKeptLog(log.root, without(n)).ok).toBe(false);
    expect(readKeptLog(log.root, log.text.replace("xa-tech-11", "xa-tech-12")).ok).toBe(false);
    expect(readKeptLog(log.root, log.text.slice(0, -1)).ok).toBe(false);
  });

  it("[AS-OF] no later entry changes an answer for an earlier number, whatever it does", () => {
    fc.assert(
      fc.property(steps, (attempts) => {
        const whole = grownBy(attempts);
        const all = answers(whole) as readonly unknown[];
        const lines = whole.text.split("\n");
        for (let n = 0; n < whole.head.n; n++) {
          const text = lines.slice(0, n).map((line) => `${line}\n`);
          const part = readLog(whole.root, text.join(""), whole);
          if (!part.ok) throw new Error(part.refusal.reason);
          expect(answers(part.value)).toEqual(all.slice(0, n + 1));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("[DIR-1] every entry of every log carries the signatures that its time asks for", () => {
    fc.assert(
      fc.property(steps, (attempts) => {
        const whole = grownBy(attempts);
        for (const entry of whole.entries()) expectSigned(whole, entry);
      }),
      { numRuns: 60 },
    );
  });
});

/** The text with a signature beside its last entry that holds over something else. */
function withOtherSignature(text: string): string {
  const lines = text.split("\n");
  const last = JSON.parse(lines.at(-2) ?? "") as { readonly sigs: { sig: string }[] };
  for (const one of last.sigs)
    one.sig = `${one.sig.startsWith("A") ? "B" : "A"}${one.sig.slice(1)}`;
  return [...lines.slice(0, -2), JSON.stringify(last), ""].join("\n");
}

/** What DIR-1 says, in other words than the reader's: from the answers as of the number before. */
function expectSigned(of: Log, { n, at, state, rec, operation, ...signed }: EntryView): void {
  const before = n - 1;
  expect(signed.officers.length).toBeGreaterThanOrEqual(of.rootNow(before).k);
  const service = rec !== null && of.recordOf(rec)?.kind === "service";
  if (state === null || service || !["admit", "list", "card"].includes(operation.op)) return;
  const needed = of.cosignersNeeded(state, before);
  const may = new Map(needed.records.map((one) => [one.rec, one.keys]));
  const records = new Set(signed.cosigners.map((one) => one.rec));
  for (const one of signed.cosigners) expect(may.get(one.rec)).toContain(one.key);
  if (signed.restsOn === null) expect(records.size).toBeGreaterThanOrEqual(needed.count);
  else {
    expect(operation.op).toBe("admit");
    const reset = of.resets().find((one) => one.n === signed.restsOn);
    expect(reset?.state).toBe(state);
    expect(at).toBeGreaterThanOrEqual(reset?.until ?? Number.POSITIVE_INFINITY);
  }
}

describe("the report on a log", () => {
  it("[VERIFY] says of every entry who signed it, in terms of the root in force and the State's records", () => {
    const report = verifyReport(log);
    expect(report).toHaveLength(9);
    expect(report[0]).toEqual({
      n: 1,
      h: log.hashAt(1),
      at: AT + 1000,
      op: "admit",
      state: "XA",
      rec: "xa-tech-1",
      why: null,
      root: { version: 1, k: 2, of: 3 },
      officers: [1, 2],
      incoming: null,
      cosigners: [],
      restsOn: null,
    });
    expect(report.map(({ cosigners }) => cosigners.map(({ rec }) => rec).toSorted())).toEqual([
      [],
      ["xa-tech-1"],
      [],
      ["xa-tech-1", "xa-tech-11"],
      ["xa-tech-1", "xa-tech-11"],
      [],
      [],
      [],
      [],
    ]);
    expect(report[7]).toMatchObject({ restsOn: 7, why: "both laptops are lost" });
    const incoming = log.rootNow().officers;
    expect(report[8]).toMatchObject({ op: "root", state: null, rec: null, root: { version: 1 } });
    expect(report[8]?.incoming?.k).toBe(2);
    for (const place of report[8]?.incoming?.signed ?? []) {
      const key = incoming[place - 1] ?? "";
      expect(log.entryAt(9)?.incoming).toContain(key);
    }
    expect(report[8]?.incoming?.signed.length).toBeGreaterThanOrEqual(2);
  });
});
