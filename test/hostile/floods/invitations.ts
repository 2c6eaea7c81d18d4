import { randomBytes } from "node:crypto";
import type { RoomId, UserId } from "@parley/base";
import { expect } from "vitest";
import type { Attack, Claim } from "../attack.ts";
import { INVITED_BY_LISTED } from "../rooms/defences.ts";
import type { Seat, Stage } from "../stage.ts";
import { changing } from "../sync-reply.ts";
import { honestNext } from "./honest-next.ts";

const MANY = 1_000;

/** A thousand invitations at once. */
export const INVITATIONS: readonly Attack[] = [
  {
    attacker: "the server shows Bravo 1,000 invitations from a stranger",
    rules: ["ROOM-2"],
    defence: INVITED_BY_LISTED,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const stranger = await stage.server.createAccount();
      const asked = await invited(stage, bravo, stranger.user);
      return [
        honestNext(stage, alfa, bravo),
        {
          says: "Bravo has joined none of them, and nothing of them is at rest",
          holds: () => {
            expect(asked()).toEqual([]);
            expect(bravo.office.rows("rooms")).toHaveLength(1);
          },
        },
      ];
    },
  },
  {
    attacker:
      "the server shows Bravo 1,000 invitations from Charlie, who is listed, and lets it join",
    rules: ["ROOM-2"],
    defence: INVITED_BY_LISTED,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const charlie = await stage.listed("XC");
      const { client } = bravo.office;
      await stage.until("Bravo to know Charlie", () =>
        client.snapshot().offices.some(({ rec }) => rec === charlie.office.rec),
      );
      const asked = await invited(stage, bravo, charlie.office.account.user);
      const bound: Claim = {
        says: "Bravo has joined no more than 20 of them, and shows nothing of them",
        holds: () => {
          expect(new Set(asked()).size).toBe(20);
          expect(bravo.office.rows("rooms")).toHaveLength(21);
          expect(client.snapshot().consultations).toHaveLength(1);
        },
      };
      return [honestNext(stage, alfa, bravo), bound];
    },
  },
];

/** Shows an office many invitations of one account to rooms that are none. Answers which of them it joined since. */
async function invited(
  stage: Stage,
  { office, line }: Seat,
  sender: UserId,
): Promise<() => readonly string[]> {
  const member = (state_key: string, membership: string) => ({
    type: "m.room.member",
    sender,
    state_key,
    content: { membership },
  });
  const rooms = Array.from(
    { length: MANY },
    () => `!${randomBytes(32).toString("base64url")}` as RoomId,
  );
  const sync = changing(({ rooms: { invite } }) => {
    for (const room of rooms)
      invite[room] = {
        invite_state: { events: [member(sender, "join"), member(office.account.user, "invite")] },
      };
  });
  const isMadeUp = (path: string): boolean => rooms.some((room) => path.includes(room));
  line.set(({ path }) => {
    if (path.endsWith("/sync")) return sync;
    return isMadeUp(path) ? { status: 200, body: "{}" } : "pass";
  });
  line.hurry();
  await stage.until("the invitations", () => office.session.invitations().length >= MANY);
  // Said once; from here on the line is only there to let it join.
  line.set(({ path }) => (isMadeUp(path) ? { status: 200, body: "{}" } : "pass"));
  return () =>
    line.requests.flatMap(({ path }) => (path.endsWith("/join") && isMadeUp(path) ? [path] : []));
}
