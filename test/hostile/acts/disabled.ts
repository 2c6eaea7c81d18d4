import { expect } from "vitest";
import { decline } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { DISABLED } from "./defences.ts";
import { actOf, replyOf } from "./shown.ts";

export const DISABLED_KEY: Attack = {
  attacker:
    "a key that was taken out of the directory signs on, under the head from before and under the one that took it out",
  rules: ["ACT-4", "TRUST-3"],
  defence: DISABLED,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const answer = { kind: "T04", fields: { reply_kind: "information", text: "yes" } } as const;
    const before = charlie.signs(place, answer, { re: channel });
    await charlie.carries(room, before);
    await stage.until("Alfa to have it", () => actOf(alfa.office, before.hash) !== undefined);
    // Alfa's act has it in its past, under a head from before the key is taken out.
    const update = { ...stage.notification(bravo.office), channel, re: channel, roster: [] };
    const vouch = await alfa.office.client.signAndSend({ ...update, id: "draft-vouching" });
    if (!vouch.ok) throw new Error(vouch.refusal.reason);
    await stage.until("Bravo to have that", () => actOf(bravo.office, vouch.value) !== undefined);
    const { n, h } = stage.directory.log.head;
    stage.directory.disable(charlie.rec);
    const knows = ({ office }: typeof alfa): boolean =>
      office.client.snapshot().directory.n === n + 1;
    await stage.until("both to know that", () => [alfa, bravo].every(knows));
    const follow = { re: channel, n: 1, prev: before.hash, parents: [] };
    const backDated = charlie.signs(place, decline("as if before"), { ...follow, dir: { n, h } });
    const open = charlie.signs(place, decline("after it"), follow);
    await charlie.notes(room, "not listed any more");
    await charlie.carries(room, backDated);
    await charlie.carries(room, open);
    const offices = [alfa.office, bravo.office];
    // They have waited for Charlie, whom no key reaches any more.
    for (const { clock } of offices) clock.step(10_000);
    return [
      {
        says: "what it signs from then on has no effect for Alfa or Bravo, and says why",
        holds: async () => {
          for (const office of offices) {
            await stage.until("its last act", () => actOf(office, open.hash) !== undefined);
            expect(actOf(office, backDated.hash)).toMatchObject({
              effect: "key-disabled",
              trust: "suspended",
            });
            expect(actOf(office, open.hash)).toMatchObject({ effect: "not-listed" });
          }
        },
      },
      {
        says: "what Alfa built on before still counts, as Charlie's word",
        holds: () => {
          for (const office of offices) {
            expect(actOf(office, before.hash)).toMatchObject({ effect: "yes" });
            expect(replyOf(office, channel, "XC")).toBe("answer");
          }
        },
      },
      {
        says: "its note is not shown",
        holds: () => {
          expect(offices.flatMap((office) => office.notes())).toEqual([]);
          for (const office of offices)
            expect(refusals(office)).toEqual({ "device-not-listed": 1 });
        },
      },
      ...goesOn(scene),
    ];
  },
};
