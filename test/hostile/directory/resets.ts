import { appendEntry } from "@parley/directory";
import { expect } from "vitest";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import type { Attack } from "../attack.ts";
import { OWN_STATE, SEEN_SINCE } from "./defences.ts";
import { goOn, setting } from "./false-service.ts";
import { grown, lineBy, linesOf } from "./next-line.ts";
import { offering } from "./offering.ts";

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

export const STRIPPED: Attack = offering(
  "Alfa answers the officers' reset by an admission of its own; its signature is taken away in passing that on, so that it would end Alfa's offices",
  { rules: ["DIR-1"], defence: OWN_STATE },
  ({ bravos: { log, officers } }) => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const reset = { op: "reset", rec: { state: record("XA", 8).state } } as const;
    const opened = appendEntry(log, { at: now - DAY - 60_000, operation: reset }, officers);
    if (!opened.ok) throw new Error(opened.refusal.reason);
    const open = opened.value;
    const offered = (content: Parameters<typeof lineBy>[1]): string =>
      `${open.text}${lineBy(open, content, officers)}\n`;
    const answer = { at: now, operation: admit(record("XA", 8)) };
    const { n } = open.head;
    return {
      "without Alfa's signature": [offered(answer), "state-signature"],
      "before the wait has passed": [
        offered({ ...answer, at: now - 120_000, reset: n }),
        "reset-waits",
      ],
      "for another State than was reset": [
        offered({ at: now, operation: admit(record("XB", 8)), reset: n }),
        "reset-not-open",
      ],
      "on an entry that is no reset": [offered({ ...answer, reset: n - 1 }), "reset-not-open"],
    };
  },
);
