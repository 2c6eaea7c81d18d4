import { describe, expect, it } from "vitest";
import type { ActHash, KeyId, RecordId, StateCode } from "@parley/base";
import {
  displayOrder,
  fold,
  foldKind,
  permissions,
  readTable,
  SUPPORTED_STEPS,
  toFoldAct,
  view,
  type FoldAct,
} from "../../src/index.ts";
import { digest, Log, sign, type Signing } from "./play.ts";

const LEVELS = ["policy"];
const POWERS = ["open", "answer", "raise", "close"];

function newLog(): Log {
  const log = new Log();
  for (const rec of ["XA1", "XA2", "XB1", "XC1"]) {
    log.record(rec, rec.slice(0, 2), LEVELS, POWERS);
    log.list(`k${rec}`, rec);
  }
  return log;
}

const by = (rec: string, one: Omit<Signing, "rec" | "key" | "dirN"> & { dirN?: number }): FoldAct =>
  sign({ rec, key: `k${rec}`, dirN: 1, ...one });

const opening = by("XA1", {
  hash: "o",
  kind: "T02",
  open: { parties: ["XA", "XB", "XC"], roster: ["XA1", "XA2", "XB1", "XC1"], level: "policy" },
  at: "2026-03-03T00:00:00Z",
  ask: { ack: "2026-03-03T01:00:00Z" },
});

const hash = (text: string): ActHash => text as ActHash;

/** Id of a key that the log does not list. */
const NEW = "newnewnewnewnewnewnewA";

