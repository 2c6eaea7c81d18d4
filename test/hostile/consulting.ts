import type { ActHash, RecordId, RoomId } from "@parley/base";
import type { Client } from "@parley/client";
import type { Office } from "../harness/office.ts";
import type { Stage } from "./stage.ts";

/** Whoever has an open client. */
export interface Party {
  readonly client: Client;
}

/** One who is listed opens a consultation with another, by record. */
export async function consulting(
  stage: Stage,
  one: Party,
  other: Party,
  rec: RecordId,
): Promise<{ readonly channel: ActHash; readonly room: RoomId }> {
  await stage.until("the other to be known", () =>
    one.client.snapshot().offices.some((office) => office.rec === rec),
  );
  const sent = await one.client.signAndSend(stage.notification({ rec } as Office));
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  await stage.until("it to come", () => other.client.snapshot().consultations.length > 0);
  const [opened] = other.client.snapshot().consultations;
  if (opened === undefined) throw new Error("nothing opened");
  return { channel: opened.id as ActHash, room: opened.room as RoomId };
}

/** Notes of the first consultation, as they are shown. */
export function notesOf({ client }: Party): readonly string[] {
  return (client.snapshot().consultations[0]?.entries ?? []).flatMap((entry) =>
    entry.kind === "note" ? [entry.body] : [],
  );
}
