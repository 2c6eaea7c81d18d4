import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { withRawJson } from "../raw-json.ts";
import { refusals } from "../refusals.ts";
import { ARRIVALS } from "./defences.ts";

const DEEP = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;

export const UNREADABLE: Attack = {
  attacker:
    "a listed device encrypts JSON 5,000 deep, and halves of characters, that no machine reads",
  rules: ["INBOX-1"],
  defence: ARRIVALS,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, room } = scene;
    const offices = [alfa.office, bravo.office];
    // Everything comes to Bravo in one sync.
    await bravo.office.close();
    await withRawJson(DEEP, (deep) => charlie.notes(room, "deep", { extra: deep }));
    await withRawJson(DEEP, (deep) => charlie.notes(room, deep));
    await charlie.notes(room, "half of a character: \ud83d");
    await charlie.notes(room, "half of a character: \udd11 and more");
    await charlie.notes(room, "after them");
    await bravo.office.open();
    return [
      {
        says: "Alfa and Bravo read what comes after them",
        holds: async () => {
          for (const office of offices)
            await stage.until("the note after them", () => office.notes().length > 0);
          expect(offices.flatMap((one) => one.notes())).toEqual(["after them", "after them"]);
        },
      },
      {
        says: "they are counted as unreadable",
        holds: () => expect(offices.map(refusals)).toEqual([{ unreadable: 4 }, { unreadable: 4 }]),
      },
      ...goesOn(scene),
    ];
  },
};
