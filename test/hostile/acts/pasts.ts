import type { ActHash } from "@parley/base";
import { expect } from "vitest";
import { decline, token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { COMPLETE } from "./defences.ts";
import { actOf, actsOf, hasCome, replyOf, sayAfter } from "./shown.ts";

const phantom = (): ActHash => token(32) as ActHash;

export const PASTS: Attack = {
  attacker: "a listed office builds acts on acts that nobody has",
  rules: ["ACT-3"],
  defence: COMPLETE,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const on = (change: object): ReturnType<typeof charlie.signs> =>
      charlie.signs(place, decline("on nothing"), { re: channel, ...change });
    const one = on({ n: 7, prev: phantom(), parents: [] });
    const two = on({ n: 8, prev: one.hash, parents: [phantom()] });
    const three = on({ parents: [channel, one.hash, two.hash] });
    const many = on({ parents: Array.from({ length: 32 }, phantom) });
    for (const act of [three, two, one, many]) await charlie.carries(room, act);
    const ack = { kind: "T04", fields: { reply_kind: "ack" } } as const;
    const sound = charlie.signs(place, ack, { re: channel });
    await charlie.carries(room, sound);
    await sayAfter(scene);
    return [
      {
        says: "none of them is shown or counts for Alfa or Bravo; what is complete does",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(actsOf(office).map(({ hash }) => hash)).toEqual([channel, sound.hash]);
            expect(actOf(office, sound.hash)).toMatchObject({ effect: "yes", forked: false });
            expect(replyOf(office, channel, "XC")).toBe("acknowledged");
          }
        },
      },
      {
        says: "both say how many acts are missing",
        holds: () => {
          for (const { office } of [alfa, bravo])
            expect(office.entries("room")).toMatchObject([
              { what: { event: "missing-act", count: 34 } },
            ]);
        },
      },
      ...goesOn(scene),
    ];
  },
};
