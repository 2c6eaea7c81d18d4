import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { GATE } from "../membership/defences.ts";
import { plainRoom, plainSignIn, roomPath } from "../../harness/plain-requests.ts";
import { addState, changing, madeUpId, roomIn, sayOnce } from "../sync-reply.ts";
import { ENCRYPTED_OR_NOT_AT_ALL, INVITED_BY_LISTED } from "./defences.ts";

/** What a server does to the state of a room as a whole. */
export const STATE_LIES: readonly Attack[] = [
  {
    attacker: "the server tells Bravo of a room that is not encrypted at all",
    rules: ["ROOM-1", "OUTBOX-1", "WAY-1"],
    defence: ENCRYPTED_OR_NOT_AT_ALL,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const bare = changing(({ rooms }) => {
        for (const room of Object.values(rooms.join))
          for (const part of [room.state, room.timeline, room["org.matrix.msc4222.state_after"]])
            if (part !== undefined)
              part.events = part.events.filter(({ type }) => type !== "m.room.encryption");
      });
      // It would take whatever comes in the clear, and say thank you.
      const taken = { status: 200, body: JSON.stringify({ event_id: madeUpId() }) };
      bravo.line.set(({ path }) =>
        path.endsWith("/sync") ? bare : path.includes("/send/") ? taken : "pass",
      );
      await alfa.office.client.signAndSend(stage.notification(bravo.office));
      const { client } = bravo.office;
      await stage.until("the notification", () => client.snapshot().consultations.length > 0);
      await client.sendNote(bravo.office.channel, "written in confidence");
      // Alfa's note after it comes by the same way.
      await alfa.office.client.sendNote(bravo.office.channel, "and now?");
      await stage.until("Alfa's note", () => bravo.office.notes().includes("and now?"));
      return [
        {
          says: "Bravo's note waits; nothing of it has left, least of all in the clear",
          holds: () => {
            const [note] = bravo.office
              .entries("note")
              .filter((one) => one.kind === "note" && one.own);
            expect(note).toMatchObject({ delivery: { state: "queued" } });
            // Nobody is reached there; what the gate names as missing does not matter here.
            expect(bravo.office.consultation.gate).toMatchObject({ state: "waiting" });
            const sent = bravo.line.requests.filter(({ path }) => path.includes("/send/"));
            expect(sent).toEqual([]);
          },
        },
        {
          says: "no request of Bravo's holds a word of it",
          holds: () =>
            expect(bravo.line.requests.some(({ body }) => body.includes("confidence"))).toBe(false),
        },
      ];
    },
  },
  {
    attacker:
      "the server shows Alfa the members of another room, with Charlie in it, in place of Bravo's",
    rules: ["GATE-1"],
    defence: GATE,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const charlie = await stage.listed("XC");
      await stage.until("Alfa to know Charlie", () =>
        alfa.office.client.snapshot().offices.some(({ rec }) => rec === charlie.office.rec),
      );
      const { user } = charlie.office.account;
      const member = (state_key: string, membership: string) => ({
        type: "m.room.member",
        sender: state_key,
        state_key,
        content: { membership },
      });
      await sayOnce(alfa.line, (sync) => {
        const told = roomIn(sync, room);
        addState(told, member(bravo.office.account.user, "leave"));
        addState(told, member(user, "join"));
      });
      await stage.until("Alfa to see Charlie", () =>
        alfa.office.session.members(room).some((one) => one.user === user),
      );
      await stage.until("Alfa to ask for Charlie's keys", () =>
        alfa.line.requests.some(
          ({ path, body }) => path.endsWith("/keys/query") && body.includes(user),
        ),
      );
      const before = alfa.line.requests.length;
      await alfa.office.client.sendNote(channel, "for Bravo only");
      return [
        {
          says: "Alfa's note is held, and Charlie is named as no part of this consultation",
          holds: () => {
            expect(alfa.office.consultation.gate).toMatchObject({
              state: "held",
              reasons: [{ reason: "account-not-in-roster", user }],
            });
            expect(alfa.office.entries("note")).toMatchObject([{ delivery: { state: "held" } }]);
          },
        },
        {
          says: "no key of the room goes to Charlie",
          holds: async () => {
            // What is to leave has the time to: Bravo's note comes by the line that it would leave by.
            for (const text of ["are you there?", "and now?"]) {
              await bravo.office.client.sendNote(channel, text);
              await stage.until("Bravo's note", () => alfa.office.notes().includes(text));
              await alfa.office.client.sendNote(channel, "still for Bravo only");
            }
            const keys = alfa.line.requests
              .slice(before)
              .filter(({ path, body }) => path.includes("/sendToDevice/") && body.includes(user));
            expect(keys).toEqual([]);
          },
        },
      ];
    },
  },
  {
    attacker: "the server says that the room was upgraded, and invites both into the one after it",
    rules: ["ROOM-2"],
    defence: INVITED_BY_LISTED,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const operator = await plainSignIn(stage.server, await stage.server.createAccount());
      const next = await plainRoom(operator);
      for (const { office, line } of [alfa, bravo]) {
        const { user } = office.account;
        const { status } = await operator.ask("POST", roomPath(next, "invite"), { user_id: user });
        expect(status).toBe(200);
        const tombstone = { body: "moved", replacement_room: next };
        const event = { type: "m.room.tombstone", state_key: "", sender: user, content: tombstone };
        await sayOnce(line, (sync) => addState(roomIn(sync, room), event));
        await stage.until("the invitation", () =>
          office.session.invitations().some((one) => one.room === next),
        );
      }
      await alfa.office.client.sendNote(channel, "still here");
      await stage.until("the note", () => bravo.office.notes().length > 0);
      return [
        {
          says: "neither office goes into the new room",
          holds: () => {
            const asked = [alfa, bravo].flatMap(({ line }) =>
              line.requests.map(({ path }) => path),
            );
            expect(asked.filter((path) => path.includes(next))).toEqual([]);
          },
        },
        {
          says: "both go on in the old one, and show one consultation",
          holds: () => {
            expect(bravo.office.notes()).toEqual(["still here"]);
            for (const { office } of [alfa, bravo])
              expect(office.client.snapshot().consultations).toMatchObject([
                { room, gate: { state: "open" } },
              ]);
          },
        },
      ];
    },
  },
];
