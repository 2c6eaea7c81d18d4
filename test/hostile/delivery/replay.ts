import { expect } from "vitest";
import type { RoomId } from "@parley/base";
import type { Attack } from "../attack.ts";
import { madeUpId, roomIn, sayOnce, type ToldEvent } from "../sync-reply.ts";
import { KEYS_OF_A_ROOM, KNOWN_BY_ID } from "./defences.ts";
import { actsOf, changeTimelines, holdBack } from "./timeline.ts";

const isCiphertext = ({ type }: ToldEvent): boolean => type === "m.room.encrypted";

/** The same once more: in its room, in another, after a restart. */
export const REPLAYS: readonly Attack[] = [
  {
    attacker:
      "the server says everything once more with all that is new, under other ids and newest first",
    rules: ["INBOX-1"],
    defence: KNOWN_BY_ID,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const kept: ToldEvent[] = [];
      changeTimelines(bravo.line, (events) => {
        const fresh = events.filter(isCiphertext);
        // What is new keeps its order: notes have none of their own.
        const again = kept.map((event) => ({ ...event, event_id: madeUpId() }));
        kept.push(...fresh);
        events.unshift(...again.toReversed());
        events.push(...fresh.toReversed());
      });
      await stage.open(alfa.office, bravo.office);
      const { channel } = bravo.office;
      for (const text of ["one", "two", "three"]) await alfa.office.client.sendNote(channel, text);
      await stage.until("the notes", () => bravo.office.notes().includes("three"));
      await bravo.office.client.acknowledge(channel, channel);
      await stage.until("the receipt", () => alfa.office.consultation.headline === "acknowledged");
      return [
        {
          says: "Bravo shows each note once, in order, and the two acts",
          holds: () => {
            expect(bravo.office.notes()).toEqual(["one", "two", "three"]);
            expect(bravo.office.entries("act")).toHaveLength(2);
            expect(bravo.office.client.snapshot().alarms).toEqual([]);
          },
        },
      ];
    },
  },
  {
    attacker: "the server says everything once more under other ids after Bravo was started again",
    rules: ["INBOX-1"],
    defence: KNOWN_BY_ID,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      for (const text of ["one", "two"]) await alfa.office.client.sendNote(channel, text);
      await stage.until("the notes", () => bravo.office.notes().length === 2);
      const before = bravo.office.consultation.entries;
      const said = (await (await stage.operator()).ciphertexts(room)) as ToldEvent[];
      await bravo.office.kill();
      await bravo.office.open();
      await sayOnce(bravo.line, (sync) => {
        const again = said.map((event) => ({ ...event, event_id: madeUpId() }));
        roomIn(sync, room).timeline.events.push(...again);
      });
      await alfa.office.client.sendNote(channel, "after it");
      await stage.until("the next note", () => bravo.office.notes().includes("after it"));
      return [
        {
          says: "Bravo shows what it showed before, and the next note",
          holds: () => {
            expect(bravo.office.consultation.entries.slice(0, -1)).toEqual(before);
            expect(bravo.office.notes()).toEqual(["one", "two", "after it"]);
          },
        },
      ];
    },
  },
  {
    attacker: "the server shows a note of one consultation in another one of the same two instead",
    rules: ["INBOX-1"],
    defence: KEYS_OF_A_ROOM,
    play: async (stage) => {
      const { alfa, bravo, channel } = await stage.opened();
      const { client } = alfa.office;
      await client.signAndSend({ ...stage.notification(bravo.office), id: "draft-2" });
      await stage.until("both", () => bravo.office.client.snapshot().consultations.length === 2);
      const second = client.snapshot().consultations.find(({ id }) => id !== channel);
      const other = second?.room as RoomId;
      const held = holdBack(bravo.line, alfa.office.account.user);
      await client.sendNote(channel, "in the first one");
      await stage.until("the note to be held back", () => held.length > 0);
      await sayOnce(bravo.line, (sync) => void roomIn(sync, other).timeline.events.push(...held));
      await client.sendNote(second?.id as typeof channel, "in the second one");
      const notes = (): readonly (readonly string[])[] =>
        bravo.office.client
          .snapshot()
          .consultations.map(({ id, entries }) => [
            id === channel ? "first" : "second",
            ...entries.flatMap((one) => (one.kind === "note" ? [one.body] : [])),
          ]);
      await stage.until("the other note", () => notes().flat().includes("in the second one"));
      return [
        {
          says: "Bravo shows it in neither",
          holds: () =>
            expect(notes().toSorted(([a = ""], [b = ""]) => a.localeCompare(b))).toEqual([
              ["first"],
              ["second", "in the second one"],
            ]),
        },
        {
          says: "Bravo counts it as unreadable where it was shown",
          holds: () => {
            const { consultations } = bravo.office.client.snapshot();
            const shown = consultations.find(({ id }) => id !== channel)?.entries;
            expect(shown).toContainEqual(
              expect.objectContaining({ what: { event: "unreadable", count: 1 } }),
            );
            expect(actsOf(bravo.office)).toHaveLength(1);
          },
        },
      ];
    },
  },
];
