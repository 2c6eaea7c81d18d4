import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { joinForeignAccount } from "../../harness/foreign-account.ts";
import { Insider } from "../insider.ts";
import { readsWithAll } from "../stranger.ts";
import { addState, changeSyncs, roomIn, sayOnce, stateOf } from "../sync-reply.ts";
import { GATE } from "./defences.ts";
import { writtenWhileIn } from "./kept-out.ts";
import { isMember, knownToBoth, memberRow } from "./rows.ts";

/** An office that no longer belongs to a consultation, and a server that does not let it go. */
export const HIDDEN_LEAVE: readonly Attack[] = [
  {
    attacker:
      "Bravo takes its second office out, which leaves; the server hides that, and hands its device whatever comes",
    rules: ["ROSTER-1", "GATE-1"],
    defence: GATE,
    play: async (stage) => {
      const { alfa, bravo } = await stage.two();
      const line = await stage.line();
      const second = await Insider.listed(stage, "XB", line.baseUrl);
      await knownToBoth(stage, { alfa, bravo }, second.rec);
      const roster = [bravo.office.rec, second.rec];
      const draft = { ...stage.notification(bravo.office), roster };
      const sent = await alfa.office.client.signAndSend(draft);
      if (!sent.ok) throw new Error(`not signed: ${JSON.stringify(sent.refusal)}`);
      const { session } = second.device;
      await stage.until("its invitation", () => session.invitations().length > 0);
      const { room } = session.invitations()[0]!;
      await second.joins(room);
      await stage.until("Bravo to show it", () => bravo.office.entries("act").length > 0);
      await stage.until("Alfa to see it", () => alfa.office.consultation.headline === "delivered");
      const { channel } = bravo.office;

      for (const seat of [alfa, bravo])
        changeSyncs(seat.line, ({ rooms }) => {
          for (const event of Object.values(rooms.join).flatMap(stateOf))
            if (event.state_key === second.user) event.content = { membership: "join" };
        });
      const taken = await bravo.office.client.changeRoster(channel, "remove", second.rec);
      if (!taken.ok) throw new Error(`not taken out: ${JSON.stringify(taken.refusal)}`);
      const acts = () => second.device.arrivals(room, "payload").filter(isAct).length;
      await stage.until("the second office to read that", () => acts() > 1);
      await stage.until("Alfa to read that", () => alfa.office.entries("act").length > 1);
      await session.leave(room);
      await stage.until("it to be out", () => !session.rooms().includes(room));

      const intruder = {
        user: second.user,
        reason: "account-not-in-roster",
        reads: async () =>
          (await readsWithAll(stage, second.device, line, room)).filter(
            (one) => !one.startsWith("chat.parley."),
          ),
        // The server says what it has kept back.
        leaves: async () => {
          for (const seat of [alfa, bravo])
            await sayOnce(seat.line, (sync) =>
              addState(roomIn(sync, room), memberRow(second.user, "leave")),
            );
        },
      } as const;
      return [
        ...(await writtenWhileIn(stage, { alfa, bravo, channel, room }, intruder)),
        {
          says: "joined once more by the operator, it holds the sends again",
          holds: async () => {
            await joinForeignAccount(stage.server, room, { user: second.user, password: "" });
            for (const { office } of [alfa, bravo]) {
              await stage.until("it to be seen", () => isMember(office, room, second.user));
              expect(office.consultation.gate).toMatchObject({
                state: "held",
                reasons: [{ reason: "account-not-in-roster", user: second.user }],
              });
            }
          },
        },
      ];
    },
  },
];

const isAct = ({ type }: { readonly type: string }): boolean => type === "chat.parley.act";
