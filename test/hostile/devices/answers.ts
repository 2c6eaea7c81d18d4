import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { Double } from "../double.ts";
import { handOver, notesIn } from "../membership/rows.ts";
import { changing } from "../sync-reply.ts";
import { EQUAL_KEYS } from "./defences.ts";
import { hasDecided, newest, waitsForOtherKeys } from "./waiting.ts";

type Shown = "true" | "none" | "false";

/** What a server answers about keys of devices, otherwise each time. */
export const KEY_ANSWERS: readonly Attack[] = [
  {
    attacker:
      "the server answers Alfa's questions about Bravo's device with false keys, with none, with its true ones, by turns",
    rules: ["TRUST-1", "GATE-1"],
    defence: EQUAL_KEYS,
    play: async (stage) => {
      const { alfa, bravo, channel } = await stage.opened();
      const double = await Double.of(stage, bravo);
      const { user, id } = double;
      let shown: Shown = "true";
      let changed = false;
      double.listensTo(alfa, ({ path, body }) => {
        if (path.endsWith("/sync"))
          return changing((sync) => {
            if (changed) Object.assign(sync, { device_lists: { changed: [user], left: [] } });
            changed = false;
          });
        if (path.endsWith("/keys/query") && body.includes(user))
          return (reply) => {
            const devices = (reply["device_keys"] as Record<string, Record<string, unknown>>)[user];
            if (devices !== undefined && shown === "false") devices[id] = double.deviceKeys;
            if (devices !== undefined && shown === "none") delete devices[id];
            return reply;
          };
        if (path.endsWith("/keys/claim") && shown === "false")
          return (reply) => ({
            ...reply,
            one_time_keys: { [user]: { [id]: double.oneTimeKey() } },
          });
        return "pass";
      });
      const show = async (next: Shown): Promise<void> => {
        const asked = () =>
          alfa.line.carriedOut.filter(({ request }) => request.path.endsWith("/keys/query")).length;
        const before = asked();
        shown = next;
        changed = true;
        alfa.line.hurry();
        await stage.until("Alfa to ask", () => asked() > before);
      };
      // With the true ones in hand its machine takes no others; it has to be told that there are none.
      await show("false");
      await handOver(stage, alfa.office, bravo.office, channel, "after false ones");
      await show("none");
      await stage.until("Alfa to miss it", () => newest(alfa)?.gate.state !== "open");
      await show("false");
      const other = { ...stage.notification(bravo.office), id: "draft-other" };
      await alfa.office.client.signAndSend(other);
      await stage.until("Alfa to send or to wait", () => hasDecided(newest(alfa)));
      return [
        waitsForOtherKeys(alfa, bravo),
        {
          says: "the false keys open nothing",
          holds: async () => {
            const { room } = newest(alfa) ?? {};
            if (!room) throw new Error("no room");
            expect(await double.reads(room)).toEqual([]);
          },
        },
        {
          says: "once the true ones are shown, Bravo gets the other notification, once",
          holds: async () => {
            await show("none");
            await show("true");
            const { client } = bravo.office;
            await stage.until("it", () => client.snapshot().consultations.length === 2);
            await handOver(stage, alfa.office, bravo.office, channel, "after it");
            expect(client.snapshot().consultations).toHaveLength(2);
            expect(notesIn(bravo.office, channel)).toEqual(["after false ones", "after it"]);
          },
        },
      ];
    },
  },
];
