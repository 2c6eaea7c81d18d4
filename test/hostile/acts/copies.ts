import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { ONE_HASH } from "./defences.ts";
import { actOf, actsOf, hasCome, sayAfter } from "./shown.ts";

export const COPIES: Attack = {
  attacker:
    "a listed device brings Alfa's act again and again, under payloads of its own and a text that says otherwise",
  rules: ["INBOX-1", "READ-1"],
  defence: ONE_HASH,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room } = scene;
    const update = { ...stage.notification(bravo.office), channel, re: channel, roster: [] };
    const said = await alfa.office.client.signAndSend({ ...update, id: "draft-copied" });
    if (!said.ok) throw new Error(said.refusal.reason);
    const carried = (): { readonly act: string; readonly sig: string } | undefined =>
      charlie.device
        .arrivals(room, "payload")
        .filter(({ type }) => type === "chat.parley.act")
        .map(({ content }) => content as { readonly act: string; readonly sig: string })[1];
    await stage.until("Charlie to have it", () => carried() !== undefined);
    const { act: bytes, sig } = carried() ?? { act: "", sig: "" };
    for (let times = 0; times < 3; times++) await charlie.carries(room, { bytes, sig });
    await sayAfter(scene);
    return [
      {
        says: "Alfa and Bravo show it once, as Alfa's, and not marked as a second one",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(actsOf(office)).toHaveLength(2);
            expect(actOf(office, said.value)).toMatchObject({
              rec: alfa.office.rec,
              effect: "yes",
              forked: false,
            });
          }
        },
      },
      ...goesOn(scene),
    ];
  },
};
