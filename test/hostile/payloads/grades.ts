import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { GRADES_OF_SENDER } from "./defences.ts";

export const GRADES: Attack = {
  attacker: "a listed device grades, in Bravo's name, what Bravo has not got, and what nobody sent",
  rules: ["READ-1", "OUTBOX-2"],
  defence: GRADES_OF_SENDER,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room } = scene;
    await bravo.office.close();
    const sent = await alfa.office.client.sendNote(channel, "for Bravo above all");
    if (!sent.ok) throw new Error(sent.refusal.reason);
    const { n, h } = charlie.signer.head;
    const grade = {
      dir: { n, h },
      state: "XB",
      rec: bravo.office.rec,
      sender: bravo.office.account.user,
    };
    const put = (of: readonly string[]): Promise<unknown> =>
      charlie.puts(room, "chat.parley.grade", { ...grade, id: token(16), of });
    await put([token(16), token(16)]);
    await put([sent.value, token(16)]);
    const delivery = (): unknown =>
      alfa.office.entries("note").map((one) => "delivery" in one && one.delivery);
    await stage.until("the grade", () => JSON.stringify(delivery()).includes("XC"));
    const meanwhile = delivery();
    await bravo.office.open();
    return [
      {
        says: "Alfa reads that Charlie has it, and not that Bravo does",
        holds: () => expect(meanwhile).toMatchObject([{ state: "delivered", to: ["XC"] }]),
      },
      {
        says: "Bravo gets it, and then Alfa reads that, too",
        holds: async () => {
          await stage.until("the note", () => bravo.office.notes().length > 0);
          await stage.until("Bravo's grade", () => JSON.stringify(delivery()).includes("XB"));
          expect(delivery()).toMatchObject([{ state: "delivered", to: ["XB", "XC"] }]);
        },
      },
      ...goesOn(scene),
    ];
  },
};