describe("acts as the fold takes them", () => {
  it("[TRUST-2] a new device counts while a listed colleague's act names it, in what comes after that act", () => {
    const log = newLog();
    const names = { rec: "XA2", key: NEW };
    const add = by("XA1", { hash: "d1", kind: "device", f: { op: "add", ...names }, prev: "o" });
    const acts = [
      opening,
      add,
      sign({ rec: "XA2", key: NEW, dirN: 1, hash: "x1", kind: "T02", re: "o", parents: ["d1"] }),
      // Before the act that names it, or beside it, it is nobody.
      sign({ rec: "XA2", key: NEW, dirN: 1, hash: "x2", kind: "T02", re: "o", parents: ["o"] }),
    ];
    const signed = fold(acts, log, 1, { supported: SUPPORTED_STEPS });
    expect([signed.effects.get(hash("x1")), signed.effects.get(hash("x2"))]).toEqual([
      "yes",
      "not-listed",
    ]);
    expect(signed.facts.devices).toEqual([{ ...names, act: "d1" }]);
    const removes = [
      by("XA1", { hash: "d2", kind: "device", f: { op: "remove", ...names }, prev: "d1" }),
      sign({ rec: "XA2", key: NEW, dirN: 1, hash: "x3", kind: "T02", re: "o", parents: ["d2"] }),
    ];
    const removed = fold([...acts, ...removes], log, 1, { supported: SUPPORTED_STEPS });
    expect([removed.effects.get(hash("x1")), removed.effects.get(hash("x3"))]).toEqual([
      "yes",
      "not-listed",
    ]);
    expect(removed.facts.devices).toEqual([]);
  });

  it("[TRUST-2] another State, and a device that only a device act names, sign for none", () => {
    const log = newLog();
    const f = { op: "add", rec: "XA2", key: "other" };
    const acts = [
      opening,
      by("XB1", { hash: "b1", kind: "device", f, parents: ["o"] }),
      by("XA1", { hash: "d1", kind: "device", f: { ...f, key: NEW }, prev: "o" }),
      sign({ rec: "XA2", key: NEW, dirN: 1, hash: "x1", kind: "device", f, parents: ["d1"] }),
    ];
    const { facts, effects } = fold(acts, log, 1, { supported: SUPPORTED_STEPS });
    expect([effects.get(hash("b1")), effects.get(hash("x1"))]).toEqual(["role", "not-listed"]);
    expect(facts.devices.map(({ key }) => key)).toEqual([NEW]);
  });

  it("[ACT-2] keeps two acts with one prev, folds them as concurrent, and marks them", () => {
    const log = newLog();
    const acts = [
      opening,
      by("XB1", { hash: "b1", kind: "T04.ack", re: "o", parents: ["o"] }),
      by("XB1", { hash: "b2", kind: "T04.answer", re: "o", prev: "b1" }),
      by("XB1", { hash: "b3", kind: "T04.decline", re: "o", prev: "b1" }),
    ];
    const { facts, effects } = fold(acts, log, 1);
    expect(effects.get(hash("b2"))).toBe("yes");
    expect(effects.get(hash("b3"))).toBe("yes");
    expect(facts.threads.get(hash("o"))?.replies.get("XB" as StateCode)).toBe("decline");
    expect(facts.forks).toEqual([{ key: "kXB1", state: "XB", prev: "b1", acts: ["b2", "b3"] }]);
    expect(view(facts, [], 0).lines.map(({ id }) => id)).toEqual(["forked"]);
  });

  it("[ACT-3] an act enters when its whole past is here; what waits blocks nothing", () => {
    const log = newLog();
    const first = by("XB1", { hash: "b1", kind: "T04.ack", re: "o", parents: ["o"] });
    const second = by("XB1", { hash: "b2", kind: "T04.answer", re: "o", prev: "b1" });
    const third = by("XB1", { hash: "b3", kind: "T04.holding", re: "o", prev: "b2" });
    const other = by("XC1", { hash: "c1", kind: "T04.ack", re: "o", parents: ["o"] });
    const part = fold([third, second, opening, other], log, 1);
    expect(part.waiting).toEqual([
      { act: "b2", for: "past", missing: ["b1"] },
      { act: "b3", for: "past", missing: [] },
    ]);
    expect(part.facts.missing).toBe(2);
    expect(part.effects.get(hash("c1"))).toBe("yes");
    const all = fold([third, second, opening, other, first], log, 1);
    expect(all.waiting).toEqual([]);
    expect(all.facts.threads.get(hash("o"))?.replies.get("XB" as StateCode)).toBe("holding");
  });

  it("[ACT-1] an act that names a later directory head than mine waits", () => {
    const log = newLog();
    const later = by("XB1", { hash: "b1", kind: "T04.ack", re: "o", parents: ["o"], dirN: 2 });
    const { waiting, facts } = fold([opening, later], log, 1);
    expect(waiting).toEqual([{ act: "b1", for: "directory", missing: [] }]);
    expect(facts.missing).toBe(0);
    expect(fold([opening, later], log, 2).effects.get(hash("b1"))).toBe("yes");
  });

  it("[ACT-4] an act of a disabled key counts where another State's act had it in its past before", () => {
    const log = newLog();
    log.disable("kXB1");
    const seen = by("XB1", { hash: "b1", kind: "T04.ack", re: "o", parents: ["o"] });
    const unseen = by("XB1", { hash: "b2", kind: "T04.answer", re: "o", prev: "b1" });
    const anchor = by("XC1", { hash: "c1", kind: "T04.ack", re: "o", parents: ["b1"] });
    const late = by("XC1", {
      hash: "c2",
      kind: "checkpoint",
      prev: "c1",
      parents: ["b2"],
      dirN: 2,
    });
    const acts = [opening, seen, unseen, anchor, late];
    const { effects } = fold(acts, log, 2);
    expect(effects.get(hash("b1"))).toBe("yes");
    expect(effects.get(hash("b2"))).toBe("key-disabled");
    // With a log that does not hold the disabling entry yet, nothing is disabled.
    expect(fold([opening, seen, unseen], log, 1).effects.get(hash("b2"))).toBe("yes");
    const own = by("XB1", { hash: "b3", kind: "T04.ack", re: "o", parents: ["o"], dirN: 2 });
    expect(fold([opening, own], log, 2).effects.get(hash("b3"))).toBe("not-listed");
  });

  it("[ACT-4] a head below that of an act in the past has no effect", () => {
    const log = newLog();
    log.disable("kXA2");
    const high = by("XB1", { hash: "b1", kind: "T04.ack", re: "o", parents: ["o"], dirN: 2 });
    const back = by("XC1", { hash: "c1", kind: "T04.ack", re: "o", parents: ["b1"], dirN: 1 });
    expect(fold([opening, high, back], log, 2).effects.get(hash("c1"))).toBe("head-back");
  });

  it("[ACT-5] claimed times decide the order of reading among concurrent acts, and no fact", () => {
    const log = newLog();
    const at = (b: string, c: string): FoldAct[] => [
      opening,
      by("XB1", { hash: "b1", kind: "T04.answer", re: "o", parents: ["o"], at: b }),
      by("XC1", { hash: "c1", kind: "T04.decline", re: "o", parents: ["o"], at: c }),
    ];
    const one = at("2026-03-03T05:00:00Z", "2026-03-03T04:00:00Z");
    const two = at("1999-01-01T00:00:00Z", "2026-03-03T04:00:00Z");
    expect(displayOrder(one).map((act) => act.hash)).toEqual(["o", "c1", "b1"]);
    expect(displayOrder(two).map((act) => act.hash)).toEqual(["o", "b1", "c1"]);
    expect(digest(fold(one, log, 1).facts)).toBe(digest(fold(two, log, 1).facts));
  });

  it("[ACT-4] neither a colleague nor the key itself vouches for a disabled key", () => {
    const log = newLog();
    log.disable("kXA2");
    const acts = [
      opening,
      by("XA2", { hash: "a1", kind: "T01", parents: ["o"] }),
      by("XA2", { hash: "a2", kind: "T01", prev: "a1" }),
      by("XA1", { hash: "a3", kind: "checkpoint", prev: "o", parents: ["a2"] }),
    ];
    const { effects } = fold(acts, log, 2);
    expect([effects.get(hash("a1")), effects.get(hash("a2"))]).toEqual([
      "key-disabled",
      "key-disabled",
    ]);
    expect(effects.get(hash("a3"))).toBe("yes");
  });

  it("[FOLD-3] only an accept of it or a checkpoint shows a decision over concurrent accepts", () => {
    const log = newLog();
    const acts = [
      opening,
      by("XA1", { hash: "t1", kind: "T08.both", prev: "o" }),
      by("XB1", { hash: "b1", kind: "T04.accept", re: "t1", parents: ["t1"] }),
      by("XC1", { hash: "c1", kind: "T04.accept", re: "t1", parents: ["t1"] }),
      by("XA2", { hash: "a2", kind: "T01", parents: ["b1", "c1"] }),
    ];
    expect(fold(acts, log, 1).facts.made).toEqual([]);
    const witness = by("XA2", { hash: "a3", kind: "checkpoint", prev: "a2" });
    expect(fold([...acts, witness], log, 1).facts.made).toEqual(["t1"]);
  });

  it("[FOLD-4] two decisions made concurrently give the same facts whichever came first", () => {
    const log = newLog();
    const says = (rec: string, on: string, parents: string[]): FoldAct =>
      by(rec, { hash: `${rec}-${on}`, kind: "T04.accept", re: on, parents });
    const acts = [
      opening,
      by("XA1", { hash: "t1", kind: "T07.meeting", prev: "o" }),
      by("XA2", { hash: "t2", kind: "T07.measures", parents: ["o"] }),
      says("XB1", "t1", ["t1", "t2"]),
      by("XB1", { hash: "b2", kind: "T04.accept", re: "t2", prev: "XB1-t1" }),
      says("XC1", "t2", ["t1", "t2", "b2"]),
      by("XC1", { hash: "c2", kind: "T04.accept", re: "t1", prev: "XC1-t2" }),
    ];
    const forth = fold(acts, log, 1).facts;
    expect(forth.made).toEqual(["t1", "t2"]);
    expect(digest(fold(acts.toReversed(), log, 1).facts)).toBe(digest(forth));
  });
});

