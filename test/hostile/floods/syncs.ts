import type { RoomId, UserId } from "@parley/base";
import type { Client } from "@parley/client";
import { expect } from "vitest";
import { ONLY_KEYS } from "../additions/defences.ts";
import type { Attack } from "../attack.ts";
import { GATE } from "../membership/defences.ts";
import { addState, roomIn, sayOnce } from "../sync-reply.ts";
import { MOST_OF_A_REPLY } from "./defences.ts";
import { honestNext } from "./honest-next.ts";

const MEGABYTE = 2 ** 20;

/** Answers that are too much. */
export const SYNC_FLOODS: readonly Attack[] = [
  {
    attacker:
      "the server answers a sync with 5 MB that nobody asked for, and says with 20 MB that it took a note",
    rules: ["INBOX-1", "WAY-1", "LINK-1"],
    defence: MOST_OF_A_REPLY,
    play: async (stage) => {
      const { alfa, bravo, channel } = await stage.opened();
      const [alfas, bravos] = [links(alfa.office), links(bravo.office)];
      const content = { words: "planted ".repeat((5 * MEGABYTE) / 8) };
      const { user: sender } = alfa.office.account;
      const junk = { type: "org.example", sender, content };
      await sayOnce(bravo.line, (sync) => void sync.account_data.events.push(junk));
      let answered = 0;
      const words = "planted ".repeat((20 * MEGABYTE) / 8);
      alfa.line.set(({ path }) =>
        path.includes("/send/")
          ? (reply) => (answered++ === 0 ? { ...reply, words } : reply)
          : "pass",
      );
      await alfa.office.client.sendNote(channel, "said once");
      await stage.until("the answer", () => answered > 0);
      await stage.until("the note", () => bravo.office.notes().length > 0);
      return [
        honestNext(stage, alfa, bravo),
        {
          says: "the 5 MB are taken; after the 20 MB Alfa reads that the homeserver is away",
          holds: () => {
            expect([...bravos]).not.toContain("away");
            expect([...alfas]).toContain("away");
          },
        },
        {
          says: "Bravo reads the note once, and nothing of the rest is on a disk",
          holds: () => {
            expect(bravo.office.notes()).toEqual(["said once", "the honest next"]);
            for (const { office } of [alfa, bravo]) expect(office.disk()).not.toContain("planted");
          },
        },
      ];
    },
  },
  {
    attacker:
      "strangers send Bravo 5,000 device messages of unknown kinds, and 200 that are encrypted to nobody",
    rules: ["INBOX-1"],
    defence: ONLY_KEYS,
    play: async (stage) => {
      const { alfa, bravo } = await stage.opened();
      const sender = (await stage.server.createAccount()).user;
      let heard = 0;
      const { client } = bravo.office.session as unknown as {
        readonly client: { on(event: string, listener: () => void): void };
      };
      client.on("toDeviceEvent", () => (heard += 1));
      const encrypted = {
        algorithm: "m.olm.v1.curve25519-aes-sha2",
        sender_key: "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo",
        ciphertext: { [bravo.office.session.device.curve25519]: { type: 0, body: "AwogplanteD" } },
      };
      await sayOnce(bravo.line, ({ to_device }) => {
        for (let i = 0; i < 5_000; i++)
          to_device.events.push({
            type: "org.example",
            sender,
            content: { words: `planted ${i}` },
          });
        for (let i = 0; i < 200; i++)
          to_device.events.push({ type: "m.room.encrypted", sender, content: { ...encrypted } });
      });
      return [
        honestNext(stage, alfa, bravo),
        {
          says: "the SDK hears of none but those that may carry a key; nothing is on the disk",
          holds: () => {
            expect(heard).toBeLessThanOrEqual(210);
            expect(bravo.office.disk()).not.toContain("planted");
          },
        },
      ];
    },
  },
  {
    attacker: "the server shows Alfa 1,000 strangers in the room, and takes them out again",
    rules: ["GATE-1"],
    defence: GATE,
    play: async (stage) => {
      const { alfa, bravo, channel, room } = await stage.opened();
      const users = Array.from(
        { length: 1_000 },
        (_, i) => `@s${i}:${stage.server.serverName}` as UserId,
      );
      await sayOnce(alfa.line, (sync) => show(sync, room, users, "join"));
      await stage.until("Alfa to see them", () => alfa.office.session.members(room).length > 1_000);
      await alfa.office.client.sendNote(channel, "for Bravo only");
      const meanwhile = [alfa.office.consultation.gate, alfa.office.entries("note")[0]];
      await bravo.office.client.sendNote(channel, "a sign of life");
      await stage.until("Bravo's note", () => alfa.office.notes().includes("a sign of life"));
      const before = bravo.office.notes();
      await sayOnce(alfa.line, (sync) => show(sync, room, users, "leave"));
      return [
        {
          says: "while they are in, Alfa's note is held, and each is named; Bravo gets nothing",
          holds: () => {
            expect(meanwhile).toMatchObject([{ state: "held" }, { delivery: { state: "held" } }]);
            const [gate] = meanwhile;
            expect(gate).toMatchObject({ reasons: { length: 1_000 } });
            expect(before).toEqual(["a sign of life"]);
          },
        },
        {
          says: "once they are out the note arrives",
          holds: () => stage.until("it", () => bravo.office.notes().includes("for Bravo only")),
        },
        honestNext(stage, alfa, bravo),
      ];
    },
  },
];

function show(
  sync: Parameters<typeof roomIn>[0],
  room: RoomId,
  users: readonly UserId[],
  membership: string,
): void {
  for (const user of users)
    addState(roomIn(sync, room), {
      type: "m.room.member",
      sender: user,
      state_key: user,
      content: { membership },
    });
}

/** How the link of an office stands, from here on. */
function links({ client }: { readonly client: Client }): ReadonlySet<string> {
  const seen = new Set<string>();
  client.subscribe(() => seen.add(client.snapshot().link.state));
  return seen;
}
