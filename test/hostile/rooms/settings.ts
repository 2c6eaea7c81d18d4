import type { RoomSettings } from "@parley/session";
import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import type { Office } from "../../harness/office.ts";
import { addState, changeSyncs, roomIn, sayOnce, stateOf } from "../sync-reply.ts";
import { SETTINGS } from "./defences.ts";

interface Lie {
  readonly says: string;
  readonly setting: keyof RoomSettings;
  readonly type: string;
  readonly false: { readonly [key: string]: string };
  readonly true: { readonly [key: string]: string };
}

const SHARED: Lie = {
  says: "whoever joins later reads the past of the room (`shared`)",
  setting: "historyVisibility",
  type: "m.room.history_visibility",
  false: { history_visibility: "shared" },
  true: { history_visibility: "invited" },
};
const WORLD: Lie = {
  ...SHARED,
  says: "the whole world reads the room (`world_readable`)",
  false: { history_visibility: "world_readable" },
};
const PUBLIC: Lie = {
  says: "everybody may join the room",
  setting: "joinRule",
  type: "m.room.join_rules",
  false: { join_rule: "public" },
  true: { join_rule: "invite" },
};
const ALGORITHM: Lie = {
  says: "the room is encrypted in another way",
  setting: "algorithm",
  type: "m.room.encryption",
  false: { algorithm: "m.megolm.v0.none" },
  true: { algorithm: "m.megolm.v1.aes-sha2" },
};
const VERSION: Lie = {
  says: "the room has another version",
  setting: "version",
  type: "m.room.create",
  false: { room_version: "11" },
  true: { room_version: "12" },
};

/** Both ways of telling a lie about the settings of a room. */
export const SETTING_LIES: readonly Attack[] = [
  ...[SHARED, PUBLIC, ALGORITHM, VERSION].map(later),
  ...[WORLD, ALGORITHM].map(fromTheStart),
];

function later(lie: Lie): Attack {
  return {
    attacker: `the server says in the middle of a consultation that ${lie.says}`,
    rules: ["ROOM-1", "GATE-1"],
    defence: SETTINGS,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const tell = async (content: Lie["true"]): Promise<void> => {
        const { user: sender } = alfa.office.account;
        const event = { type: lie.type, state_key: "", sender, content };
        await sayOnce(alfa.line, (sync) => addState(roomIn(sync, room), event));
        const said = Object.values(content)[0];
        await stage.until(
          "Alfa to hear of it",
          () => alfa.office.session.settings(room)?.[lie.setting] === said,
        );
      };
      await tell(lie.false);
      await alfa.office.client.sendNote(channel, "not under these settings");
      return [
        {
          says: "Alfa's note is held, and the setting is named",
          holds: () => expectHeld(alfa.office, lie),
        },
        {
          says: "Bravo gets nothing of it",
          holds: () => expect(bravo.office.notes()).toEqual([]),
        },
        {
          says: "once the server says the truth again the note arrives, once",
          holds: async () => {
            await tell(lie.true);
            await stage.until("the note", () => bravo.office.notes().length > 0);
            expect(bravo.office.notes()).toEqual(["not under these settings"]);
          },
        },
      ];
    },
  };
}

function fromTheStart(lie: Lie): Attack {
  return {
    attacker: `the server says to Bravo from the first moment on that ${lie.says}`,
    rules: ["ROOM-1", "GATE-1"],
    defence: SETTINGS,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      changeSyncs(bravo.line, ({ rooms }) => {
        for (const event of Object.values(rooms.join).flatMap(stateOf))
          if (event.type === lie.type) event.content = { ...lie.false };
      });
      await alfa.office.client.signAndSend(stage.notification(bravo.office));
      await stage.until(
        "the notification",
        () => bravo.office.client.snapshot().consultations.length > 0,
      );
      await bravo.office.client.sendNote(bravo.office.channel, "not here");
      return [
        {
          says: "Bravo's note is held, and the setting is named",
          holds: async () => {
            await stage.until("the hold", () => bravo.office.consultation.gate.state === "held");
            expectHeld(bravo.office, lie);
          },
        },
        { says: "Alfa gets nothing of it", holds: () => expect(alfa.office.notes()).toEqual([]) },
      ];
    },
  };
}

function expectHeld(office: Office, { setting }: Lie): void {
  expect(office.consultation.gate).toEqual({
    state: "held",
    reasons: [{ reason: "room-settings-changed", setting }],
  });
  expect(office.entries("note")).toMatchObject([{ delivery: { state: "held" } }]);
}
