import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { handOver } from "../membership/rows.ts";
import { refusals } from "../refusals.ts";
import { Stranger } from "../stranger.ts";
import { LISTED_DEVICES, SENDING_DEVICE } from "./defences.ts";

/** Whoever has the password of an account of a listed office. */
export const THIEVES: readonly Attack[] = [
  {
    attacker: "thieves sign in with the passwords of Alfa and of Bravo, each in an ordinary client",
    rules: ["TRUST-1"],
    defence: LISTED_DEVICES,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const thieves = await Promise.all(
        [alfa, bravo].map(({ office }) => Stranger.signedIn(stage, office.account)),
      );
      for (const { office } of [alfa, bravo])
        await stage.until("both new devices to be seen", () =>
          office.consultation.members.every(({ unlistedDevices }) => unlistedDevices === 1),
        );
      await handOver(stage, alfa.office, bravo.office, channel, "by Alfa");
      await handOver(stage, bravo.office, alfa.office, channel, "by Bravo");
      return [
        {
          says: "neither thief reads anything, be it sent by the account that it is in or to it",
          holds: async () => {
            for (const thief of thieves) {
              expect(await thief.reads(room)).toEqual([]);
              expect((await thief.client.tell()).straight).not.toContain("m.room.encrypted");
            }
          },
        },
        {
          says: "Alfa and Bravo talk on, and are shown that each account has a device that nobody lists",
          holds: () => {
            for (const { office } of [alfa, bravo]) {
              expect(office.notes()).toEqual(["by Alfa", "by Bravo"]);
              expect(office.consultation).toMatchObject({
                gate: { state: "open" },
                members: [{ unlistedDevices: 1 }, { unlistedDevices: 1 }],
              });
            }
          },
        },
      ];
    },
  },
  {
    attacker:
      "a thief in Bravo's account writes, encrypted for all, what Bravo's client would send",
    rules: ["READ-1"],
    defence: SENDING_DEVICE,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const { n, h } = stage.directory.log.head;
      const thief = await Stranger.signedIn(stage, bravo.office.account);
      const note = { id: "A".repeat(22), msgtype: "m.text", body: "we agree", dir: { n, h } };
      await thief.client.send(room, "m.room.message", note);
      await thief.client.send(room, "m.room.message", { msgtype: "m.text", body: "we agree" });
      await handOver(stage, bravo.office, alfa.office, channel, "by Bravo");
      await handOver(stage, alfa.office, bravo.office, channel, "by Alfa");
      return [
        {
          says: "neither Alfa nor Bravo shows a word of it",
          holds: () => {
            for (const { office } of [alfa, bravo])
              expect(office.notes()).toEqual(["by Bravo", "by Alfa"]);
          },
        },
        {
          says: "both are told how much came and why it does not count",
          holds: () => {
            for (const { office } of [alfa, bravo])
              expect(refusals(office)).toEqual({ "device-not-listed": 1, "payload-id": 1 });
          },
        },
      ];
    },
  },
];
