import { encodeProfile } from "@parley/base";
import { makeSignKeyPair, ready, type KeyPair } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  encodeProposal,
  entryText,
  hashOfEntry,
  judgeProposal,
  lineOf,
  PROPOSAL_REFUSALS,
  readLog,
  readProposal,
  signEntryText,
  withSignature,
  type Log,
  type Operation,
  type ProposedEntry,
} from "../src/index.ts";
import { edits } from "./documents.ts";
import {
  actKeyId,
  actKeys,
  admit,
  ALFA,
  AT,
  BRAVO,
  CHARLIE,
  grown,
  logOf,
  officersIn,
  rec,
  record,
  rootText,
} from "./sample.ts";

/** Two officers sign; Alfa and Bravo are listed. */
let log: Log;
let one: KeyPair;
let two: KeyPair;
/** Alfa's second office: Alfa signs. */
let second: Operation;

beforeAll(async () => {
  await ready();
  log = logOf([admit(ALFA()), admit(BRAVO())], rootText({ count: 3, k: 2 }));
  const [first, next] = officersIn(log.root);
  if (first === undefined || next === undefined) throw new Error("no officers");
  [one, two] = [first, next];
  second = admit(record("XA", 4));
});

const proposed = (operation: Operation, ...keys: readonly KeyPair[]): ProposedEntry => {
  const entry = entryText(log, { at: AT + 60_000, operation });
  return { entry, sigs: keys.map((key) => signEntryText(entry, key)) };
};

const reasonOf = (proposal: ProposedEntry, of: Log = log): string => {
  const read = judgeProposal(proposal, of);
  return read.ok ? "taken" : read.refusal;
};

describe("proposal", () => {
  it("[PROPOSAL-1] says what it does, who has signed, and who has yet to", () => {
    const first = { ...proposed(second, one), ask: "A second desk" };
    expect(readProposal(encodeProposal(first), log)).toMatchObject({
      ok: true,
      value: {
        ...first,
        operation: second,
        n: 3,
        h: hashOfEntry(first.entry),
        officers: first.sigs.map(({ key }) => key),
        cosigners: [],
        missing: { officers: 1, cosigners: 1 },
        mayCosign: [{ rec: rec("xa-tech-1"), keys: [actKeyId(1)] }],
      },
    });
  });

  it("[PROPOSAL-1] goes from hand to hand until the line that it makes is the log's next", () => {
    const hands = [one, two, actKeys(1)];
    let file = encodeProposal(proposed(second));
    const missing: unknown[] = [];
    for (const keys of hands) {
      const read = readProposal(file, log);
      if (!read.ok) throw new Error(read.refusal);
      missing.push(read.value.missing);
      file = encodeProposal(withSignature(read.value, signEntryText(read.value.entry, keys)));
    }
    const done = readProposal(`${file}\n`, log);
    if (!done.ok) throw new Error(done.refusal);
    expect([...missing, done.value.missing]).toEqual([
      { officers: 2, incoming: 0, cosigners: 1 },
      { officers: 1, incoming: 0, cosigners: 1 },
      { officers: 0, incoming: 0, cosigners: 1 },
      { officers: 0, incoming: 0, cosigners: 0 },
    ]);
    const next = readLog(log.root, `${log.text}${lineOf(done.value.entry, done.value.sigs)}\n`);
    expect(next.ok && next.value.head.h).toBe(done.value.h);
    expect(next.ok && reasonOf(done.value, next.value)).toBe("published");
  });

  it("[PROPOSAL-1] signed twice by one is signed once", () => {
    const first = proposed(second, one);
    const again = withSignature(first, signEntryText(first.entry, one));
    expect(again.sigs).toEqual(first.sigs);
  });

  it("[PROPOSAL-1] with a signature that does not hold or has no place there is refused", () => {
    const first = proposed(second, one);
    const [sig] = proposed(admit(CHARLIE()), one).sigs;
    if (sig === undefined) throw new Error("no signature");
    expect(reasonOf({ ...first, sigs: [sig] })).toBe("signature");
    expect(reasonOf(proposed(second, one, makeSignKeyPair()))).toBe("foreign-signer");
    expect(reasonOf(proposed(second, one, actKeys(2)))).toBe("foreign-signer");
    expect(reasonOf(proposed(admit(BRAVO()), one))).toBe("duplicate-record");
  });

  it("[PROPOSAL-1] that does not follow the head is stale or ahead", () => {
    const first = proposed(second, one, two);
    const later = grown(log, admit(CHARLIE()));
    expect(reasonOf(first, later)).toBe("stale");
    expect(reasonOf(first, logOf([admit(ALFA())], log.root.text))).toBe("ahead");
    // The same number after another entry.
    const beside = logOf([admit(ALFA()), admit(CHARLIE())], log.root.text);
    expect(reasonOf(first, beside)).toBe("stale");
    expect(reasonOf(first, logOf([admit(ALFA()), admit(BRAVO())]))).toBe("wrong-root");
  });

  it("[PROPOSAL-1] is refused after an edit of any character but of what is said of it, and never throws", () => {
    const text = encodeProposal(proposed(second, one, two, actKeys(1)));
    fc.assert(
      fc.property(edits(text), (edited) => {
        expect(readProposal(edited, log).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    const inner = fc.oneof(fc.string({ unit: "binary" }), fc.json());
    const outer = inner.map((entry) => JSON.stringify({ entry, sigs: [], v: 1 }));
    fc.assert(
      fc.property(fc.oneof(inner, outer), (some) => {
        expect(readProposal(some, log).ok).toBe(false);
      }),
    );
    const long = { entry: "{}", sigs: [], v: 1, ask: "x".repeat(513) };
    expect(readProposal(encodeProfile(long), log)).toEqual({ ok: false, refusal: "form" });
    for (const sentence of Object.values(PROPOSAL_REFUSALS))
      expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
