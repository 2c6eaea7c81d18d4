import { expect } from "vitest";
import { decline } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { BOUND } from "./defences.ts";
import { actsOf, hasCome, sayAfter } from "./shown.ts";

/** Acts of one key that a client keeps in one channel. */
const MOST = 500;

export const FLOOD_OF_ACTS: Attack = {
  attacker: "a listed office signs more acts than anybody could read",
  rules: ["INBOX-1"],
  defence: BOUND,
  long: true,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const acts = Array.from({ length: MOST + 10 }, (_, i) =>
      charlie.signs(place, decline(`number ${i}`), { re: channel }),
    );
    for (let at = 0; at < acts.length; at += 10)
      await Promise.all(acts.slice(at, at + 10).map((act) => charlie.carries(room, act)));
    await sayAfter(scene);
    return [
      {
        says: "Alfa and Bravo keep as many as are kept of one key, and count the others as too many",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(actsOf(office)).toHaveLength(MOST + 1);
            expect(refusals(office)).toEqual({ "too-many": 10 });
          }
        },
      },
      ...goesOn(scene),
    ];
  },
};
