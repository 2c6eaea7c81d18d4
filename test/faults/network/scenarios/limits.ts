import { expect } from "vitest";
import { LIMITS_KEPT } from "../defences.ts";
import type { FaultKind } from "../faults.ts";
import { expectAllArrived } from "../outcome.ts";
import { consulting, type Scenario } from "../scenario.ts";

const limited = (fault: FaultKind, says: string, wait: number): Scenario => ({
  fault: says,
  isDaily: fault === "limited by a header",
  rules: ["OUTBOX-1"],
  defences: [LIMITS_KEPT],
  play: async (exchange) => {
    const { alfa } = await consulting(exchange);
    const before = alfa.line.asked("send").length;
    alfa.line.meet({ request: "send", fault, times: 1 });
    await exchange.writes("Alfa", "one");
    await exchange.comes(() => alfa.line.asked("send").length > before);
    // A person who asks cannot shorten it.
    alfa.office.client.retryNow();
    const queued = await exchange.comes(() => alfa.office.client.snapshot().outbox.queued === 1);
    await exchange.comes(() => alfa.line.asked("send").length > before + 1);
    return [
      {
        says: "the note waits on this device, and nothing is held",
        holds: () => {
          expect(queued).toBe(true);
          expect([...alfa.truth.untrue]).toEqual([]);
        },
      },
      {
        says: "the next attempt comes no sooner than the homeserver asked",
        holds: () => {
          const [first = 0, second = 0] = alfa.line.asked("send").slice(before);
          expect(second - first).toBeGreaterThanOrEqual(wait);
        },
      },
      { says: "all has arrived once", holds: () => expectAllArrived(exchange) },
    ];
  },
});

export const limits: readonly Scenario[] = [
  limited("limited", "the homeserver limits a note and names a time in its answer", 1_500),
  limited(
    "limited by a header",
    "the homeserver limits a note and names a time in a header",
    2_000,
  ),
  limited("limited for a time unsaid", "the homeserver limits a note and names no time", 5_000),
];
