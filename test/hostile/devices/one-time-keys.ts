import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { Double } from "../double.ts";
import { handOver } from "../membership/rows.ts";
import { SENT_AGAIN } from "./defences.ts";

/** Keys that a server gives out for whoever wants to send to a device for the first time. */
export const ONE_TIME_KEYS: readonly Attack[] = [
  {
    attacker: "the server gives Alfa, as Bravo's one-time key, one that another device has signed",
    rules: ["OUTBOX-4", "TRUST-1"],
    defence: SENT_AGAIN,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const double = await Double.of(stage, bravo);
      const { user, id } = double;
      let lies = true;
      double.listensTo(alfa, ({ path }) =>
        lies && path.endsWith("/keys/claim")
          ? (reply) => ({ ...reply, one_time_keys: { [user]: { [id]: double.oneTimeKey() } } })
          : "pass",
      );
      await alfa.office.client.signAndSend(stage.notification(bravo.office));
      const delivery = () => {
        const [act] = alfa.office.entries("act");
        return act?.kind === "act" ? act.delivery : null;
      };
      await stage.until("the notification to leave", () => delivery()?.state === "sent");
      const room = alfa.office.session.rooms()[0]!;
      await stage.until("Bravo to be in", () => bravo.office.session.rooms().includes(room));
      return [
        {
          says: "whoever signed that key reads nothing, whatever the operator hands to it",
          holds: async () => expect(await double.reads(room)).toEqual([]),
        },
        {
          says: "Alfa does not read that it is delivered, and Bravo, who cannot read it, shows nothing",
          holds: () => {
            expect(delivery()?.state).toBe("sent");
            expect(bravo.office.client.snapshot().consultations).toEqual([]);
          },
        },
        {
          says: "after two minutes Alfa sends it again, and with a true key it arrives, once",
          holds: async () => {
            lies = false;
            // The machine asks for another key after a wait of its own, which a new start does not have.
            await alfa.office.kill();
            await alfa.office.open();
            alfa.office.clock.step(120_000);
            const { client } = bravo.office;
            await stage.until("it", () => client.snapshot().consultations.length > 0);
            await handOver(stage, bravo.office, alfa.office, bravo.office.channel, "it is here");
            expect(bravo.office.entries("act")).toHaveLength(1);
            await stage.until("its grade", () => delivery()?.state === "delivered");
          },
        },
      ];
    },
  },
];
