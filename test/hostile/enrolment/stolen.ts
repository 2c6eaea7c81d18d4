import type { RecordId } from "@parley/base";
import { WORDS } from "@parley/crypto";
import { expect } from "vitest";
import { accepted } from "../../service/stage.ts";
import type { Attack } from "../attack.ts";
import { WORDS_HEARD } from "./defences.ts";

export const STOLEN: Attack = {
  attacker: "a thief opens a ticket before whom it is for, and asks to be admitted",
  rules: ["ENROL-1", "ENROL-2"],
  defence: WORDS_HEARD,
  play: async (stage) => {
    const secretariat = await stage.service();
    const { desk } = secretariat;
    const { admission } = await stage.secretariat();
    const alfa = await secretariat.admitted(desk, "XA");
    const { ticket, user, poc } = await secretariat.invite(desk, "XC", "National cyber desk");
    const before = secretariat.log.head.n;
    const { newcomer: thief } = await stage.newcomer(secretariat.root.text);
    await thief.arrives(ticket);
    const honest = await poc.enrol(ticket);
    const asked = async () =>
      accepted(await desk.pending()).find(({ ticket: { user: one } }) => one === user);
    await stage.until("the thief's request", async () => (await asked()) !== undefined);
    const pending = await asked();
    if (pending === undefined) throw new Error("nothing was asked");
    // Whoever the officer hears is on the number of the nomination, and has no device that shows words.
    const said = {
      nothing: "",
      "what the machine says": "This ticket was used before: call your officer.",
      "twelve words": WORDS.slice(700, 712).join(" "),
      "some of another language": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    };
    const admitted: string[] = [];
    for (const [name, heard] of Object.entries(said)) {
      const entry = admission({ pending, heard, log: secretariat.log }, { now: Date.now() });
      if (!entry.ok) continue;
      if (admitted.length === 0) await secretariat.publish(desk, entry.value);
      admitted.push(name);
    }
    // More happens that everybody listed hears of.
    const rec = "secretariat-1" as RecordId;
    const conf = new Date().toISOString().slice(0, 10);
    await secretariat.publish(desk, { op: "card", rec: { id: rec, card: "", conf } });
    const { n, h } = secretariat.log.head;
    await stage.until("Alfa to have it", () => alfa.poc.client.snapshot().directory.n === n);
    return [
      {
        says: "whom the ticket is for reads that it was used",
        holds: () => expect(honest).toEqual({ ok: false, refusal: { reason: "used" } }),
      },
      {
        says: "nothing that is said on the number of the nomination admits the thief's device",
        holds: () => expect(admitted).toEqual([]),
      },
      {
        says: "the thief is not listed, and has heard nothing: its directory is the ticket's",
        holds: () => {
          expect(secretariat.log.recordByUser(user)).toBeNull();
          const { me, directory, records } = thief.client.snapshot();
          expect(me.listing).toBe("waiting");
          expect(directory.n).toBe(before);
          expect(records.map(({ state }) => state).toSorted()).toEqual(["OSCE", "XA"]);
          expect(thief.disk()).not.toContain(h);
          expect(thief.disk()).not.toContain('"kind":"head"');
        },
      },
      {
        says: "with a new ticket whom it was for comes in",
        holds: async () => {
          const charlie = await secretariat.admitted(desk, "XC");
          await stage.until("Alfa to know Charlie", () =>
            alfa.poc.client.snapshot().offices.some((office) => office.rec === charlie.rec),
          );
          expect(thief.client.snapshot().me.listing).toBe("waiting");
        },
      },
    ];
  },
};
