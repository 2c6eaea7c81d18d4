import type { ActHash, RoomId } from "@parley/base";
import type { Seat, Stage } from "../stage.ts";

/** A consultation of three. */
export interface Three {
  readonly alfa: Seat;
  readonly bravo: Seat;
  readonly charlie: Seat;
  readonly channel: ActHash;
  readonly room: RoomId;
}

/** Alfa has opened a consultation with Bravo and Charlie, and both have it. */
export async function three(stage: Stage): Promise<Three> {
  const [alfa, bravo, charlie] = [
    await stage.listed("XA"),
    await stage.listed("XB"),
    await stage.listed("XC"),
  ];
  const { client } = alfa.office;
  await stage.until("Alfa to know both", () => client.snapshot().offices.length >= 2);
  const roster = [bravo.office.rec, charlie.office.rec];
  await client.signAndSend({ ...stage.notification(bravo.office), roster });
  await stage.until("both to have it, and Alfa to know", () => {
    const [entry] = client.snapshot().consultations[0]?.entries ?? [];
    return (
      entry?.kind === "act" &&
      entry.delivery?.state === "delivered" &&
      entry.delivery.to.length === 2
    );
  });
  return {
    alfa,
    bravo,
    charlie,
    channel: alfa.office.channel,
    room: alfa.office.consultation.room as RoomId,
  };
}
