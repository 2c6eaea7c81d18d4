import { expect } from "vitest";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import type { Attack } from "../attack.ts";
import { SEEN_SINCE } from "./defences.ts";
import { goOn, setting } from "./false-service.ts";
import { grown, linesOf } from "./next-line.ts";

const DAY = 24 * 3_600_000;

export const BACK_DATED: Attack = {
  attacker:
    "officers reset Alfa with yesterday's date, and take another office in for it, all of which the service spreads",
  rules: ["DIR-1", "DIR-3"],
  defence: SEEN_SINCE,
  play: async (stage) => {
    const all = await setting(stage);
    const { network, alfa, bravo, say } = all;
    await network.desk.sendTo("all", network.head());
    for (const { client } of [alfa, bravo])
      await stage.until("a dated head", () => {
        return client.snapshot().directory.signedHead.state === "fresh";
      });
    const now = Math.floor(Date.now() / 1000) * 1000;
    const { log, officer } = network;
    const { state } = alfa.ticket;
    const dated = { at: now - DAY - 60_000 };
    const reset = grown(log, { op: "reset", rec: { state } }, officer, dated);
    const { n } = reset.head;
    const taken = grown(reset, admit(record(state, 8)), officer, { at: now, reset: n });
    for (const one of [alfa, bravo]) {
      await say(one, { kind: "log", from: n, lines: linesOf(taken).slice(-2) });
      await stage.until("the reset", () => one.client.snapshot().directory.entries >= n);
    }
    const shown = (): readonly string[] =>
      bravo.client
        .snapshot()
        .records.filter(({ state }) => state === alfa.ticket.state)
        .map(({ rec, trust }) => `${rec} ${trust}`);
    return [
      {
        says: "both are told of the reset, and from when it has effect",
        holds: async () => {
          for (const { client } of [alfa, bravo])
            await stage.until("the announcement", () => {
              const { resets } = client.snapshot().directory;
              return resets.some(({ state }) => state === alfa.ticket.state);
            });
        },
      },
      {
        says: "what rests on it waits, from when each could first have seen it",
        holds: () =>
          stage.until("the wait", () => {
            const { waiting } = bravo.client.snapshot().directory;
            return waiting !== null && waiting.until > now + DAY - 3_600_000;
          }),
      },
      {
        says: "Alfa's office goes on being verified, and the other one is shown nowhere",
        holds: () => expect(shown()).toEqual([`${alfa.ticket.rec} verified`]),
      },
      goOn(stage, all),
    ];
  },
};