describe("what this version takes", () => {
  it("[FOLD-1] a kind outside the supported steps has no effect, and is kept", () => {
    const log = newLog();
    const leave = by("XB1", { hash: "b1", kind: "leave", parents: ["o"] });
    const options = { supported: SUPPORTED_STEPS };
    const { effects, facts } = fold([opening, leave], log, 1, options);
    expect(effects.get(hash("o"))).toBe("yes");
    expect(effects.get(hash("b1"))).toBe("unknown-kind");
    expect(facts.active).toEqual(["XA", "XB", "XC"]);
    const reader = {
      state: "XB" as StateCode,
      rec: "XB1" as RecordId,
      level: "policy",
      powers: ["answer"],
    } as const;
    const { may, mayNot } = permissions(facts, reader, SUPPORTED_STEPS);
    expect(may.map(({ step }) => step)).toEqual([
      "T04.ack",
      "T04.answer",
      "T04.holding",
      "T04.decline",
      "roster",
    ]);
    expect(Object.fromEntries(mayNot.map(({ step, reason }) => [step, reason]))).toEqual({
      "T04.counter": "R_NO_PROPOSAL",
      "T04.accept": "R_NO_PROPOSAL",
      "T04.conditions": "R_NO_PROPOSAL",
      T02: "R_POWER",
      update: "R_POWER",
    });
  });

  it("[FOLD-2] reply codes become the classes of the table; an unknown code has no row", () => {
    const kind = (code: string): string => foldKind({ kind: "T04", f: { reply_kind: code } });
    expect(kind("passed-on")).toBe("T04.ack");
    expect(kind("take-note")).toBe("T04.decline");
    expect(kind("not-our-competence")).toBe("T04.answer");
    expect(kind("accept-conditions")).toBe("T04.conditions");
    expect(kind("toString")).toBe("T04");
    expect(foldKind({ kind: "T02", f: { reply_kind: "accept" } })).toBe("T02");
    const act = {
      kind: "T04",
      f: { reply_kind: "holding" },
      key: "k" as KeyId,
      rec: "XB1" as RecordId,
      dir: { n: 4, h: "h" },
      parents: [hash("o")],
      re: hash("o"),
      to: [],
      clear: [],
      at: "2026-03-03T00:00:00Z",
      ask: { revert: "2026-03-03T06:00:00Z" },
    };
    expect(toFoldAct({ hash: hash("b1"), bytes: "", sig: "", act: act as never })).toMatchObject({
      kind: "T04.holding",
      dirN: 4,
      prev: null,
      re: "o",
      clear: false,
      open: null,
      ask: { revert: "2026-03-03T06:00:00Z" },
    });
  });

  it("[FOLD-7] nothing is undelivered before two minutes after the act left the outbox", () => {
    const { facts } = fold([opening], newLog(), 1);
    const sent = Date.parse("2026-03-03T00:10:00Z");
    const lines = (now: number, at: number | null): readonly string[] =>
      view(facts, [], now, { sentAt: () => at }).lines.map(({ id, state }) => `${id} ${state}`);
    expect(lines(sent + 119_999, sent)).toEqual([]);
    expect(lines(sent + 120_000, sent)).toEqual(["undelivered XB", "undelivered XC"]);
    expect(lines(sent + 120_000, null)).toEqual([]);
    const late = view(facts, [["XB" as StateCode, hash("o"), sent]], sent + 3_600_000, {
      sentAt: () => null,
    });
    expect(late.headline).toBe("lapsed");
    expect(late.lines.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "delivered XB",
      "ack passed XB",
      "ack passed XC",
    ]);
  });

  it("[FOLD-6] a table with a word that the code does not know is refused", () => {
    expect(() => readTable({})).toThrow("fold table");
  });

  it("[ORDER] 300 acts with decisions, checkpoints and a disabled key fold within a second", () => {
    const log = newLog();
    log.disable("kXB1");
    const acts: FoldAct[] = [opening];
    for (let i = 1; i < 300; i++) {
      const last = acts.at(-1)!.hash;
      const rec = ["XA1", "XB1", "XC1"][i % 3]!;
      const proposal = `a${i - (i % 6) + 3}`;
      const one =
        i % 6 === 3
          ? { kind: "T07.meeting" }
          : i % 6 > 3
            ? { kind: "T04.accept", re: proposal }
            : { kind: "checkpoint" };
      acts.push(by(rec, { hash: `a${i}`, parents: [last], ...one }));
    }
    const start = performance.now();
    const { facts } = fold(acts, log, 2);
    expect(performance.now() - start).toBeLessThan(1000);
    // Every sixth act proposes (3, 9, .. 297), and the two after it accept.
    expect(facts.made.length).toBe(50);
  });
});
