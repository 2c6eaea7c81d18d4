import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { CONTEXT, ONE_OPENING } from "./defences.ts";
import { hasCome, sayAfter } from "./shown.ts";

export const SECOND_OPENING: Attack = {
  attacker: "a listed office opens another consultation in the room of the first",
  rules: ["ROOM-2"],
  defence: ONE_OPENING,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room } = scene;
    await charlie.carries(room, charlie.opens(room, [alfa.office, bravo.office]));
    await sayAfter(scene);
    return [
      {
        says: "Alfa and Bravo show the one consultation that was opened first, and refuse the other",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            const shown = office.client.snapshot().consultations;
            expect(shown.map(({ id, initiator }) => [id, initiator])).toEqual([[channel, "XA"]]);
            expect(refusals(office)).toEqual({ "second-opening": 1 });
          }
        },
      },
      ...goesOn(scene),
    ];
  },
};

export const BORROWED_OPENING: Attack = {
  attacker:
    "a listed office brings Alfa's opening into a room of its own, and one that names yet another room",
  rules: ["ROOM-2", "ACT-1"],
  defence: CONTEXT,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room } = scene;
    const own = await charlie.makesRoom(bravo.office.account.user);
    const { session } = charlie.device;
    await stage.until("Bravo to come", () =>
      session
        .members(own)
        .some((one) => one.user === bravo.office.account.user && one.membership === "join"),
    );
    const opening = charlie.device
      .arrivals(room, "payload")
      .find(({ type }) => type === "chat.parley.act");
    if (opening === undefined) throw new Error("Charlie has no opening");
    const { act, sig } = opening.content as { readonly act: string; readonly sig: string };
    await charlie.carries(own, { bytes: act, sig });
    await charlie.carries(own, charlie.opens(room, [bravo.office]));
    const right = charlie.opens(own, [bravo.office]);
    await charlie.carries(own, right);
    await charlie.notes(own, "welcome");
    const shown = (): readonly unknown[] =>
      bravo.office.client.snapshot().consultations.map(({ id, room: at }) => [id, at]);
    return [
      {
        says: "Bravo shows Alfa's consultation in Alfa's room, and in Charlie's only the one that was signed for it",
        holds: async () => {
          await stage.until("Charlie's own", () => shown().length > 1);
          expect(shown()).toHaveLength(2);
          expect(shown()).toContainEqual([channel, room]);
          expect(shown()).toContainEqual([right.hash, own]);
        },
      },
      {
        says: "and does so after a restart",
        holds: async () => {
          const before = shown();
          await bravo.office.close();
          await bravo.office.open();
          expect(shown()).toEqual(before);
        },
      },
      {
        says: "Alfa shows its own consultation, and nothing else",
        holds: () => expect(alfa.office.client.snapshot().consultations).toHaveLength(1),
      },
    ];
  },
};
