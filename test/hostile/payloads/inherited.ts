import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { READER } from "./defences.ts";

type Content = { readonly [name: string]: unknown };

export const INHERITED: Attack = {
  attacker: "a listed device names members like parts of a prototype",
  rules: ["INBOX-1"],
  defence: READER,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, room } = scene;
    const { n, h } = charlie.signer.head;
    const whole = { id: token(16), msgtype: "m.text", body: "inherited", dir: { n, h } };
    const text = JSON.stringify(whole);
    // Written as text: in a literal this name would set a prototype here.
    const asPrototype = JSON.parse(`{"__proto__":${text},"polluted":true}`) as Content;
    const asConstructor = JSON.parse(`{"constructor":{"prototype":${text}}}`) as Content;
    const beside = JSON.parse(
      `{"__proto__":{"body":"inherited","polluted":true},"hasOwnProperty":1,"toString":null}`,
    ) as Content;
    await charlie.puts(room, "m.room.message", asPrototype);
    await charlie.puts(room, "m.room.message", asConstructor);
    await charlie.puts(room, "__proto__", whole);
    await charlie.puts(room, "constructor", whole);
    await charlie.puts(room, "m.room.message", { ...whole, body: "its own", ...beside });
    const offices = [alfa.office, bravo.office];
    return [
      {
        says: "Alfa and Bravo read what a payload holds itself, and nothing that it would inherit",
        holds: async () => {
          for (const office of offices) {
            await stage.until("the whole one", () => office.notes().includes("its own"));
            expect(office.notes()).toEqual(["its own"]);
            expect(refusals(office)).toEqual({ "payload-id": 2, "unknown-type": 2 });
          }
        },
      },
      {
        says: "no object of the client has got a new member",
        holds: () => expect(({} as { polluted?: unknown }).polluted).toBeUndefined(),
      },
      ...goesOn(scene),
    ];
  },
};
