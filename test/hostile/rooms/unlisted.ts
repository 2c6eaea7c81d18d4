import { expect } from "vitest";
import { plainSignIn, ROOM_STATE } from "../../harness/plain-requests.ts";
import type { Attack } from "../attack.ts";
import { UNLISTED_IS_SILENT } from "./defences.ts";

/** What a device asks for that only wants to be listed. */
const KNOWN = [
  "GET /_matrix/client/versions",
  "POST /_matrix/client/v3/login",
  "POST /_matrix/client/v3/keys/upload",
  "POST /_matrix/client/v3/keys/query",
  "GET /_matrix/client/v3/pushrules/",
  "POST /_matrix/client/v3/user/ID/filter",
  "GET /_matrix/client/v3/sync",
];

export const UNLISTED: readonly Attack[] = [
  {
    attacker:
      "somebody who has the password of a listed account invites a device before it is listed",
    rules: ["GATE-1", "ROOM-2"],
    defence: UNLISTED_IS_SILENT,
    play: async (stage) => {
      const alfa = await stage.listed("XA");
      const bravo = await stage.signedIn("XB");
      await bravo.office.open();
      const inviter = await plainSignIn(stage.server, alfa.office.account);
      const made = await inviter.ask("POST", "/_matrix/client/v3/createRoom", {
        preset: "private_chat",
        initial_state: ROOM_STATE,
        invite: [bravo.office.account.user],
      });
      expect(made.status).toBe(200);
      const { session } = bravo.office;
      await stage.until("the invitation", () => session.invitations().length > 0);
      const syncs = (): number =>
        bravo.line.requests.filter(({ path }) => path.endsWith("/sync")).length;
      const before = syncs();
      await stage.until("a round of syncs after it", () => {
        bravo.line.hurry();
        return syncs() > before + 2;
      });
      return [
        {
          says: "the device publishes its keys and asks for news, and does nothing else",
          holds: () => {
            const asked = bravo.line.requests.map(
              ({ method, path }) => `${method} ${path.replace(/@[^/]*/, "ID")}`,
            );
            expect([...new Set(asked)].filter((one) => !KNOWN.includes(one))).toEqual([]);
          },
        },
      ];
    },
  },
];
