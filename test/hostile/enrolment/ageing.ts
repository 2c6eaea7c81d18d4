import type { ConsultationId, RecordId } from "@parley/base";
import type { Consultation } from "@parley/client";
import { expect } from "vitest";
import type { Newcomer } from "../../harness/newcomer.ts";
import { SteppingClock } from "../../harness/stepping-clock.ts";
import { untilListed } from "../../service/stage.ts";
import type { Attack } from "../attack.ts";
import { changeSyncs } from "../sync-reply.ts";
import { consulting, notesOf } from "../consulting.ts";
import { AGED } from "./defences.ts";

const HOUR = 3_600_000;

export const HEADS_WITHHELD: Attack = {
  attacker: "the server withholds from Bravo all that the service says, for more than three days",
  rules: ["DIR-3", "GATE-1"],
  defence: AGED,
  play: async (stage) => {
    const clock = new SteppingClock();
    const secretariat = await stage.service({ clock });
    const { desk } = secretariat;
    const { poc: alfa } = await secretariat.admitted(desk, "XA");
    const invited = await secretariat.invite(desk, "XB", "National cyber desk");
    const { newcomer: bravo, line } = await stage.newcomer(secretariat.root.text);
    await bravo.arrives(invited.ticket);
    const { user, rec } = invited;
    await secretariat.publish(desk, await secretariat.heard(desk, { user, poc: bravo }));
    await untilListed(bravo);
    const age = ({ client }: Newcomer): string => client.snapshot().directory.signedHead.state;
    await stage.until("a head at Bravo's", () => age(bravo) === "fresh");
    const { channel } = await consulting(stage, alfa, bravo, rec);
    const say = async (from: Newcomer, to: Newcomer, text: string): Promise<void> => {
      const said = await from.client.sendNote(channel, text);
      if (!said.ok) throw new Error(JSON.stringify(said.refusal));
      await stage.until(text, () => notesOf(to).includes(text));
    };
    const service = secretariat.log.recordOf("secretariat-1" as RecordId)?.user;
    changeSyncs(line, ({ rooms }) => {
      for (const { timeline } of Object.values(rooms.join))
        timeline.events = timeline.events.filter(({ sender }) => sender !== service);
    });
    const pass = async (hours: number): Promise<void> => {
      for (const one of [clock, alfa.clock, bravo.clock]) one.step(hours * HOUR);
      await stage.until("Alfa to have a head of now", () => age(alfa) === "fresh");
    };
    await pass(25);
    const ageing = age(bravo);
    await say(bravo, alfa, "after a day");
    await pass(48);
    const old = age(bravo);
    const gate = (): Consultation["gate"] | undefined =>
      bravo.client.snapshot().consultations[0]?.gate;
    const offices = bravo.client.snapshot().offices.map(({ state, trust }) => [state, trust]);
    await say(alfa, bravo, "after three days");
    return [
      {
        says: "Bravo is warned after a day, and writes on",
        holds: () => expect(ageing).toBe("ageing"),
      },
      {
        says: "past three days nothing of Bravo's leaves before a person has decided",
        holds: async () => {
          expect(old).toBe("old");
          await stage.until("the hold", () => gate()?.state === "held");
          expect(gate()).toMatchObject({ reasons: [{ reason: "directory-old" }] });
        },
      },
      {
        says: "what was listed goes on working: Alfa is verified, and Alfa's note is read",
        holds: () => {
          expect(offices).toEqual([["XA", "verified"]]);
          expect(notesOf(bravo)).toContain("after three days");
        },
      },
      {
        says: "a person goes on with the directory as of that time: what waited leaves",
        holds: async () => {
          await bravo.client.sendNote(channel, "a person decided");
          const con = bravo.client.snapshot().consultations[0]?.con as ConsultationId;
          expect(await bravo.client.goOnWithDirectory(con)).toEqual({ ok: true, value: undefined });
          await stage.until("the note", () => notesOf(alfa).includes("a person decided"));
          expect(age(bravo)).toBe("old");
        },
      },
      {
        says: "once the service is heard again nothing is asked",
        holds: async () => {
          line.set(() => "pass");
          line.hurry();
          await pass(1);
          await stage.until("a head at Bravo's", () => age(bravo) === "fresh");
          await stage.until("the gate to open", () => gate()?.state === "open");
        },
      },
    ];
  },
};
