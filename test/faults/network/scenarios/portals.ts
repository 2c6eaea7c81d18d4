import { expect } from "vitest";
import { NO_REDIRECTS, ONLY_MATRIX_ERRORS } from "../defences.ts";
import { expectAllArrived } from "../outcome.ts";
import { kindOf } from "../requests.ts";
import { consulting, type Scenario } from "../scenario.ts";

export const portals: readonly Scenario[] = [
  {
    fault: "a portal forbids a note with a page of its own",
    isDaily: true,
    rules: ["OUTBOX-1"],
    defences: [ONLY_MATRIX_ERRORS],
    play: async (exchange) => {
      const { alfa } = await consulting(exchange);
      alfa.line.meet({ request: "send", fault: "page of a portal that forbids", times: 2 });
      await exchange.writes("Alfa", "one");
      await exchange.comes(() => alfa.line.met.length === 2);
      return [
        {
          says: "no screen says that the homeserver refuses anything",
          holds: () => expect([...alfa.truth.untrue]).toEqual([]),
        },
        { says: "all arrives, once", holds: () => expectAllArrived(exchange) },
      ];
    },
  },
  {
    fault: "a portal redirects a note to a page of its own",
    isDaily: true,
    rules: ["WAY-1", "OUTBOX-1"],
    defences: [NO_REDIRECTS],
    play: async (exchange) => {
      const { alfa } = await consulting(exchange);
      alfa.line.meet({ request: "send", fault: "redirect", times: 2 });
      await exchange.writes("Alfa", "one");
      await exchange.comes(() => alfa.line.met.length === 2);
      return [
        {
          says: "nothing is asked of the place that it points to",
          holds: () =>
            expect(alfa.line.proxy.requests.filter((request) => kindOf(request) === null)).toEqual(
              [],
            ),
        },
        { says: "all arrives, once", holds: () => expectAllArrived(exchange) },
      ];
    },
  },
];
