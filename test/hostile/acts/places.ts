import type { ActHash, ConsultationId } from "@parley/base";
import { expect } from "vitest";
import { decline, token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { CONTEXT } from "./defences.ts";
import { actsOf, hasCome, replyOf, sayAfter } from "./shown.ts";

export const PLACES: Attack = {
  attacker: "a listed office brings acts of another channel, consultation, level or mode",
  rules: ["ACT-1", "ROSTER-1"],
  defence: CONTEXT,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const elsewhere = [
      { chan: token(32) as ActHash },
      { con: token(16) as ConsultationId },
      { level: "policy" },
      { level: "senior" },
      { mode: "real" },
      { mode: "check" },
    ] as const;
    for (const change of elsewhere)
      await charlie.carries(
        room,
        charlie.signs(place, decline("elsewhere"), { re: channel, ...change }),
      );
    // One that opens a room of Charlie's own, where it is right, is brought here, where it is not.
    const another = await charlie.makesRoom();
    await charlie.carries(room, charlie.opens(another, [alfa.office, bravo.office]));
    await sayAfter(scene);
    return [
      {
        says: "none of them is shown or counts, for Alfa or Bravo",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(actsOf(office)).toHaveLength(1);
            expect(replyOf(office, channel, "XC")).toBe("none");
            expect(office.client.snapshot().consultations).toHaveLength(1);
          }
        },
      },
      {
        says: "each is counted as refused, with its own reason",
        holds: () => {
          for (const { office } of [alfa, bravo])
            expect(refusals(office)).toEqual({
              "other-channel": 1,
              "other-consultation": 1,
              "other-level": 2,
              "other-mode": 2,
              "other-room": 1,
            });
        },
      },
      ...goesOn(scene),
    ];
  },
};
