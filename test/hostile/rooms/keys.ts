import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { changing, stateOf } from "../sync-reply.ts";
import { ONE_ALGORITHM, ONLY_LISTED_REQUESTS } from "./defences.ts";

/** What a server does to the keys of a room. */
export const KEY_LIES: readonly Attack[] = [
  {
    attacker: "the server offers a key backup of its own making, to which keys could be saved",
    rules: ["WAY-1"],
    defence: ONLY_LISTED_REQUESTS,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      for (const { line } of [alfa, bravo]) {
        line.set(({ path }) =>
          path.includes("/room_keys/") ? { status: 200, body: JSON.stringify(BACKUP) } : "pass",
        );
      }
      await stage.open(alfa.office, bravo.office);
      await bravo.office.kill();
      await bravo.office.open();
      await alfa.office.client.sendNote(bravo.office.channel, "after it");
      await stage.until("the note", () => bravo.office.notes().length > 0);
      return [
        {
          says: "neither client asks for a backup, reads one or saves anything there",
          holds: () => {
            const asked = [alfa, bravo].flatMap(({ line }) => line.requests);
            expect(asked.filter(({ path }) => path.includes("room_keys"))).toEqual([]);
          },
        },
      ];
    },
  },
  {
    attacker: "the server says that the key of a room is to be changed after every single message",
    rules: ["ROOM-1"],
    defence: ONE_ALGORITHM,
    play: (stage) => rotated(stage, { rotation_period_msgs: 1 }, 3, 1),
  },
  {
    attacker:
      "the server says that the key of a room is to be kept for a year and for 10,000 messages",
    rules: ["ROOM-1"],
    defence: ONE_ALGORITHM,
    play: (stage) =>
      rotated(
        stage,
        { rotation_period_msgs: 10_000, rotation_period_ms: 365 * 86_400_000 },
        102,
        2,
      ),
  },
];

const BACKUP = {
  algorithm: "m.megolm_backup.v1.curve25519-aes-sha2",
  auth_data: { public_key: "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo", signatures: {} },
  count: 1,
  etag: "1",
  version: "1",
  rooms: {},
};

async function rotated(
  stage: Parameters<Attack["play"]>[0],
  periods: object,
  notes: number,
  keys: number,
): ReturnType<Attack["play"]> {
  const { alfa, bravo } = await stage.two();
  alfa.line.set(({ path }) =>
    path.endsWith("/sync")
      ? changing(({ rooms }) => {
          for (const event of Object.values(rooms.join).flatMap(stateOf))
            if (event.type === "m.room.encryption") Object.assign(event.content, periods);
        })
      : "pass",
  );
  await stage.open(alfa.office, bravo.office);
  const { channel } = bravo.office;
  // What it would read and grade is not looked at here.
  await bravo.office.kill();
  const before = alfa.line.requests.length;
  const sent = (): typeof alfa.line.requests =>
    alfa.line.requests.slice(before).filter(({ path }) => path.includes("/send/"));
  for (let i = 0; i < notes; i++) await alfa.office.client.sendNote(channel, `note ${i}`);
  await stage.until("the notes to leave", () => sent().length === notes);
  return [
    {
      says: `Alfa uses ${keys} key(s) for the ${notes} notes, as it would of its own accord`,
      holds: () => {
        const sessions = sent().map(
          ({ body }) => (JSON.parse(body) as { session_id: string }).session_id,
        );
        expect(new Set(sessions).size).toBe(keys);
      },
    },
  ];
}
