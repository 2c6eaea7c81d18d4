import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import type { Opened, Stage } from "../stage.ts";
import { madeUpId, type ToldEvent } from "../sync-reply.ts";
import { holdBack, letGo } from "../delivery/timeline.ts";
import { OUT_OF_THE_TIMELINE, OWN_CLOCK } from "./defences.ts";

const NOTES = ["one", "two", "three", "four"] as const;

/** What a server writes beside a ciphertext. */
export const BESIDE: readonly Attack[] = [
  {
    attacker:
      "the server says of every note that it was redacted, beside it and in an event of its own",
    rules: ["INBOX-1"],
    defence: OUT_OF_THE_TIMELINE,
    play: (stage) =>
      notes(stage, (events, { alfa }) => {
        const { user: sender } = alfa.office.account;
        const redactions = events.map(({ event_id = "" }) => ({
          type: "m.room.redaction",
          sender,
          event_id: madeUpId(),
          origin_server_ts: Date.now(),
          redacts: event_id,
          content: { redacts: event_id, reason: "said in error" },
        }));
        events.forEach((event, i) => {
          event.unsigned = { redacted_because: redactions[i] };
        });
        return [...events, ...redactions];
      }),
  },
  {
    attacker: "the server relates notes to each other: as replacement, thread, reply and reaction",
    rules: ["INBOX-1"],
    defence: OUT_OF_THE_TIMELINE,
    play: (stage) =>
      notes(stage, ([one, two, three, four], { alfa }) => {
        const { user: sender } = alfa.office.account;
        const event_id = one?.event_id ?? "";
        const relate = (event: ToldEvent | undefined, relation: object): void =>
          void Object.assign(event?.content ?? {}, { "m.relates_to": relation });
        relate(two, { rel_type: "m.replace", event_id });
        relate(three, { rel_type: "m.thread", event_id, is_falling_back: false });
        relate(four, { "m.in_reply_to": { event_id } });
        const reaction = {
          type: "m.reaction",
          sender,
          event_id: madeUpId(),
          origin_server_ts: Date.now(),
          content: { "m.relates_to": { rel_type: "m.annotation", event_id, key: "no" } },
        };
        return [one, two, three, four, reaction].flatMap((event) => event ?? []);
      }),
  },
  {
    attacker: "the server dates notes to 1970 and to 2100, and says how old they are",
    rules: ["INBOX-1"],
    defence: OWN_CLOCK,
    play: (stage) =>
      notes(stage, (events) => {
        events.forEach((event, i) => {
          event.origin_server_ts = i % 2 === 0 ? 0 : Date.UTC(2100, 0, 1);
          event.unsigned = { age: i % 2 === 0 ? 1e15 : -1e15 };
        });
        return events;
      }),
  },
];

/** Alfa's notes come to Bravo at once, changed by the server. */
async function notes(
  stage: Stage,
  change: (events: ToldEvent[], opened: Opened) => readonly ToldEvent[],
): ReturnType<Attack["play"]> {
  const opened = await stage.opened();
  const { alfa, bravo, channel, room } = opened;
  const held = holdBack(bravo.line, alfa.office.account.user);
  for (const text of NOTES) await alfa.office.client.sendNote(channel, text);
  await stage.until("the notes to be held back", () => held.length === NOTES.length);
  const before = bravo.office.clock.now();
  await letGo(bravo.line, room, change(structuredClone([...held]), opened));
  await alfa.office.client.sendNote(channel, "after it");
  await stage.until("the next one", () => bravo.office.notes().includes("after it"));
  return [
    {
      says: "Bravo reads every note as Alfa wrote it, in order",
      holds: () => expect(bravo.office.notes()).toEqual([...NOTES, "after it"]),
    },
    {
      says: "each has the time of Bravo's own clock",
      holds: () => {
        const now = bravo.office.clock.now();
        for (const one of bravo.office.entries("note")) {
          const at = one.kind === "note" ? [one.at, one.receivedAt] : [];
          expect(at.every((time) => time >= before && time <= now)).toBe(true);
        }
      },
    },
    {
      says: "Alfa reads that all were delivered",
      holds: () =>
        stage.until("the grades", () =>
          alfa.office
            .entries("note")
            .every((one) => one.kind === "note" && one.delivery?.state === "delivered"),
        ),
    },
  ];
}
