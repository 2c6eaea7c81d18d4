import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { READER } from "./defences.ts";

/** Turn the direction of what follows, or are no text at all. */
const CONTROLS = ["\u202e", "\u202a", "\u2066", "\u2069", "\u0000", "\u0007", "\u001b", "\r", "\t"];
/** Belong to the writing of some languages; they turn nothing. */
const UNSEEN = "Al\u200bfa\u200d, Technical\u2060 PoC\ufeff";

export const TEXTS: Attack = {
  attacker:
    "a listed device writes notes with characters that turn or hide what stands beside them",
  rules: ["INBOX-1", "LOOK-1"],
  defence: READER,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, room } = scene;
    await Promise.all(
      CONTROLS.flatMap((control) => [
        charlie.notes(room, `Alfa, Technical PoC ${control}CoP lacinhceT ,ovarB`),
        charlie.puts(room, "chat.parley.act", {
          id: token(16),
          act: '{"v":2}',
          sig: "A".repeat(86),
          body: `as Alfa says${control}`,
        }),
      ]),
    );
    await charlie.notes(room, UNSEEN);
    const offices = [alfa.office, bravo.office];
    return [
      {
        says: "Alfa and Bravo show no text that holds such a control",
        holds: async () => {
          for (const office of offices) {
            await stage.until("the last note", () => office.notes().includes(UNSEEN));
            expect(office.notes()).toEqual([UNSEEN]);
            expect(office.entries("act")).toHaveLength(1);
          }
        },
      },
      {
        says: "each is counted as refused, because of its text",
        holds: () => {
          for (const office of offices)
            expect(refusals(office)).toEqual({ "payload-body": 2 * CONTROLS.length });
        },
      },
      {
        says: "what cannot be seen in a text changes nobody's name",
        holds: () => {
          const note = bravo.office.entries("note")[0];
          expect(note).toMatchObject({ state: "XC", rec: charlie.rec });
        },
      },
      ...goesOn(scene),
    ];
  },
};
