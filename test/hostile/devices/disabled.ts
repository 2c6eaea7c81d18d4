import { FURTHER_STATES_WAIT } from "@parley/directory";
import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { infiltrated } from "../infiltrated.ts";
import { handOver } from "../membership/rows.ts";
import { readsWithAll } from "../stranger.ts";
import { changeSyncs } from "../sync-reply.ts";
import { DISABLED } from "./defences.ts";

/** A device that the directory lists no more. */
export const DISABLED_KEYS: readonly Attack[] = [
  {
    attacker:
      "a device that was taken out of the directory writes on; what it wrote before is brought to Alfa only after it",
    rules: ["TRUST-1", "TRUST-3", "READ-1"],
    defence: DISABLED,
    play: async (stage) => {
      const line = await stage.line();
      const { alfa, bravo, charlie, channel, room } = await infiltrated(stage, line.baseUrl);
      const kept: string[] = [];
      changeSyncs(alfa.line, ({ rooms }) => {
        for (const { timeline } of Object.values(rooms.join))
          timeline.events = timeline.events.filter(({ sender, event_id = "" }) => {
            if (sender === charlie.user) kept.push(event_id);
            return sender !== charlie.user;
          });
      });
      await charlie.notes(room, "before");
      await stage.until("Bravo to show it", () => bravo.office.notes().includes("before"));
      await stage.until("the server to have kept it from Alfa", () => kept.length > 0);
      stage.directory.disable(charlie.rec);
      const { n } = stage.directory.log.head;
      await stage.until("both to have heard of it", () =>
        [alfa, bravo].every(({ office }) => office.client.snapshot().directory.n === n),
      );
      alfa.line.set(() => "pass");
      await charlie.notes(room, "after");
      for (const { office } of [alfa, bravo]) office.clock.step(FURTHER_STATES_WAIT);
      await handOver(stage, alfa.office, bravo.office, channel, "by Alfa");
      await handOver(stage, bravo.office, alfa.office, channel, "by Bravo");
      return [
        {
          says: "the device reads nothing of what is said from then on, whatever the operator hands to it",
          holds: async () => {
            const read = await readsWithAll(stage, charlie.device, line, room);
            // Grades of what came before it was taken out may have come, too.
            expect(read.filter((one) => one !== "chat.parley.grade")).toEqual(["chat.parley.act"]);
          },
        },
        {
          says: "what it wrote before stays where it was shown already, and counts nowhere else; what it wrote after, nowhere",
          holds: async () => {
            await alfa.office.kill();
            await alfa.office.open();
            await stage.until("all to be there again", () => alfa.office.notes().length > 1);
            expect(alfa.office.notes()).toEqual(["by Alfa", "by Bravo"]);
            expect(bravo.office.notes()).toEqual(["before", "by Alfa", "by Bravo"]);
          },
        },
      ];
    },
  },
];
