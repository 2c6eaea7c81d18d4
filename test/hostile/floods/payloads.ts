import type { RoomId } from "@parley/base";
import { expect } from "vitest";
import { token } from "../../../packages/client/test/forged-act.ts";
import type { Attack, Claim } from "../attack.ts";
import { infiltrated } from "../infiltrated.ts";
import { letterbox } from "../letterbox.ts";
import type { Seat } from "../stage.ts";
import { madeUpId, roomIn, sayOnce, type ToldEvent } from "../sync-reply.ts";
import { unlistedDevice } from "../unlisted-device.ts";
import { BOUNDS } from "./defences.ts";
import { honestNext } from "./honest-next.ts";

/** More than a room keeps. */
const MANY = 1_005;

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
      const { account } = alfa.office;
      const session = await unlistedDevice(stage, line, account, room, bravo.office.account.user);
      const { n, h } = stage.directory.log.head;
      for (let i = 0; i < MANY; i++) {
        const note = { id: token(16), msgtype: "m.text", body: PLANTED, dir: { n, h } };
        await session.send(room, "m.room.message", note, `flood-${i}`);
      }
      const before = bravo.office.rows("inbox").length;
      await deliver(bravo, room, letters(account.user));
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
