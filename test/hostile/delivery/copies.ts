import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { OWN_ACTS_TAKEN_IN } from "./defences.ts";

export const COPIES: readonly Attack[] = [
  {
    attacker: "somebody sets Bravo's profile back to a copy from before its acknowledgement",
    rules: ["ACT-6"],
    defence: OWN_ACTS_TAKEN_IN,
    play: async (stage) => {
      const { alfa, bravo, channel } = await stage.opened();
      const setBack = bravo.office.copyOfDisk();
      await bravo.office.client.acknowledge(channel, channel);
      await stage.until("the receipt", () => alfa.office.consultation.headline === "acknowledged");
      await bravo.office.kill();
      setBack();
      await bravo.office.open();
      const shown = bravo.office.consultation.headline;
      await alfa.office.client.sendNote(channel, "after it");
      await stage.until("the next note", () => bravo.office.notes().includes("after it"));
      return [
        {
          says: "Bravo, who had forgotten its acknowledgement, reads it on the server",
          holds: async () => {
            expect(shown).toBe("delivered");
            const { office } = bravo;
            await stage.until("it", () => office.consultation.headline === "acknowledged");
          },
        },
        {
          says: "Bravo signs none of it twice, and does not speak of another copy",
          holds: async () => {
            expect(await bravo.office.client.acknowledge(channel, channel)).toMatchObject({
              refusal: { code: "R_NOTHING_TO_ACK" },
            });
            const alarms = bravo.office.client.snapshot().alarms.map(({ kind }) => kind);
            expect(alarms).not.toContain("restored-copy");
            expect(alfa.office.entries("act")).toHaveLength(2);
          },
        },
      ];
    },
  },
];
