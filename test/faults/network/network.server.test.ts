import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import * as cast from "../../harness/office.ts";
import { seedsOf } from "../../harness/seeds.ts";
import { brokenIn } from "./broken.ts";
import { Exchange } from "./exchange.ts";
import { playSchedule } from "./play.ts";
import { SCENARIOS } from "./scenarios.ts";
import { drawSchedule } from "./schedule.ts";

const server = homeserverOfFile();

describe.concurrent("one fault", () => {
  for (const scenario of SCENARIOS.filter(({ isDaily }) => isDaily))
    it(`${scenario.rules.map((rule) => `[${rule}]`).join(" ")} ${scenario.fault}`, async () => {
      const exchange = await Exchange.open(server(), cast);
      expect(await brokenIn(exchange, scenario, exchange.patience)).toEqual([]);
    });
});

describe.concurrent("a network with faults", () => {
  it.for(seedsOf("network", { all: 60, selection: [1, 2, 3, 4, 5, 6] }))(
    "[OUTBOX-1] [INBOX-1] [LINK-1] every act and note arrives once, in order, alike on both sides $label",
    { timeout: 300_000 },
    async (seed) => {
      const exchange = await Exchange.open(server(), cast);
      const schedule = drawSchedule(seed.random());
      try {
        await playSchedule(exchange, schedule);
      } catch (error) {
        console.error(JSON.stringify(schedule), exchange.story());
        throw error;
      } finally {
        await exchange.close();
      }
      expect(exchange.acts).toBeGreaterThan(3);
    },
  );
});
