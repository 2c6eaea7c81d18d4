/**
 * The faults once more, each time with one defence taken out: a claim has to break then. So do the drawn schedules: for
 * each defence the first seed that breaks is found and told.
 */
import { afterAll, describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import { randomOf } from "../../harness/seeds.ts";
import { compose } from "../../hostile/defence.ts";
import { brokenIn } from "./broken.ts";
import { ID_KEPT, IN_ORDER, KNOWN_BY_ID, ONLY_MATRIX_ERRORS } from "./defences.ts";
import { Exchange } from "./exchange.ts";
import { playSchedule } from "./play.ts";
import { SCENARIOS } from "./scenarios.ts";
import { drawSchedule } from "./schedule.ts";

/** Of each defence so many seeds are tried at most. */
const SEEDS = 20;

const server = homeserverOfFile();

afterAll(async () => {
  await compose(null);
});

describe("without the defence", () => {
  for (const scenario of SCENARIOS)
    for (const defence of scenario.defences)
      it(`${scenario.fault}; not met by: ${defence.is}`, async () => {
        const exchange = await Exchange.open(server(), await compose(defence));
        const broken = await brokenIn(exchange, scenario, 12_000);
        console.log(
          broken.map(({ says, because }) => `no longer so: ${says} (${because})`).join("\n"),
        );
        expect(broken).not.toEqual([]);
      });
});

describe("seeds without the defence", () => {
  it.each([ID_KEPT, KNOWN_BY_ID, ONLY_MATRIX_ERRORS, IN_ORDER])("$is", async (defence) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const exchange = await Exchange.open(server(), await compose(defence));
      exchange.patience = 60_000;
      const broken = await playSchedule(exchange, drawSchedule(randomOf(seed))).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      await exchange.close();
      if (broken === null) continue;
      console.log(`seed ${seed} breaks without "${defence.is}": ${broken}`);
      return;
    }
    expect.fail(`no seed of ${SEEDS} breaks`);
  });
});
