import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { BROUGHT, END_OF_PAGES, MISSING } from "./defences.ts";
import { actsOf, happenings, holdBack, letGo, takeOut, update } from "./timeline.ts";
import { three } from "./three.ts";
import { changing, madeUpId, roomIn, type ToldEvent } from "../sync-reply.ts";
import type { Seat, Stage } from "../stage.ts";

/** What never comes, and what a server puts in its place. */
export const LOSSES: readonly Attack[] = [
  {
    attacker: "the server lets nothing of Alfa's through to Bravo any more",
    rules: ["ACT-3"],
    defence: MISSING,
    play: async (stage) => {
      const { alfa, bravo, charlie, channel } = await three(stage);
      holdBack(bravo.line, alfa.office.account.user);
      const happened = happenings(bravo.office);
      const lost = await update(stage, alfa, bravo, channel, "lost");
      await stage.until("Charlie to have it", () => actsOf(charlie.office).includes(lost));
      await charlie.office.client.acknowledge(channel, channel);
      await charlie.office.client.sendNote(channel, "did you see it?");
      await stage.until("Charlie's note", () => bravo.office.notes().length > 0);
      return [
        {
          says: "Bravo says that an act is missing",
          holds: () => stage.until("it to be said", () => happened.has("missing-act")),
        },
        {
          says: "Alfa's answers do not arrive, and Charlie brings it: Bravo shows what the others show, in their order",
          holds: async () => {
            const hasWant = ({ office }: Seat): boolean =>
              office.rows("inbox").some((row) => /"chat\.parley\.want".*"counts"/.test(row));
            await stage.until("Bravo to ask", () => [alfa, charlie].every(hasWant));
            const { client } = alfa.office;
            await stage.until("Alfa's answer", () => client.snapshot().outbox.queued === 0);
            // The next want, a minute later.
            for (const { office } of [alfa, bravo, charlie]) office.clock.step(61_000);
            await stage.until("the act", () => actsOf(bravo.office).length === 3);
            expect(actsOf(bravo.office)).toEqual(actsOf(alfa.office));
            expect(bravo.office.entries("room")).toEqual([]);
          },
        },
      ];
    },
  },
  {
    attacker: "the server loses one act of Alfa's on the way to Bravo",
    rules: ["ACT-3"],
    defence: BROUGHT,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const happened = happenings(bravo.office);
      const held = holdBack(bravo.line, alfa.office.account.user);
      await update(stage, alfa, bravo, channel, "lost");
      await stage.until("it to be held back", () => held.length === 1);
      await letGo(bravo.line, room, []);
      await update(stage, alfa, bravo, channel, "next");
      await stage.until("Bravo to miss it", () => happened.has("missing-act"));
      return [
        {
          says: "Alfa brings it on Bravo's want, and both count, once and in order",
          holds: async () => {
            await stage.until("both", () => actsOf(bravo.office).length === 3);
            expect(actsOf(bravo.office)).toEqual(actsOf(alfa.office));
            const effects = bravo.office.entries("act");
            expect(effects.every((one) => one.kind === "act" && one.effect === "yes")).toBe(true);
          },
        },
        {
          says: "Alfa reads that both were delivered",
          holds: () =>
            stage.until("the grades", () =>
              alfa.office
                .entries("act")
                .every((one) => one.kind === "act" && one.delivery?.state === "delivered"),
            ),
        },
      ];
    },
  },
  {
    attacker: "the server says that there is a gap, and fills it with nothing, page after page",
    rules: ["INBOX-1", "ACT-3"],
    defence: END_OF_PAGES,
    play: (stage) => gap(stage, () => []),
  },
  {
    attacker:
      "the server says that there is a gap, and fills it with events of its own without end",
    rules: ["INBOX-1", "ACT-3"],
    defence: END_OF_PAGES,
    play: (stage) =>
      gap(stage, ({ office }) =>
        ["m.room.message", "m.room.encrypted", "m.reaction"].map((type) => ({
          type,
          sender: office.account.user,
          event_id: madeUpId(),
          content: { body: "x".repeat(1_000) },
        })),
      ),
  },
];

/** An act of Alfa's is lost in a gap that never ends; the next one comes behind it. */
async function gap(
  stage: Stage,
  filling: (alfa: Seat) => readonly ToldEvent[],
): ReturnType<Attack["play"]> {
  const { alfa, bravo, channel, room } = await stage.opened();
  const rows = bravo.office.rows("inbox").length;
  let pages = 0;
  let lost = false;
  const { user } = alfa.office.account;
  const sync = changing((told) => {
    const { timeline } = roomIn(told, room);
    if (lost || takeOut(timeline.events, user).length === 0) return;
    lost = true;
    Object.assign(timeline, { limited: true, prev_batch: "gap-0" });
  });
  bravo.line.set(({ path, query }) => {
    if (path.endsWith("/sync")) return sync;
    if (!path.endsWith("/messages")) return "pass";
    pages += 1;
    const start = query.get("from");
    return {
      status: 200,
      body: JSON.stringify({ start, end: `gap-${pages}`, chunk: filling(alfa) }),
    };
  });
  await update(stage, alfa, bravo, channel, "lost");
  await stage.until("the gap", () => pages > 0);
  await update(stage, alfa, bravo, channel, "next");
  return [
    {
      says: "Bravo asks for no more than 200 pages, and gets both acts, in order",
      holds: async () => {
        await stage.until("both", () => actsOf(bravo.office).length === 3);
        expect(actsOf(bravo.office)).toEqual(actsOf(alfa.office));
        expect(pages).toBeLessThanOrEqual(200);
      },
    },
    {
      says: "no more than 1,000 rows of it stay, and not a word",
      holds: () => {
        expect(bravo.office.rows("inbox").length - rows).toBeLessThanOrEqual(1_001 + 10);
        expect(bravo.office.disk()).not.toContain("x".repeat(1_000));
      },
    },
  ];
}
