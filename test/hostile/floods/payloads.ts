import type { RoomId, UserId } from "@parley/base";
import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import { startHostileProxy, type HostileProxy } from "../../harness/hostile-proxy.ts";
import { newDevice } from "../../session/device.ts";
import type { Attack, Claim } from "../attack.ts";
import { infiltrated } from "../infiltrated.ts";
import type { Seat, Stage } from "../stage.ts";
import { madeUpId, roomIn, sayOnce, type ToldEvent } from "../sync-reply.ts";
import { BOUNDS } from "./defences.ts";
import { honestNext } from "./honest-next.ts";

/** More than a room keeps. */
const MANY = 1_100;

/** More of everything that a room can bring than anybody wants to keep. */
export const PAYLOAD_FLOODS: readonly Attack[] = [
  {
    attacker: "the server floods Bravo with 2,500 events in the clear",
    rules: ["INBOX-1"],
    defence: BOUNDS,
    play: async (stage) => {
      const { alfa, bravo, room } = await stage.opened();
      const sender = alfa.office.account.user;
      const flood = Array.from({ length: 2_500 }, () => ({
        type: "m.room.message",
        sender,
        event_id: madeUpId(),
        content: { body: PLANTED },
      }));
      const before = bravo.office.rows("inbox").length;
      await sayOnce(bravo.line, (sync) => void roomIn(sync, room).timeline.events.push(...flood));
      return [honestNext(stage, alfa, bravo), keepsFew(bravo, before)];
    },
  },
  {
    attacker: `a stolen password makes a device of Alfa's account that nobody lists, and it floods Bravo with ${MANY} notes`,
    rules: ["INBOX-1", "READ-1"],
    defence: BOUNDS,
    play: async (stage) => {
      const { alfa, bravo, room } = await stage.opened();
      const { line, letters } = await letterbox(stage);
      const thief = await newDevice(line.baseUrl, alfa.office.account);
      stage.after(() => thief.session.close());
      const { session } = thief;
      session.pin(room, { ...AS_MADE });
      const listed = stage.directory.log
        .records()
        .flatMap(({ user, devices }) => devices.map((device) => ({ user, device })));
      await stage.until("trust", async () => {
        const trust = await session.trust(listed);
        return trust.some(
          ({ user, state }) => user === bravo.office.account.user && state === "trusted",
        );
      });
      const { n, h } = stage.directory.log.head;
      for (let i = 0; i < MANY; i++) {
        const note = { id: token(16), msgtype: "m.text", body: PLANTED, dir: { n, h } };
        await session.send(room, "m.room.message", note, `flood-${i}`);
      }
      const before = bravo.office.rows("inbox").length;
      await deliver(bravo, room, letters(session.user));
      return [honestNext(stage, alfa, bravo), keepsFew(bravo, before)];
    },
  },
  {
    attacker: `a listed device floods Bravo with ${MANY} notes under a directory that does not exist yet`,
    rules: ["INBOX-1", "DIR-5"],
    defence: BOUNDS,
    play: async (stage) => {
      const { line, letters } = await letterbox(stage);
      const { alfa, bravo, charlie, room } = await infiltrated(stage, line.baseUrl);
      const dir = { n: 2 ** 50, h: token(32) };
      for (let i = 0; i < MANY; i++) await charlie.notes(room, PLANTED, { dir });
      const before = bravo.office.rows("inbox").length;
      await deliver(bravo, room, letters(charlie.user));
      return [honestNext(stage, alfa, bravo), keepsFew(bravo, before)];
    },
  },
];

const PLANTED = "planted words";
const AS_MADE = {
  version: "12",
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
};

/** A line on which what is sent does not arrive, but is put aside for the server to show when it likes. */
async function letterbox(stage: Stage): Promise<{
  readonly line: HostileProxy;
  readonly letters: (sender: UserId) => readonly ToldEvent[];
}> {
  const line = await startHostileProxy(stage.server.baseUrl);
  stage.after(() => line.stop());
  line.set(({ path }) =>
    path.includes("/send/m.room.encrypted/")
      ? { status: 200, body: JSON.stringify({ event_id: madeUpId() }) }
      : "pass",
  );
  return {
    line,
    letters: (sender) =>
      line.requests
        .filter(({ path }) => path.includes("/send/m.room.encrypted/"))
        .map(({ body }) => ({
          type: "m.room.encrypted",
          sender,
          event_id: madeUpId(),
          content: JSON.parse(body) as ToldEvent["content"],
        })),
  };
}

async function deliver(to: Seat, room: RoomId, letters: readonly ToldEvent[]): Promise<void> {
  await sayOnce(to.line, (sync) => void roomIn(sync, room).timeline.events.push(...letters));
}

function keepsFew({ office }: Seat, before: number): Claim {
  return {
    says: "Bravo keeps 1,000 rows of it and says that there was more; nothing of it is shown",
    holds: () => {
      // Besides: that it was too many, and what is honest.
      expect(office.rows("inbox").length - before).toBeLessThanOrEqual(1_010);
      expect(office.entries("room")).toContainEqual(
        expect.objectContaining({
          what: { event: "payload-refused", reason: "too-many", count: 1 },
        }),
      );
      expect(JSON.stringify(office.client.snapshot())).not.toContain(PLANTED);
    },
  };
}
