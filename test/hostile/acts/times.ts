import { expect } from "vitest";
import { decline } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { PAST } from "./defences.ts";
import { actOf, actsOf, hasCome, replyOf, sayAfter } from "./shown.ts";

export const TIMES: Attack = {
  attacker:
    "a listed office dates an act back before all others, and one forward by a thousand years",
  rules: ["ACT-5", "FOLD-2"],
  defence: PAST,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const answer = { kind: "T04", fields: { reply_kind: "information", text: "yes" } } as const;
    const first = charlie.signs(place, answer, { re: channel, at: "2999-12-31T23:59:59Z" });
    const second = charlie.signs(place, decline("no more"), {
      re: channel,
      n: 1,
      prev: first.hash,
      parents: [],
      at: "1999-01-01T00:00:00Z",
    });
    await charlie.carries(room, second);
    await charlie.carries(room, first);
    await sayAfter(scene);
    return [
      {
        says: "Charlie's word is what it signed last, whatever the dates say",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(actOf(office, first.hash)).toMatchObject({ effect: "yes", forked: false });
            expect(actOf(office, second.hash)).toMatchObject({ effect: "yes", forked: false });
            expect(replyOf(office, channel, "XC")).toBe("decline");
          }
        },
      },
      {
        says: "each stands after what it builds on",
        holds: () => {
          for (const { office } of [alfa, bravo])
            expect(actsOf(office).map(({ hash }) => hash)).toEqual([
              channel,
              first.hash,
              second.hash,
            ]);
        },
      },
      ...goesOn(scene),
    ];
  },
};
