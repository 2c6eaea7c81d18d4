import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  compareLogs,
  placeHead,
  takeUpLog,
  type Log,
  type Operation,
  type Seen,
} from "../src/index.ts";
import {
  admit,
  ALFA,
  AT,
  BRAVO,
  CHARLIE,
  disable,
  logOf,
  record,
  rootOf,
  rootText,
} from "./sample.ts";

/** Nothing here rests on a reset. */
const SEEN: Seen = { now: AT, headAt: () => null };

let steps: readonly Operation[];
let log: Log;
/** Logs of the same officers that part from `log` at entry 1, 2, 3. */
let forks: readonly Log[];

beforeAll(async () => {
  await ready();
  steps = [admit(ALFA()), admit(BRAVO()), admit(CHARLIE())];
  log = logOf(steps);
  forks = [0, 1, 2].map((at) => logOf(steps.with(at, admit(record("XE", 9)))));
});

describe("two logs", () => {
  it("[DIR-5] one is the other's beginning, or they part at a number", () => {
    for (let held = 0; held <= 3; held++)
      for (let offered = 0; offered <= 3; offered++) {
        const outcome = held === offered ? "same" : offered > held ? "longer" : "shorter";
        expect(compareLogs(logOf(steps.slice(0, held)), logOf(steps.slice(0, offered)))).toEqual({
          outcome,
        });
      }
    expect(forks.map((fork) => compareLogs(log, fork))).toEqual(
      [1, 2, 3].map((n) => ({ outcome: "forked", n })),
    );
  });

  it("[DIR-5] logs of two directories are a fork even when both are empty", () => {
    const other = rootText({ at: AT + 1000 });
    expect(compareLogs(logOf([]), logOf([], other))).toEqual({ outcome: "forked", n: 0 });
    expect(compareLogs(log, logOf(steps, other))).toEqual({ outcome: "forked", n: 0 });
  });
});

describe("an offered log", () => {
  it("[DIR-5] is taken up when it goes on from the one held", () => {
    for (let held = 0; held <= 3; held++) {
      const taken = takeUpLog(log.root, logOf(steps.slice(0, held)), log.text, SEEN);
      expect(taken.ok && taken.value.log.head).toEqual(log.head);
    }
    const first = takeUpLog(log.root, null, log.text, SEEN);
    expect(first.ok && first.value.log.head).toEqual(log.head);
  });

  it("[DIR-5] is verified from the root where one letter differs of what is held, and says the same where none does", () => {
    const held = logOf(steps.slice(0, 2));
    const fresh = takeUpLog(log.root, null, log.text, SEEN);
    const onTop = takeUpLog(log.root, held, log.text, SEEN);
    if (!fresh.ok || !onTop.ok) throw new Error("refused");
    expect(onTop.value.log.records()).toEqual(fresh.value.log.records());
    expect(onTop.value.log.hashAt(2)).toBe(fresh.value.log.hashAt(2));
    const [first = "", ...rest] = log.text.split("\n");
    const signature = /"sig":"(..)/.exec(first)?.[1] ?? "";
    const other = signature === "AA" ? "BB" : "AA";
    const forged = [first.replace(`"sig":"${signature}`, `"sig":"${other}`), ...rest].join("\n");
    expect(forged).not.toBe(log.text);
    expect(takeUpLog(log.root, held, forged, SEEN)).toMatchObject({
      ok: false,
      refusal: { line: 1 },
    });
    const [, second = ""] = log.text.split("\n");
    expect(takeUpLog(log.root, log, `${log.text}${second}\n`, SEEN)).toMatchObject({
      ok: false,
      refusal: { reason: "chain-broken", line: 4 },
    });
  });

  it("[DIR-5] is refused when it is shorter, whatever it leaves out", () => {
    for (let n = 0; n < 3; n++)
      expect(takeUpLog(log.root, log, logOf(steps.slice(0, n)).text, SEEN)).toEqual({
        ok: false,
        refusal: { reason: "shorter", line: n },
      });
  });

  it("[DIR-5] is refused when it is forked, shorter or longer ones too, and the number is named", () => {
    for (const [i, fork] of forks.entries()) {
      const refused = { ok: false, refusal: { reason: "forked", line: i + 1 } };
      expect(takeUpLog(log.root, log, fork.text, SEEN)).toEqual(refused);
      const longer = logOf([...steps.with(i, admit(record("XE", 9))), admit(record("XF", 10))]);
      expect(takeUpLog(log.root, log, longer.text, SEEN)).toEqual(refused);
      const shorter = logOf(steps.with(i, admit(record("XE", 9))).slice(0, i + 1));
      expect(takeUpLog(log.root, log, shorter.text, SEEN)).toEqual(refused);
    }
  });

  it("[DIR-5] is verified before it is compared", () => {
    expect(takeUpLog(log.root, log, `${log.text}x\n`, SEEN)).toEqual({
      ok: false,
      refusal: { reason: "not-json", line: 4 },
    });
    expect(takeUpLog(rootOf(rootText({ at: AT + 1000 })), log, log.text, SEEN)).toEqual({
      ok: false,
      refusal: { reason: "wrong-root", line: 1 },
    });
  });

  it("[DIR-5] what is held never shrinks and never changes, whatever is offered in whatever order", () => {
    const offers = [...forks, ...[0, 1, 2, 3].map((n) => logOf(steps.slice(0, n)))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...offers), { maxLength: 6 }), (offered) => {
        let held: Log | null = null;
        for (const { text } of offered) {
          const before: Log | null = held;
          const taken = takeUpLog(log.root, held, text, SEEN);
          if (taken.ok) held = taken.value.log;
          if (before === null || held === null) continue;
          for (let n = 0; n <= before.head.n; n++) expect(held.hashAt(n)).toBe(before.hashAt(n));
        }
      }),
    );
  });
});

describe("a head that a payload names", () => {
  it("[DIR-5] is known, above mine, or beside it", () => {
    for (let n = 1; n <= 3; n++) {
      const h = log.hashAt(n) ?? "";
      expect(placeHead(log, { n, h })).toBe("known");
      expect(placeHead(log, { n, h: log.hashAt(n - 1) ?? "" })).toBe("forked");
      expect(placeHead(forks[n - 1]!, { n, h })).toBe("forked");
    }
    expect(placeHead(log, { n: 4, h: "A".repeat(43) })).toBe("behind");
    expect(placeHead(log, { n: -1, h: "" })).toBe("forked");
    const shorter = logOf([...steps, disable("xa-tech-1", 1)]);
    expect(placeHead(log, shorter.head)).toBe("behind");
    expect(placeHead(shorter, log.head)).toBe("known");
  });
});
