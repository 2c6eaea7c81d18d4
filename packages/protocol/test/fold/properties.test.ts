import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Level, Power, RecordId, StateCode } from "@parley/base";
import {
  displayOrder,
  fold,
  FOLD_TABLE,
  matchHeadline,
  matchPartyState,
  permissions,
  SUPPORTED_STEPS,
  type Facts,
  type FoldAct,
  type Folded,
  type FoldTable,
  type Reader,
} from "../../src/index.ts";
import { digest, shuffle, sign } from "./play.ts";
import { Dice, Schedule } from "./schedule.ts";

const RUNS = 150;
const seeds = fc.tuple(fc.integer(), fc.integer({ min: 4, max: 26 }));

function foldAll(
  schedule: Schedule,
  acts: readonly FoldAct[] = schedule.acts,
  table = FOLD_TABLE,
): Folded {
  return fold(acts, schedule.log, schedule.log.head, { table });
}

/** What fails, for the first schedule of `count` in which `check` finds something. */
function firstFault(count: number, check: (schedule: Schedule, seed: number) => boolean): number {
  for (let seed = 1; seed <= count; seed++)
    if (!check(new Schedule(seed, 4 + (seed % 22)), seed)) return seed;
  return 0;
}

function everywhere(check: (schedule: Schedule, dice: Dice) => void): void {
  fc.assert(
    fc.property(seeds, ([seed, steps]) => {
      check(new Schedule(seed, steps), new Dice(seed ^ 0x5bd1e995));
    }),
    { numRuns: RUNS },
  );
}

function readers(schedule: Schedule): readonly (Reader & { readonly key: string })[] {
  return schedule.devices
    .filter(({ on }) => on)
    .map(({ rec, state, key }) => ({
      key,
      state: state as StateCode,
      rec: rec as RecordId,
      level: schedule.level as Level,
      powers: schedule.log.powers(rec as RecordId) as Power[],
    }));
}

/** Facts without who has replied at all. */
function withoutAcknowledged(facts: Facts): string {
  const strip = <Value extends object>(entries: ReadonlyMap<unknown, Value>): unknown =>
    new Map([...entries].map(([hash, one]) => [hash, { ...one, acknowledged: [] }]));
  return digest({
    ...facts,
    forks: [],
    threads: strip(facts.threads),
    proposals: strip(facts.proposals),
  });
}

/** One act by the reader over all heads of the channel. */
function signNext(
  schedule: Schedule,
  reader: Reader & { readonly key: string },
  step: string,
  re: string | null,
  facts: Facts,
): ReturnType<typeof sign> | null {
  const kind = step === "update" ? (facts.threads.get(re as never)?.kind ?? null) : step;
  // Opening another channel is an act elsewhere; a request to raise has no later version.
  if (kind === null || step === "open channel" || (step === "update" && kind === "T07.raise"))
    return null;
  return sign({
    hash: "zz-next",
    key: reader.key,
    rec: reader.rec,
    dirN: schedule.log.head,
    parents: schedule.heads(),
    kind,
    re,
    clear: true,
    f:
      kind === "T03"
        ? { assist: "preserve-data" }
        : kind === "roster"
          ? { op: "add", rec: reader.rec }
          : {},
  });
}

function staysMade(schedule: Schedule, table?: FoldTable): boolean {
  const all = new Set(foldAll(schedule, schedule.acts, table).facts.made);
  return [0.4, 0.6, 0.8].every((part) =>
    foldAll(
      schedule,
      schedule.acts.slice(0, Math.ceil(schedule.acts.length * part)),
      table,
    ).facts.made.every((hash) => all.has(hash)),
  );
}

function total(schedule: Schedule, table: FoldTable): boolean {
  const { facts } = foldAll(schedule, schedule.acts, table);
  return (
    matchHeadline(facts, table) !== null &&
    facts.parties.every((state) => matchPartyState(facts, state, table) !== null)
  );
}

