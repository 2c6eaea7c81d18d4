import type { RecordId } from "@parley/base";
import { expect } from "vitest";
import { plainRequest, roomPath } from "../../harness/plain-requests.ts";
import type { Attack } from "../attack.ts";
import { consulting, notesOf } from "../consulting.ts";
import { LINES_ONLY } from "./defences.ts";

interface StateEvent {
  readonly state_key: string;
  readonly content: { readonly membership?: string };
}

export const INVITED: Attack = {
  attacker: "the service is invited into a consultation, in the name of one of its parties",
  rules: ["ROOM-2", "GATE-1"],
  defence: LINES_ONLY,
  play: async (stage) => {
    const secretariat = await stage.service();
    const one = await secretariat.admitted(secretariat.desk, "XA");
    const two = await secretariat.admitted(secretariat.desk, "XB");
    const [alfa, bravo] = [one.poc, two.poc];
    const { channel, room } = await consulting(stage, alfa, bravo, two.rec);
    const service = secretariat.log.recordOf("secretariat-1" as RecordId)?.user;
    const { status } = await plainRequest(
      stage.server,
      alfa.accessToken(),
      "POST",
      roomPath(room, "invite"),
      { user_id: service },
    );
    if (status !== 200) throw new Error(`not invited: ${status}`);
    const isOut = async (): Promise<boolean> => {
      const path = roomPath(room, "state");
      const { body } = await plainRequest(stage.server, alfa.accessToken(), "GET", path);
      return Object.values(body).some((event) => {
        const { state_key, content } = event as StateEvent;
        return state_key === service && content.membership === "leave";
      });
    };
    return [
      {
        says: "the service is not in the room, and says that it left, and why",
        holds: async () => {
          await stage.until("the service to be out", isOut);
          await stage.until(
            "its count",
            () => secretariat.service.health().refusedInvitations === 1,
          );
          expect(secretariat.logged.filter((line) => line.includes("others-in-it"))).toHaveLength(
            1,
          );
        },
      },
      {
        says: "Alfa and Bravo go on with each other",
        holds: async () => {
          await alfa.client.sendNote(channel, "after it");
          await stage.until("Alfa's note", () => notesOf(bravo).includes("after it"));
          await bravo.client.sendNote(channel, "and back");
          await stage.until("Bravo's note", () => notesOf(alfa).includes("and back"));
        },
      },
    ];
  },
};
