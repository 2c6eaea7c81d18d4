/** Every fault once on every request that a client makes, a whole consultation per fault; and faults like the daily ones. */
import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import * as cast from "../../harness/office.ts";
import { brokenIn } from "./broken.ts";
import { everyRequestMeets } from "./every-request.ts";
import { Exchange } from "./exchange.ts";
import { FAULT_KINDS } from "./faults.ts";
import { REQUEST_KINDS } from "./requests.ts";
import { SCENARIOS } from "./scenarios.ts";

const server = homeserverOfFile();

describe.concurrent("one fault", () => {
  for (const scenario of SCENARIOS.filter(({ isDaily }) => !isDaily))
    it(`${scenario.rules.map((rule) => `[${rule}]`).join(" ")} ${scenario.fault}`, async () => {
      const exchange = await Exchange.open(server(), cast);
      expect(await brokenIn(exchange, scenario, exchange.patience)).toEqual([]);
    });
});

describe.concurrent("the first request of each kind", () => {
  it.for(FAULT_KINDS)(
    "[OUTBOX-1] [INBOX-1] all arrives once where each meets: %s",
    async (fault) => {
      const exchange = await Exchange.open(server(), cast);
      try {
        const met = await everyRequestMeets(exchange, fault);
        // Pages of the past are asked for only where there is a gap.
        for (const request of REQUEST_KINDS.filter((kind) => kind !== "messages"))
          expect(met, "faults that were met").toContain(`${request}: ${fault}`);
      } finally {
        for (const { name, line } of exchange.parties) console.log(name, line.met.join("; "));
        await exchange.close();
      }
    },
  );
});
