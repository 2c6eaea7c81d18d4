import type { ActHash, RecordId, RoomId } from "@parley/base";
import { expect } from "vitest";
import type { Newcomer } from "../../harness/newcomer.ts";
import type { Office } from "../../harness/office.ts";
import { plainRequest, roomPath } from "../../harness/plain-requests.ts";
import type { ServiceStage } from "../../service/stage.ts";
import type { Attack } from "../attack.ts";
import type { Stage } from "../stage.ts";
import { LINES_ONLY } from "./defences.ts";

/** A consultation of two who came by their tickets. */
interface Consulting {
  readonly alfa: Newcomer;
  readonly bravo: Newcomer;
  readonly channel: ActHash;
  readonly room: RoomId;
}

/** Alfa and Bravo are admitted, and Alfa has opened a consultation with Bravo. */
async function consulting(stage: Stage, secretariat: ServiceStage): Promise<Consulting> {
  const one = await secretariat.admitted(secretariat.desk, "XA");
  const two = await secretariat.admitted(secretariat.desk, "XB");
  return opensWith(stage, one.poc, two.poc, two.rec);
}

/** One who is admitted opens a consultation with another. */
export async function opensWith(
  stage: Stage,
  alfa: Newcomer,
  bravo: Newcomer,
  rec: RecordId,
): Promise<Consulting> {
  await stage.until("Alfa to know Bravo", () =>
    alfa.client.snapshot().offices.some((office) => office.rec === rec),
  );
  const sent = await alfa.client.signAndSend(stage.notification({ rec } as Office));
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  await stage.until("it at Bravo's", () => bravo.client.snapshot().consultations.length > 0);
  const opened = bravo.client.snapshot().consultations[0];
  if (opened === undefined) throw new Error("nothing opened");
  return { alfa, bravo, channel: opened.id as ActHash, room: opened.room as RoomId };
}

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
    const { alfa, bravo, channel, room } = await consulting(stage, secretariat);
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
    const notes = ({ client }: Newcomer): readonly string[] =>
      (client.snapshot().consultations[0]?.entries ?? []).flatMap((entry) =>
        entry.kind === "note" ? [entry.body] : [],
      );
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
          await stage.until("Alfa's note", () => notes(bravo).includes("after it"));
          await bravo.client.sendNote(channel, "and back");
          await stage.until("Bravo's note", () => notes(alfa).includes("and back"));
        },
      },
    ];
  },
};
