import type { ActHash, RecordId, RoomId, UserId } from "@parley/base";
import type { Consultation, NoteEntry } from "@parley/client";
import type { Office } from "../../harness/office.ts";
import type { Opened, Stage } from "../stage.ts";
import type { ToldEvent } from "../sync-reply.ts";

/** Whether the server shows an account to an office as joined or invited. */
export function isMember(office: Office, room: RoomId, user: string): boolean {
  return office.session.members(room).some((one) => one.user === user);
}

/** A row of the members of a room. */
export function memberRow(user: UserId, membership: string, sender = user): ToldEvent {
  return { type: "m.room.member", sender, state_key: user, content: { membership } };
}

/** A note from one office to another, once it is there: whatever was to come by the same way before it has come, too. */
export async function handOver(
  stage: Stage,
  from: Office,
  to: Office,
  channel: ActHash,
  text: string,
): Promise<void> {
  const said = await from.client.sendNote(channel, text);
  if (!said.ok) throw new Error(`no note: ${JSON.stringify(said.refusal)}`);
  await stage.until(`"${text}" to be there`, () => notesIn(to, channel).includes(text));
}

/** How an office sees one of its channels. */
export function channelIn(office: Office, channel: ActHash): Consultation {
  const found = office.client.snapshot().consultations.find(({ id }) => id === channel);
  if (found === undefined) throw new Error("the office does not show this channel");
  return found;
}

function noteEntries(office: Office, channel: ActHash): readonly NoteEntry[] {
  return channelIn(office, channel).entries.filter((entry) => entry.kind === "note");
}

export function notesIn(office: Office, channel: ActHash): readonly string[] {
  return noteEntries(office, channel).map(({ body }) => body);
}

export function lastNote(office: Office, channel: ActHash): NoteEntry | undefined {
  return noteEntries(office, channel).at(-1);
}

/** Alfa and Bravo have heard of an office. */
export function knownToBoth(
  stage: Stage,
  { alfa, bravo }: Pick<Opened, "alfa" | "bravo">,
  rec: RecordId,
): Promise<void> {
  return stage.until("all to know the office", () =>
    [alfa, bravo].every(({ office }) =>
      office.client.snapshot().offices.some((one) => one.rec === rec),
    ),
  );
}