describe("properties over random schedules", () => {
  it("[ORDER] any order of arrival, with duplicates, gives the same facts and effects", () => {
    everywhere((schedule, dice) => {
      const want = foldAll(schedule);
      const numbers = [dice.below(9973), dice.below(9973), dice.below(9973)];
      const acts = shuffle([...schedule.acts, ...schedule.acts.slice(0, 3)], numbers);
      expect(digest(foldAll(schedule, acts))).toBe(digest(want));
      expect(displayOrder(shuffle(schedule.acts, numbers))).toEqual(displayOrder(schedule.acts));
    });
  });

  it("[FOLD-1] [ACT-4] a verdict is the same in every larger set", () => {
    everywhere((schedule, dice) => {
      const all = foldAll(schedule).verdicts;
      const part = foldAll(schedule, schedule.acts.slice(0, 1 + dice.below(schedule.acts.length)));
      for (const [hash, verdict] of part.verdicts) expect(all.get(hash)).toBe(verdict);
    });
  });

  it("[TOTAL] some headline row and some party state always match", () => {
    everywhere((schedule) => {
      expect(total(schedule, FOLD_TABLE)).toBe(true);
    });
  });

  it("[FOLD-3] [STAYS-MADE] a decision made in a part stays made in the whole", () => {
    everywhere((schedule) => {
      expect(staysMade(schedule)).toBe(true);
    });
  });

  for (const [name, supported] of [
    ["every row", undefined],
    ["the steps of this version", SUPPORTED_STEPS],
  ] as const) {
    it(`[OFFER] an offered step has effect when signed over one's heads: ${name}`, () => {
      let signed = 0;
      everywhere((schedule, dice) => {
        const folding = supported === undefined ? {} : { supported };
        const { facts } = fold(schedule.acts, schedule.log, schedule.log.head, folding);
        for (const reader of readers(schedule)) {
          const { may, mayNot } = permissions(facts, reader, supported);
          for (const { reason } of mayNot) expect(FOLD_TABLE.reasons.has(reason)).toBe(true);
          if (may.length === 0) continue;
          const { step, targets } = dice.pick(may);
          const re = targets.length > 0 ? dice.pick(targets) : null;
          const act = signNext(schedule, reader, step, re, facts);
          if (act === null) continue;
          const acts = [...schedule.acts, act];
          const after = fold(acts, schedule.log, schedule.log.head, folding);
          expect(after.effects.get(act.hash), `${step} ${re}`).toBe("yes");
          signed++;
        }
      });
      expect(signed).toBeGreaterThan(RUNS / 2);
    });
  }

  it("[ACK] an acknowledgement does no more than an act without content at the same place", () => {
    let compared = 0;
    everywhere((schedule, dice) => {
      const { facts } = foldAll(schedule);
      for (const reader of readers(schedule)) {
        const ack = permissions(facts, reader).may.find(({ step }) => step === "T04.ack");
        if (ack === undefined || !facts.parties.includes(reader.state)) continue;
        const said = signNext(schedule, reader, "T04.ack", dice.pick(ack.targets), facts);
        const empty = signNext(schedule, reader, "rehome", null, facts);
        const after = [said, empty].map((act) =>
          withoutAcknowledged(foldAll(schedule, [...schedule.acts, act!]).facts),
        );
        expect(after[0]).toBe(after[1]);
        compared++;
      }
    });
    expect(compared).toBeGreaterThan(RUNS / 4);
  });
});

describe("broken tables are caught", () => {
  it("[TOTAL] without its row for a request that nobody has acknowledged", () => {
    const headlines = FOLD_TABLE.headlines.filter(({ name }) => name !== "transmitted");
    const table = { ...FOLD_TABLE, headlines };
    expect(firstFault(60, (schedule) => total(schedule, table))).toBeGreaterThan(0);
  });

  it("[OFFER] where a closed channel offers what only States that take part may do", () => {
    const permissionRows = FOLD_TABLE.permissions.map((row) =>
      row.offer === "T01" ? { ...row, needs: row.needs.filter((need) => need !== "active") } : row,
    );
    const table = { ...FOLD_TABLE, permissions: permissionRows };
    const fault = firstFault(60, (schedule) => {
      const { facts } = foldAll(schedule);
      return readers(schedule).every((reader) => {
        const offered = permissions(facts, reader, new Set(["T01"]), table).may.length > 0;
        if (!offered) return true;
        const act = signNext(schedule, reader, "T01", null, facts)!;
        return foldAll(schedule, [...schedule.acts, act]).effects.get(act.hash) === "yes";
      });
    });
    expect(fault).toBeGreaterThan(0);
  });

  it("[ACK] where an acknowledgement counts among the replies", () => {
    const acts = new Map(FOLD_TABLE.acts);
    acts.set("T04.ack", { ...acts.get("T04.ack")!, reply: "holding" });
    const table = { ...FOLD_TABLE, acts };
    const fault = firstFault(60, (schedule) => {
      const { facts } = foldAll(schedule, schedule.acts, table);
      return readers(schedule).every((reader) => {
        const ack = permissions(facts, reader).may.find(({ step }) => step === "T04.ack");
        if (ack === undefined || !facts.parties.includes(reader.state)) return true;
        const said = signNext(schedule, reader, "T04.ack", ack.targets[0]!, facts)!;
        const empty = signNext(schedule, reader, "rehome", null, facts)!;
        const [a, b] = [said, empty].map((act) =>
          withoutAcknowledged(foldAll(schedule, [...schedule.acts, act], table).facts),
        );
        return a === b;
      });
    });
    expect(fault).toBeGreaterThan(0);
  });
});
