import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { ORDER_OF_ACTS, OUT_OF_THE_CLOCK, SAME_EVENT_AGAIN } from "./defences.ts";
import { actsOf, holdBack, letGo, update } from "./timeline.ts";
import { changeSyncs } from "../sync-reply.ts";

const DAY = 86_400_000;

/** Later than it was said, or in another order. */
export const DISORDER: readonly Attack[] = [
  {
    attacker: "the server gives Bravo three acts of Alfa's in reverse",
    rules: ["ACT-3"],
    defence: ORDER_OF_ACTS,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const held = holdBack(bravo.line, alfa.office.account.user);
      for (const id of ["one", "two", "three"]) await update(stage, alfa, bravo, channel, id);
      await stage.until("the acts to be held back", () => held.length === 3);
      await letGo(bravo.line, room, held.toReversed());
      await stage.until("the acts", () => actsOf(bravo.office).length === 4);
      return [
        {
          says: "Bravo shows them in Alfa's order",
          holds: () => expect(actsOf(bravo.office)).toEqual(actsOf(alfa.office)),
        },
        {
          says: "Bravo's acknowledgement of the last one counts",
          holds: async () => {
            const last = actsOf(alfa.office).at(-1);
            const done = await bravo.office.client.acknowledge(channel, last as typeof channel);
            expect(done).toMatchObject({ ok: true });
            await stage.until("it", () => actsOf(alfa.office).length === 5);
          },
        },
      ];
    },
  },
  {
    attacker: "the server keeps a note and an act from Bravo for a day",
    rules: ["OUTBOX-2", "INBOX-1"],
    defence: OUT_OF_THE_CLOCK,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const held = holdBack(bravo.line, alfa.office.account.user);
      await alfa.office.client.sendNote(channel, "yesterday's");
      await update(stage, alfa, bravo, channel, "yesterday's act");
      await stage.until("both to be held back", () => held.length === 2);
      for (const { office } of [alfa, bravo]) office.clock.step(DAY);
      const meanwhile = [...alfa.office.entries("note"), alfa.office.entries("act")[1]];
      await letGo(bravo.line, room, held);
      await stage.until("both", () => actsOf(bravo.office).length === 2);
      return [
        {
          says: "meanwhile Alfa reads of both that they are not delivered yet, and to whom",
          holds: () => {
            const notYet = { state: "not-delivered-yet", to: ["XB"] };
            expect(meanwhile).toMatchObject([{ delivery: notYet }, { delivery: notYet }]);
          },
        },
        {
          says: "a day later both count at Bravo, and Alfa reads that they were delivered",
          holds: async () => {
            expect(bravo.office.notes()).toEqual(["yesterday's"]);
            expect(bravo.office.entries("act")[1]).toMatchObject({ effect: "yes" });
            const own = (): readonly unknown[] =>
              [...alfa.office.entries("note"), ...alfa.office.entries("act")].map((one) =>
                one.kind === "room" ? null : one.delivery?.state,
              );
            await stage.until("the grades", () => own().every((state) => state === "delivered"));
          },
        },
      ];
    },
  },
  {
    attacker: "the server goes back to an older sync token again and again",
    rules: ["INBOX-1"],
    defence: SAME_EVENT_AGAIN,
    play: async (stage) => {
      const { alfa, bravo, channel } = await stage.opened();
      let first = "";
      let turned = 0;
      changeSyncs(bravo.line, (sync) => {
        if (first === "") first = sync.next_batch;
        else if (turned < 5 && sync.next_batch !== first) {
          turned += 1;
          sync.next_batch = first;
        }
      });
      await stage.until("a first token", () => first !== "");
      for (const text of ["one", "two", "three"]) {
        await alfa.office.client.sendNote(channel, text);
        await stage.until("the note", () => bravo.office.notes().includes(text));
      }
      await stage.until("it to go back often", () => turned === 5);
      await alfa.office.client.sendNote(channel, "after it");
      await stage.until("the note", () => bravo.office.notes().includes("after it"));
      return [
        {
          says: "Bravo shows each note once, in order, and who is in stays",
          holds: () => {
            expect(bravo.office.notes()).toEqual(["one", "two", "three", "after it"]);
            expect(bravo.office.consultation.gate).toEqual({ state: "open" });
          },
        },
      ];
    },
  },
];
