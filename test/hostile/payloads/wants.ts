import type { ActHash } from "@parley/base";
import type { Consultation } from "@parley/client";
import { actHash } from "@parley/protocol";
import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { infiltrated } from "../infiltrated.ts";
import { BRINGS } from "./defences.ts";

export const WANTS: Attack = {
  attacker: "a listed device asks in its channel for an act of one that it is not in",
  rules: ["ACT-3"],
  defence: BRINGS,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room } = scene;
    const draft = { ...stage.notification(bravo.office), id: "draft-apart" };
    await alfa.office.client.signAndSend(draft);
    const apart = (): string | undefined =>
      bravo.office.client.snapshot().consultations.find(({ id }) => id !== channel)?.id;
    await stage.until("a consultation without Charlie", () => apart() !== undefined);
    const hash = apart() as ActHash;
    const asked = [hash, token(32), channel];
    const before = charlie.device.arrivals(room, "payload").length;
    for (let times = 0; times < 5; times++)
      await charlie.puts(room, "chat.parley.want", { id: token(16), of: asked });
    const brought = (): readonly string[] =>
      charlie.device
        .arrivals(room, "payload")
        .slice(before)
        .filter(({ type }) => type === "chat.parley.act")
        .map(({ content }) => actHash((content as { readonly act: string }).act));
    await stage.until("what it may have", () => brought().includes(channel));
    await alfa.office.client.sendNote(channel, "after it");
    await bravo.office.client.sendNote(channel, "after it");
    await stage.until(
      "what was said after",
      () =>
        charlie.device
          .arrivals(room, "payload")
          .filter(({ content }) => (content as { readonly body?: unknown }).body === "after it")
          .length === 2,
    );
    return [
      {
        says: "Charlie is brought the act of its own channel, once, and no other",
        holds: () => expect(brought()).toEqual([channel]),
      },
      {
        says: "the consultation without Charlie is as it was",
        holds: async () => {
          for (const { office } of [alfa, bravo]) {
            const other = (): Consultation | undefined =>
              office.client.snapshot().consultations.find(({ id }) => id === hash);
            await stage.until("its grade", () => other()?.headline === "delivered");
            expect(other()?.entries).toHaveLength(1);
          }
        },
      },
    ];
  },
};
