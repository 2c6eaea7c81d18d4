import { randomBytes } from "node:crypto";
import type { RoomId, UserId } from "@parley/base";
import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import type { Office } from "../../harness/office.ts";
import { changeTimelines } from "../delivery/timeline.ts";
import { addState, madeUpId, roomIn, sayOnce, type ToldSync } from "../sync-reply.ts";
import { ONLY_KEYS, SEALED_BY_A_LISTED_DEVICE } from "./defences.ts";

/** Turns the direction of reading. */
const BIDI = "\u202egnitirw\u2066";
const WORDS = `planted${BIDI}words`;

/** What a server says of its own accord. */
export const WORDS_OF_THE_SERVER: readonly Attack[] = [
  {
    attacker: "the server says notes, acts and other events in the clear under Alfa's name",
    rules: ["INBOX-1", "READ-1"],
    defence: SEALED_BY_A_LISTED_DEVICE,
    play: async (stage) => {
      const { alfa, bravo, channel } = await stage.opened();
      const { n, h } = stage.directory.log.head;
      const note = { msgtype: "m.text", body: WORDS, dir: { n, h } };
      const types = [
        "m.room.message",
        "chat.parley.act",
        "chat.parley.grade",
        "org.example.custom",
      ];
      let said = false;
      changeTimelines(bravo.line, (events) => {
        if (said || !events.some(({ type }) => type === "m.room.encrypted")) return;
        said = true;
        events.unshift(
          ...types.map((type) => ({
            type,
            sender: alfa.office.account.user,
            event_id: madeUpId(),
            content: { ...note, id: randomBytes(16).toString("base64url") },
          })),
        );
      });
      await alfa.office.client.sendNote(channel, "the only one");
      await stage.until("the note", () => bravo.office.notes().includes("the only one"));
      return [
        {
          says: "Bravo shows the note that was encrypted, and counts what was in the clear",
          holds: () => {
            expect(bravo.office.notes()).toEqual(["the only one"]);
            const [counted] = bravo.office.entries("room");
            expect(counted).toMatchObject({
              what: { event: "payload-refused", reason: "plaintext", count: types.length },
            });
          },
        },
        { says: "no word of it is on Bravo's disk", holds: () => expectNoWords(bravo.office) },
      ];
    },
  },
  {
    attacker:
      "the server adds names, pictures, topics, reasons, receipts, signs of life, account data and messages of unknown kinds",
    rules: ["INBOX-1", "ROOM-1"],
    defence: ONLY_KEYS,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      await sayOnce(bravo.line, (sync) => plant(sync, room, alfa.office.account.user));
      await alfa.office.client.sendNote(channel, "after it");
      await stage.until("the note", () => bravo.office.notes().includes("after it"));
      return [
        {
          says: "the SDK of Bravo's client holds not a word of it",
          holds: () => {
            const { getRoom, getAccountData } = sdkOf(bravo.office);
            const told = getRoom(room);
            const names = [told?.name, told?.getMember(alfa.office.account.user)?.name];
            expect(JSON.stringify([names, getAccountData("org.example")])).not.toContain("planted");
          },
        },
        {
          says: "neither screen nor disk of Bravo's has a word of it; the note is there and the gate open",
          holds: () => {
            expectNoWords(bravo.office);
            expect(bravo.office.notes()).toEqual(["after it"]);
            expect(bravo.office.entries("room")).toEqual([]);
            expect(bravo.office.consultation.gate).toEqual({ state: "open" });
          },
        },
      ];
    },
  },
];

function plant(sync: ToldSync, room: RoomId, sender: UserId): void {
  const told = roomIn(sync, room);
  for (const [type, content] of [
    ["m.room.name", { name: WORDS }],
    ["m.room.topic", { topic: WORDS }],
    ["m.room.avatar", { url: "mxc://parley.test/planted" }],
    ["m.room.canonical_alias", { alias: `#${WORDS}:parley.test` }],
    ["m.room.pinned_events", { pinned: [WORDS] }],
    ["m.room.power_levels", { users: { [sender]: 0 }, users_default: 100, words: WORDS }],
  ] as const)
    addState(told, { type, state_key: "", sender, content: { ...content } });
  const profile = { displayname: WORDS, avatar_url: "mxc://parley.test/planted", reason: WORDS };
  addState(told, {
    type: "m.room.member",
    state_key: sender,
    sender,
    content: { membership: "join", ...profile },
  });
  const say = (type: string, content: { [key: string]: unknown } = { words: WORDS }) => ({
    type,
    sender,
    content,
  });
  told.ephemeral.events.push(
    say("m.typing", { user_ids: [sender, WORDS] }),
    say("m.receipt", { [madeUpId()]: { "m.read": { [sender]: { ts: 0, words: WORDS } } } }),
  );
  told.account_data.events.push(say("m.tag", { tags: { [WORDS]: {} } }), say("m.fully_read"));
  sync.presence.events.push(say("m.presence", { presence: "online", status_msg: WORDS }));
  sync.account_data.events.push(say("org.example"), say("m.push_rules"), say("m.direct"));
  sync.to_device.events.push(
    ...[
      "org.example",
      "m.room_key",
      "m.forwarded_room_key",
      "m.room_key_request",
      "m.secret.send",
    ].map((type) =>
      say(type, { algorithm: "m.megolm.v1.aes-sha2", room_id: room, session_key: WORDS }),
    ),
  );
}

function expectNoWords(office: Office): void {
  expect(JSON.stringify(office.client.snapshot())).not.toContain("planted");
  expect(office.disk()).not.toContain("planted");
}

/** What the SDK shows to whoever asks it. */
interface Sdk {
  readonly getRoom: (room: RoomId) => {
    readonly name: string;
    getMember(user: UserId): { readonly name: string } | null;
  } | null;
  readonly getAccountData: (type: string) => unknown;
}

/** The SDK's client behind a session, which no part of the product sees. */
function sdkOf(office: Office): Sdk {
  const { client } = office.session as unknown as { readonly client: Sdk };
  return {
    getRoom: (room) => client.getRoom(room),
    getAccountData: (type) => client.getAccountData(type),
  };
}
