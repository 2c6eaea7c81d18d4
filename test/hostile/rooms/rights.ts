import { expect } from "vitest";
import { plainSignIn, roomPath } from "../../harness/plain-requests.ts";
import type { Attack } from "../attack.ts";
import { REFUSAL_SAID } from "./defences.ts";

export const RIGHTS: readonly Attack[] = [
  {
    attacker:
      "the operator takes the right to write in the room from Bravo, and gives it back later",
    rules: ["OUTBOX-1"],
    defence: REFUSAL_SAID,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      // Who made a room of version 12 keeps all rights; the operator acts in that account's name.
      const maker = await plainSignIn(stage.server, alfa.office.account);
      const levels = async (events_default: number): Promise<void> => {
        const path = roomPath(room, "state", "m.room.power_levels");
        const { body } = await maker.ask("GET", path);
        const set = await maker.ask("PUT", path, { ...body, events_default });
        expect(set.status).toBe(200);
      };
      await levels(60);
      const sends = (): readonly unknown[] =>
        bravo.line.requests.filter(({ path }) => path.includes("/send/"));
      const before = sends().length;
      await bravo.office.client.sendNote(channel, "may I?");
      await stage.until("an attempt", () => sends().length > before);
      return [
        {
          says: "Bravo's note is held, and Bravo reads that the homeserver refuses it",
          holds: async () => {
            await stage.until("the hold", () => bravo.office.consultation.gate.state === "held");
            expect(bravo.office.consultation.gate).toMatchObject({
              reasons: [{ reason: "refused-by-server" }],
            });
            expect(bravo.office.entries("note")).toMatchObject([{ delivery: { state: "held" } }]);
            expect(alfa.office.notes()).toEqual([]);
          },
        },
        {
          says: "once the right is back the note arrives, once",
          holds: async () => {
            await levels(0);
            bravo.office.client.retryNow();
            await stage.until("the note", () => alfa.office.notes().length > 0);
            expect(alfa.office.notes()).toEqual(["may I?"]);
          },
        },
      ];
    },
  },
];
