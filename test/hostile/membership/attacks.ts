import { expect } from "vitest";
import type { Topic } from "../attack.ts";
import { joinForeignAccount } from "../../harness/foreign-account.ts";
import { GATE } from "./defences.ts";

export const MEMBERSHIP: Topic = {
  topic: "membership",
  attacks: [
    {
      attacker: "the operator joins an account that nobody lists to the room",
      rules: ["GATE-1"],
      defence: GATE,
      play: async (stage) => {
        const { alfa, bravo, channel, room } = await stage.opened();
        const stranger = await joinForeignAccount(stage.server, room);
        await stage.until("Alfa to see it", () =>
          alfa.office.session.members(room).some(({ user }) => user === stranger.user),
        );
        await alfa.office.client.sendNote(channel, "for Bravo only");
        return [
          {
            says: "Alfa's note is held, and the account is named",
            holds: () => {
              expect(alfa.office.consultation.gate).toMatchObject({
                state: "held",
                reasons: [{ reason: "account-not-listed", user: stranger.user }],
              });
              expect(alfa.office.entries("note")).toMatchObject([{ delivery: { state: "held" } }]);
            },
          },
          {
            says: "Bravo got nothing of it",
            holds: () => expect(bravo.office.notes()).toEqual([]),
          },
        ];
      },
    },
  ],
};
