import type { HoldReason } from "@parley/client";
import { expect } from "vitest";
import type { Claim } from "../attack.ts";
import type { Opened, Stage } from "../stage.ts";
import { channelIn, handOver, isMember, lastNote, notesIn } from "./rows.ts";

/** Somebody who is where he does not belong. */
export interface Intruder {
  readonly user: string;
  /** As the gate names it. */
  readonly reason: HoldReason["reason"];
  /** What it can read of what others said there, handed every ciphertext. */
  readonly reads: () => Promise<readonly string[]>;
  readonly leaves: () => Promise<unknown>;
}

/** Alfa writes while somebody is in the room who does not belong there. */
const WRITTEN = "for Bravo only";

/**
 * Alfa writes a note while the intruder is in the room.
 *
 * @param before notes that Bravo had before.
 */
export async function writtenWhileIn(
  stage: Stage,
  { alfa, bravo, channel, room }: Opened,
  intruder: Intruder,
  before: readonly string[] = [],
): Promise<readonly Claim[]> {
  for (const { office } of [alfa, bravo])
    await stage.until("the intruder to be seen", () => isMember(office, room, intruder.user));
  await alfa.office.client.sendNote(channel, WRITTEN);
  return [
    {
      says: "Alfa's note is held; Alfa and Bravo each name the account and what is wrong with it",
      holds: () => {
        for (const { office } of [alfa, bravo])
          expect(channelIn(office, channel).gate).toMatchObject({
            state: "held",
            reasons: [{ reason: intruder.reason, user: intruder.user }],
          });
        expect(lastNote(alfa.office, channel)).toMatchObject({
          delivery: { state: "held" },
        });
      },
    },
    {
      says: "the intruder reads nothing of what was said, whatever the operator hands to it",
      holds: async () => expect(await intruder.reads()).toEqual([]),
    },
    {
      says: "Bravo has nothing of the note while the intruder is in",
      holds: () => expect(notesIn(bravo.office, channel)).toEqual(before),
    },
    {
      says: "once the intruder has left, the note and what follows it reach Bravo, each once",
      holds: async () => {
        await intruder.leaves();
        await handOver(stage, alfa.office, bravo.office, channel, "and this after it");
        expect(notesIn(bravo.office, channel)).toEqual([...before, WRITTEN, "and this after it"]);
      },
    },
    {
      says: "nor does it read what was written while it was in, and sent later",
      holds: async () => expect(await intruder.reads()).toEqual([]),
    },
  ];
}
