import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActHash } from "@parley/base";
import { EARLY_WARNING, notification } from "./early-warning.ts";
import type { Fault } from "./fake-network.ts";
import type { FakeOffice } from "./fake-office.ts";
import { quiet } from "./manual-clock.ts";
import { opened } from "./world.ts";

type Step =
  | { readonly do: "note"; readonly by: 0 | 1 }
  | { readonly do: "update" }
  | { readonly do: "close"; readonly who: 0 | 1 }
  | { readonly do: "log" }
  | { readonly do: "kill"; readonly who: 0 | 1 }
  | { readonly do: "kill-at"; readonly who: 0 | 1; readonly commits: number }
  | { readonly do: "fault"; readonly fault: Fault }
  | { readonly do: "away"; readonly away: boolean }
  | { readonly do: "disk"; readonly who: 0 | 1; readonly full: boolean }
  | { readonly do: "wedge"; readonly who: 0 | 1 }
  | { readonly do: "wait"; readonly ms: number };

const who = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("note" as const), by: who }) },
  { weight: 3, arbitrary: fc.constant({ do: "update" } as const) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("kill" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), who }) },
  { weight: 1, arbitrary: fc.constant({ do: "log" } as const) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("kill-at" as const), who, commits: fc.nat(4) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("fault" as const),
      fault: fc.constantFrom<Fault>("away", "limited", "lost-reply", "twice", "hangs"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("away" as const), away: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("disk" as const), who, full: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wedge" as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(0, 900, 30_000) }),
  },
);

const notesBy = (office: FakeOffice, state: string): readonly string[] =>
  office.consultation.entries.flatMap((one) =>
    one.kind === "note" && one.state === state ? [one.body] : [],
  );

/** Summaries of the acts of Alfa's, as an office reads them, none of them forked. */
function updatesIn(office: FakeOffice): readonly unknown[] {
  return office.consultation.entries.flatMap((one) => {
    if (one.kind !== "act") return [];
    expect(one).toMatchObject({ effect: "yes", forked: false });
    return [one.act?.f["summary"]];
  });
}

describe("faults of every kind, in any order", () => {
  it("[OUTBOX-1] [INBOX-1] what was promised arrives once, in order; what was not may be missing, never doubled", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const { world, alfa, bravo } = await opened();
        const offices = [alfa, bravo] as const;
        const promised: [string[], string[]] = [[], []];
        const attempted: [string[], string[]] = [[], []];
        const updates: string[] = [];
        let n = 0;
        for (const one of steps) {
          switch (one.do) {
            case "note": {
              const office = offices[one.by];
              const text = `note ${n++}`;
              attempted[one.by].push(text);
              // A process that stands still never answers; then nothing was promised.
              const sent = await Promise.race([
                office.client.sendNote(office.consultation.id as ActHash, text),
                quiet().then(() => null),
              ]);
              if (sent?.ok === true) promised[one.by].push(text);
              break;
            }
            case "update": {
              const text = `update ${n++}`;
              const channel = alfa.consultation.id as ActHash;
              const sent = await Promise.race([
                alfa.client.signAndSend(
                  notification([], {
                    id: text,
                    channel,
                    re: channel,
                    ask: {},
                    fields: { ...EARLY_WARNING, summary: text },
                  }),
                ),
                quiet().then(() => null),
              ]);
              if (sent?.ok === true) updates.push(text);
              break;
            }
            case "close":
              await offices[one.who].client.close();
              await offices[one.who].open();
              break;
            case "log":
              // The head grows while things are on their way.
              await world.admitStranger();
              break;
            case "kill":
              offices[one.who].kill();
              await offices[one.who].open();
              break;
            case "kill-at":
              offices[one.who].killAfterCommits(one.commits);
              await world.clock.advance(500);
              offices[one.who].kill();
              await offices[one.who].open();
              break;
            case "fault":
              world.network.faults.push(one.fault);
              break;
            case "away":
              world.network.setAway(one.away);
              break;
            case "disk":
              offices[one.who].disk.refuses = one.full ? "full" : null;
              break;
            case "wedge":
              offices[one.who].session?.wedge();
              break;
            case "wait":
              await world.clock.advance(one.ms);
          }
        }
        world.network.faults = [];
        for (const office of offices) office.disk.refuses = null;
        world.network.setAway(false);
        await world.clock.advance(400_000);

        const told = updatesIn(alfa);
        expect(updatesIn(bravo)).toEqual(told);
        expect(new Set(told).size).toBe(told.length);
        expect(told.filter((text) => updates.includes(String(text)))).toEqual(updates);

        for (const side of [0, 1] as const) {
          const state = side === 0 ? "XA" : "XB";
          const mine = notesBy(offices[side], state);
          const theirs = notesBy(offices[1 - side] as FakeOffice, state);
          expect(theirs).toEqual(mine);
          expect(new Set(mine).size).toBe(mine.length);
          expect(mine.filter((text) => promised[side].includes(text))).toEqual(promised[side]);
          expect(mine.every((text) => attempted[side].includes(text))).toBe(true);
          expect(offices[side].client.snapshot()).toMatchObject({
            outbox: { queued: 0, held: 0 },
            alarms: [],
          });
        }
      }),
      { numRuns: 40 },
    );
  });
});
