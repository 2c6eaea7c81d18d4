import { FURTHER_STATES_WAIT } from "@parley/directory";
import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { infiltrated } from "../infiltrated.ts";
import { readsWithAll } from "../stranger.ts";
import { addState, roomIn, sayOnce } from "../sync-reply.ts";
import { BROUGHT_AGAIN, MEMBERS_FROM_SYNC } from "./defences.ts";
import { channelIn, handOver, isMember, lastNote, memberRow } from "./rows.ts";

/** What a server says about who is in a room. */
export const ANSWERS: readonly Attack[] = [
  {
    attacker: "the server has a list of members ready with one row too many and without Bravo's",
    rules: ["GATE-1", "WAY-1"],
    defence: MEMBERS_FROM_SYNC,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const foreign = await stage.server.createAccount();
      const row = { ...memberRow(foreign.user, "join"), event_id: "$row", room_id: "" };
      for (const { line } of [alfa, bravo])
        line.set(({ path }) =>
          /\/(joined_)?members$/.test(path)
            ? {
                status: 200,
                body: JSON.stringify({ chunk: [row], joined: { [foreign.user]: {} } }),
              }
            : "pass",
        );
      await alfa.office.client.signAndSend(stage.notification(bravo.office));
      return [
        {
          says: "Alfa and Bravo talk to each other as ever, and see each other alone",
          holds: async () => {
            await stage.until(
              "the notification",
              () => bravo.office.client.snapshot().consultations.length > 0,
            );
            const { channel } = bravo.office;
            await handOver(stage, bravo.office, alfa.office, channel, "we have it");
            for (const { office } of [alfa, bravo])
              expect(channelIn(office, channel)).toMatchObject({
                gate: { state: "open" },
                members: [{ membership: "join" }, { membership: "join" }],
              });
          },
        },
        {
          says: "neither client has asked for the list",
          holds: () => {
            const paths = [alfa, bravo].flatMap(({ line }) => line.requests.map((one) => one.path));
            expect(paths.filter((path) => path.endsWith("members"))).toEqual([]);
          },
        },
      ];
    },
  },
  {
    attacker: "the server tells Alfa that Charlie, who is in, has left, and takes that back later",
    rules: ["GATE-1", "OUTBOX-3", "OUTBOX-4"],
    defence: BROUGHT_AGAIN,
    play: async (stage) => {
      const line = await stage.line();
      const { alfa, bravo, charlie, channel, room } = await infiltrated(stage, line.baseUrl);
      const tells = async (membership: string, shown: boolean): Promise<void> => {
        await sayOnce(alfa.line, (sync) =>
          addState(roomIn(sync, room), memberRow(charlie.user, membership)),
        );
        await stage.until(
          `Charlie to ${membership}, as Alfa is told`,
          () => isMember(alfa.office, room, charlie.user) === shown,
        );
      };
      const reads = (type: string): number =>
        new Set(
          charlie.device
            .arrivals(room, "payload")
            .filter((one) => one.type === type && one.sender === alfa.office.account.user)
            .map(({ content }) => (content as { readonly id: string }).id),
        ).size;
      await tells("leave", false);
      // The wait for a device of every State, which counts from the first one on, is over.
      alfa.office.clock.step(FURTHER_STATES_WAIT);
      const update = { ...stage.notification(bravo.office), channel, re: channel, roster: [] };
      await alfa.office.client.signAndSend({ ...update, id: "draft-hidden" });
      await handOver(stage, alfa.office, bravo.office, channel, "while Charlie was hidden");
      return [
        {
          says: "Charlie, in the room and not shown, reads nothing of what Alfa says meanwhile",
          holds: async () => {
            await readsWithAll(stage, charlie.device, line, room);
            expect([reads(ACT), reads(NOTE)]).toEqual([1, 0]);
          },
        },
        {
          says: "Alfa reads that Charlie is not there, and that Bravo alone has the note",
          holds: async () => {
            const delivery = () => lastNote(alfa.office, channel)?.delivery;
            await stage.until("Bravo's grade", () => delivery()?.state === "delivered");
            expect(delivery()).toMatchObject({ to: ["XB"] });
            expect(channelIn(alfa.office, channel).members).toContainEqual(
              expect.objectContaining({ user: charlie.user, membership: "absent" }),
            );
          },
        },
        {
          says: "Charlie, shown again, is brought the act at once, and after two minutes the note",
          holds: async () => {
            await tells("join", true);
            await stage.until("the act", () => reads(ACT) === 2);
            alfa.office.clock.step(120_000);
            await stage.until("the note", () => reads(NOTE) === 1);
          },
        },
        {
          says: "Bravo has each of them once",
          holds: async () => {
            await handOver(stage, alfa.office, bravo.office, channel, "after it");
            expect(bravo.office.notes()).toEqual(["while Charlie was hidden", "after it"]);
            expect(bravo.office.entries("act")).toHaveLength(2);
          },
        },
      ];
    },
  },
];

const ACT = "chat.parley.act";
const NOTE = "m.room.message";
