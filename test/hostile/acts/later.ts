import { expect } from "vitest";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import { decline, token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { LATER_HEAD } from "../directory/defences.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { actOf, actsOf, hasCome, replyOf, sayAfter } from "./shown.ts";

export const LATER: Attack = {
  attacker:
    "a listed office signs acts under heads of the directory that nobody has yet, and one that nobody ever will",
  rules: ["DIR-5", "ACT-1"],
  defence: LATER_HEAD,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const offices = [alfa.office, bravo.office];
    const longer = stage.directory.longerBy(admit(record("XS", 8)));
    const { n, h } = longer.head;
    const coming = charlie.signs(place, decline("under the next"), { re: channel, dir: { n, h } });
    await charlie.carries(room, coming);
    await sayAfter(scene);
    await hasCome(scene);
    const meanwhile = offices.map((office) => ({
      acts: actsOf(office).length,
      behind: office.client.snapshot().directory.behind,
    }));
    stage.directory.show(longer);
    const never = { dir: { n: n + 7, h: token(32) }, n: 1, prev: coming.hash, parents: [] };
    return [
      {
        says: "Alfa and Bravo do not show it at first, and say that their directory is behind",
        holds: () => {
          for (const one of meanwhile) expect(one).toEqual({ acts: 1, behind: true });
        },
      },
      {
        says: "once the entry is there it counts, and they say so no longer",
        holds: async () => {
          for (const office of offices) {
            await stage.until("the act", () => actOf(office, coming.hash)?.effect === "yes");
            expect(replyOf(office, channel, "XC")).toBe("decline");
            expect(office.client.snapshot().directory).toMatchObject({ n, behind: false });
          }
        },
      },
      {
        says: "one under a head that never comes waits, and keeps nobody from going on",
        holds: async () => {
          await charlie.carries(room, charlie.signs(place, decline("never"), never));
          for (const office of offices)
            await stage.until("that", () => office.client.snapshot().directory.behind);
          for (const office of offices) expect(actsOf(office)).toHaveLength(2);
        },
      },
      ...goesOn(scene),
    ];
  },
};
