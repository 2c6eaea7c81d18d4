import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { joinForeignAccount } from "../../harness/foreign-account.ts";
import { Insider } from "../insider.ts";
import { readsWithAll } from "../stranger.ts";
import { changing, type ToldSync } from "../sync-reply.ts";
import { ASKED_AT_THE_END } from "./defences.ts";
import { handOver, isMember, knownToBoth, lastNote } from "./rows.ts";

/** Somebody who comes in at the one moment when the gate has been asked and the key is not yet shared. */
export const BETWEEN: readonly Attack[] = [
  {
    attacker:
      "the server lets a listed office in while Alfa, who has asked the gate, waits for the keys of Bravo's devices",
    rules: ["GATE-1"],
    defence: ASKED_AT_THE_END,
    play: async (stage) => {
      const opened = await stage.opened();
      const { alfa, bravo, channel, room } = opened;
      const line = await stage.line();
      const charlie = await Insider.listed(stage, "XC", line.baseUrl);
      await knownToBoth(stage, opened, charlie.rec);

      // The line lets news through when it is told to, and no answer about keys.
      let news = opener();
      const keys = opener();
      let devicesChanged = false;
      let asked = false;
      let held = false;
      alfa.line.set(async ({ path }) => {
        if (path.endsWith("/keys/query")) {
          asked ||= devicesChanged;
          await keys.opened;
        }
        if (!path.endsWith("/sync")) return "pass";
        held = devicesChanged;
        await news.opened;
        return changing((sync) => {
          if (devicesChanged) return;
          devicesChanged = true;
          changedDevices(sync, bravo.office.account.user);
          news = opener();
        });
      });
      news.open();
      alfa.line.hurry();
      await stage.until("Alfa to ask for Bravo's keys", () => asked && held);
      await joinForeignAccount(stage.server, room, { user: charlie.user, password: "" });
      const { session } = charlie.device;
      await stage.until("Charlie to be in", () => session.rooms().includes(room));
      await alfa.office.client.sendNote(channel, "for Bravo only");
      await stage.until("Alfa to have asked the gate", () => {
        const { delivery } = lastNote(alfa.office, channel) ?? {};
        return delivery?.state === "sending";
      });
      news.open();
      await stage.until("Charlie to be seen", () => isMember(alfa.office, room, charlie.user));
      keys.open();
      return [
        {
          says: "Alfa's note is held, and Charlie is named as no part of this consultation",
          holds: async () => {
            await stage.until("the hold", () => {
              const { delivery } = lastNote(alfa.office, channel) ?? {};
              return delivery?.state === "held";
            });
            expect(alfa.office.consultation.gate).toMatchObject({
              state: "held",
              reasons: [{ reason: "account-not-in-roster", user: charlie.user }],
            });
          },
        },
        {
          says: "once Charlie has left, Bravo gets the note, once",
          holds: async () => {
            await session.leave(room);
            await handOver(stage, alfa.office, bravo.office, channel, "after it");
            expect(bravo.office.notes()).toEqual(["for Bravo only", "after it"]);
          },
        },
        {
          says: "Charlie reads nothing of it, whatever the operator hands to it",
          holds: async () =>
            expect(await readsWithAll(stage, charlie.device, line, room)).toEqual([]),
        },
      ];
    },
  },
];

/** The server says that the devices of an account have changed. */
function changedDevices(sync: ToldSync, ...users: readonly string[]): void {
  Object.assign(sync, { device_lists: { changed: users, left: [] } });
}

/** Something that others wait for. */
function opener(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
