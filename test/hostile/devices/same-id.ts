import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { plainRequest, plainSignIn, tokenOf } from "../../harness/plain-requests.ts";
import { openDevice } from "../../session/device.ts";
import { Double } from "../double.ts";
import { handOver } from "../membership/rows.ts";
import { readsWithAll } from "../stranger.ts";
import { EQUAL_KEYS } from "./defences.ts";
import { hasDecided, newest, waitsForOtherKeys } from "./waiting.ts";

/** Other keys under the account and the id of a listed device. */
export const SAME_ID: readonly Attack[] = [
  {
    attacker:
      "the operator deletes Bravo's device and makes it anew under the same id, with keys of his own",
    rules: ["TRUST-1", "GATE-1"],
    defence: EQUAL_KEYS,
    play: async (stage) => {
      const { alfa, bravo } = await stage.opened();
      const line = await stage.line();
      const { account, session } = bravo.office;
      const { user } = account;
      const { id } = session.device;
      const inBravosName = await plainSignIn(stage.server, account);
      await inBravosName.ask("POST", "/_matrix/client/v3/logout/all", {});
      const login = await plainRequest(stage.server, null, "POST", "/_matrix/client/v3/login", {
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password: account.password,
        device_id: id,
      });
      const accessToken = tokenOf(login);
      const forged = await openDevice({ homeserver: line.baseUrl, user, device: id, accessToken });
      stage.after(() => forged.session.close());
      await alfa.office.client.signAndSend({
        ...stage.notification(bravo.office),
        id: "draft-second",
      });
      await stage.until("the invitation", () => forged.session.invitations().length > 0);
      const { room } = forged.session.invitations()[0]!;
      await forged.session.join(room);
      await stage.until("Alfa to send or to wait", () => hasDecided(newest(alfa)));
      return [
        waitsForOtherKeys(alfa, bravo),
        {
          says: "the device with other keys reads nothing, whatever the operator hands to it",
          holds: async () => expect(await readsWithAll(stage, forged, line, room)).toEqual([]),
        },
        {
          says: "Bravo's own device is told that its sign-in was ended",
          holds: () =>
            stage.until(
              "the end of the sign-in",
              () => bravo.office.client.snapshot().link.state === "signed-out",
            ),
        },
      ];
    },
  },
  {
    attacker:
      "the operator, with the homeserver stopped, writes keys of his own into Bravo's device, and the true ones back later",
    rules: ["TRUST-1", "GATE-1"],
    defence: EQUAL_KEYS,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const double = await Double.of(stage, bravo);
      const { user, id } = double;
      const uploads = () =>
        bravo.line.carriedOut.filter(
          ({ request, status }) => status === 200 && request.path.endsWith("/keys/upload"),
        ).length;
      await stage.until("the server to have Bravo's keys", () => uploads() > 0);
      let truth = "";
      await stage.edited((edits) => {
        truth = edits.deviceKeys(user, id);
        edits.putDeviceKeys(user, id, JSON.stringify(double.deviceKeys));
        edits.putOneTimeKeys(user, id, double.oneTimeKey());
      });
      double.listensTo(alfa);
      const { client } = alfa.office;
      client.retryNow();
      await client.signAndSend(stage.notification(bravo.office));
      await stage.until("Alfa to send or to wait", () => hasDecided(newest(alfa)));
      const room = alfa.office.session.rooms()[0]!;
      return [
        waitsForOtherKeys(alfa, bravo),
        {
          says: "the keys of the operator open nothing",
          holds: async () => expect(await double.reads(room)).toEqual([]),
        },
        {
          says: "once the true keys are there again, Bravo gets the notification and they talk",
          holds: async () => {
            // Whoever claims a one-time key before there are any again sends under a key that Bravo gets minutes later.
            await alfa.office.kill();
            let before = 0;
            await stage.edited((edits) => {
              before = uploads();
              edits.putDeviceKeys(user, id, truth);
              edits.putOneTimeKeys(user, id, {});
            });
            bravo.office.client.retryNow();
            await stage.until("new one-time keys of Bravo's", () => uploads() > before);
            // Every start asks for all keys anew; nobody says that these have changed.
            await alfa.office.open();
            await stage.until(
              "the notification",
              () => bravo.office.client.snapshot().consultations.length > 0,
            );
            const { channel } = bravo.office;
            await handOver(stage, bravo.office, alfa.office, channel, "it is here");
          },
        },
      ];
    },
  },
];
