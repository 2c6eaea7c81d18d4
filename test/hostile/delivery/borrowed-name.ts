import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import { joinForeignAccount } from "../../harness/foreign-account.ts";
import type { Attack } from "../attack.ts";
import { letterbox } from "../letterbox.ts";
import { unlistedDevice } from "../unlisted-device.ts";
import { KEY_OF_THE_SENDER } from "./defences.ts";
import { happenings, letGo } from "./timeline.ts";

export const BORROWED_NAMES: readonly Attack[] = [
  {
    attacker:
      "a stranger whom the operator joined hands Bravo a room key of its own, and what it writes is shown as Alfa's",
    rules: ["READ-1"],
    defence: KEY_OF_THE_SENDER,
    play: async (stage) => {
      const { alfa, bravo, room } = await stage.opened();
      const stranger = await joinForeignAccount(stage.server, room);
      const { line, letters } = await letterbox(stage);
      const { user } = bravo.office.account;
      const session = await unlistedDevice(stage, line, stranger, room, user);
      const { n, h } = stage.directory.log.head;
      const note = { id: token(16), msgtype: "m.text", body: "we concede", dir: { n, h } };
      const sent = await session.send(room, "m.room.message", note, "forged");
      expect(sent).toMatchObject({ ok: true });
      const refused = happenings(bravo.office);
      const payloads = (): number => bravo.office.heard.filter((kind) => kind === "payload").length;
      const before = payloads();
      await letGo(bravo.line, room, letters(alfa.office.account.user));
      await stage.until("Bravo to have read it", () => payloads() > before);
      return [
        {
          says: "Bravo shows nothing of it, as Alfa's or anybody's",
          holds: () => expect(bravo.office.notes()).toEqual([]),
        },
        {
          says: "Bravo says that something was not as it claimed, and Alfa's next note counts once the stranger is out",
          holds: async () => {
            await stage.until("the refusal", () => refused.has("shield"));
            await session.leave(room);
            await alfa.office.client.sendNote(alfa.office.channel, "the true one");
            await stage.until("it", () => bravo.office.notes().includes("the true one"));
            expect(bravo.office.notes()).toEqual(["the true one"]);
          },
        },
      ];
    },
  },
];
