import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { changing, madeUpId, roomIn, type ToldEvent } from "../sync-reply.ts";
import { ECHO_BY_ID, KEY_OF_THE_SENDER, SEEN_IS_NOT_KNOWN } from "./defences.ts";
import { changeTimelines, happenings, holdBack, letGo } from "./timeline.ts";
import { three } from "./three.ts";

/** What a server does to who said something, and to which event it was. */
export const FALSE_NAMES: readonly Attack[] = [
  {
    attacker: "the server shows Alfa's note to Bravo as Charlie's, who is in the consultation too",
    rules: ["READ-1"],
    defence: KEY_OF_THE_SENDER,
    play: async (stage) => {
      const { alfa, bravo, charlie, channel, room } = await three(stage);
      const held = holdBack(bravo.line, alfa.office.account.user);
      await alfa.office.client.sendNote(channel, "by Alfa");
      await stage.until("the note to be held back", () => held.length > 0);
      const { user: sender } = charlie.office.account;
      await letGo(
        bravo.line,
        room,
        held.map((event) => ({ ...event, sender, event_id: madeUpId() })),
      );
      await charlie.office.client.sendNote(channel, "by Charlie");
      await stage.until("Charlie's note", () => bravo.office.notes().includes("by Charlie"));
      const first = bravo.office.entries("note");
      const refused = happenings(bravo.office);
      await letGo(bravo.line, room, held);
      return [
        {
          says: "Bravo shows nothing as Charlie's but what Charlie said, and says that something was not as it claimed",
          holds: () => {
            expect(first).toMatchObject([{ body: "by Charlie", state: "XC" }]);
            expect([...refused]).toContain("shield");
          },
        },
        {
          says: "shown as Alfa's, the note counts all the same",
          holds: async () => {
            await stage.until("Alfa's note", () => bravo.office.notes().length === 2);
            expect(bravo.office.entries("note")[1]).toMatchObject({ body: "by Alfa", state: "XA" });
          },
        },
      ];
    },
  },
  {
    attacker:
      "the server shows something in the clear under the id of Alfa's note, before the note itself",
    rules: ["INBOX-1"],
    defence: SEEN_IS_NOT_KNOWN,
    play: async (stage) => {
      const { alfa, bravo, channel } = await stage.opened();
      changeTimelines(bravo.line, (events) => {
        for (const event of events.filter(({ type }) => type === "m.room.encrypted"))
          events.unshift({ ...event, type: "m.room.message", content: { body: "in its place" } });
      });
      await alfa.office.client.sendNote(channel, "the true one");
      await stage.until("the clear one", () => bravo.office.heard.includes("plaintext"));
      return [
        {
          says: "Bravo reads the note, and Alfa learns that it was delivered",
          holds: async () => {
            await stage.until("the note", () => bravo.office.notes().includes("the true one"));
            await stage.until("its grade", () => isDelivered(alfa.office.entries("note")[0]));
          },
        },
        {
          says: "Bravo shows nothing of what was in the clear",
          holds: () =>
            expect(JSON.stringify(bravo.office.client.snapshot())).not.toContain("place"),
        },
      ];
    },
  },
  {
    attacker:
      "the server cuts Alfa off, and shows an older note of Alfa's under the transaction of the one that waits",
    rules: ["OUTBOX-1"],
    defence: ECHO_BY_ID,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      await alfa.office.client.sendNote(channel, "the first");
      await stage.until("its grade", () => isDelivered(alfa.office.entries("note")[0]));
      const puts = (): typeof alfa.line.requests =>
        alfa.line.requests.filter(({ path }) => path.includes("/send/"));
      const content = JSON.parse(puts().at(-1)?.body ?? "{}") as ToldEvent["content"];
      const before = puts().length;
      alfa.line.set(({ path }) => (path.includes("/send/") ? "cut" : "pass"));
      await alfa.office.client.sendNote(channel, "the second");
      await stage.until("an attempt", () => puts().length > before);
      const forged = {
        type: "m.room.encrypted",
        sender: alfa.office.account.user,
        content,
        event_id: madeUpId(),
        unsigned: { transaction_id: puts().at(-1)?.path.split("/").at(-1), age: 1 },
      };
      let said = false;
      const echo = changing((sync) => {
        if (!said) roomIn(sync, room).timeline.events.push(forged);
        said = true;
      });
      const isSync = (path: string): boolean => path.endsWith("/sync");
      alfa.line.set(({ path }) => (isSync(path) ? echo : path.includes("/send/") ? "cut" : "pass"));
      alfa.line.hurry();
      await bravo.office.client.sendNote(channel, "a sign of life");
      await stage.until("Bravo's note", () => alfa.office.notes().includes("a sign of life"));
      const meanwhile = alfa.office.entries("note")[1];
      alfa.line.set(() => "pass");
      alfa.office.client.retryNow();
      return [
        {
          says: "Alfa does not take the second note for sent",
          holds: () => {
            expect(said).toBe(true);
            expect(meanwhile).toMatchObject({ body: "the second", delivery: STILL_HERE });
          },
        },
        {
          says: "Bravo reads both, once",
          holds: async () => {
            await stage.until("the second", () => bravo.office.notes().includes("the second"));
            expect(bravo.office.notes()).toEqual(["the first", "a sign of life", "the second"]);
          },
        },
      ];
    },
  },
];

const STILL_HERE = { state: expect.stringMatching(/^(queued|sending)$/) as string };
type NoteOrOther = ReturnType<Parameters<typeof happenings>[0]["entries"]>[number] | undefined;
const isDelivered = (entry: NoteOrOther): boolean =>
  entry?.kind === "note" && entry.delivery?.state === "delivered";
