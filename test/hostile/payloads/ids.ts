import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { changing } from "../sync-reply.ts";
import { BY_SENDER } from "./defences.ts";

export const IDS: Attack = {
  attacker:
    "a listed device takes the id of Alfa's note, and the server brings Bravo the false one first",
  rules: ["INBOX-1"],
  defence: BY_SENDER,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room } = scene;
    await bravo.office.close();
    const sent = await alfa.office.client.sendNote(channel, "Alfa's own words");
    if (!sent.ok) throw new Error(sent.refusal.reason);
    await stage.until("Charlie to have it", () =>
      charlie.device.arrivals(room, "payload").some(({ type }) => type === "m.room.message"),
    );
    await charlie.notes(room, "in their place", { id: sent.value });
    // The same id once more, with other words.
    await charlie.notes(room, "and another", { id: sent.value });
    bravo.line.set(({ path }) => {
      if (path.endsWith("/messages"))
        return (reply) => ({ ...reply, chunk: (reply["chunk"] as unknown[]).toReversed() });
      if (!path.endsWith("/sync")) return "pass";
      return changing((sync) => {
        for (const { timeline } of Object.values(sync.rooms.join)) timeline.events.reverse();
      });
    });
    await bravo.office.open();
    await stage.until("Charlie's note", () => bravo.office.notes().length > 0);
    bravo.line.set(() => "pass");
    return [
      {
        says: "Bravo reads both, each as the note of who sent it, and none twice",
        holds: async () => {
          await stage.until("both notes", () => bravo.office.notes().length >= 2);
          const notes = bravo.office.entries("note");
          expect(notes).toHaveLength(2);
          expect(notes).toContainEqual(
            expect.objectContaining({ state: "XA", body: "Alfa's own words" }),
          );
          expect(notes).toContainEqual(expect.objectContaining({ state: "XC" }));
        },
      },
      {
        says: "Alfa reads its own note as its own, and the other as Charlie's",
        holds: async () => {
          await stage.until("Charlie's note", () => alfa.office.notes().length > 1);
          expect(alfa.office.entries("note")).toMatchObject([
            { own: true, body: "Alfa's own words" },
            { own: false, state: "XC", body: "in their place" },
          ]);
        },
      },
      ...goesOn(scene),
    ];
  },
};
