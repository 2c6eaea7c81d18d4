import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedsOf } from "../../harness/seeds.ts";
import { planFor, tellPlan } from "./plan.ts";
import { Stage } from "./stage.ts";

describe("clients that are killed at any moment of a consultation", () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set();
  });

  afterAll(async () => {
    await stage?.close();
  });

  it.for(seedsOf("client killed", { all: 50, selection: [7, 24, 37, 40] }))(
    "[INBOX-1] [OUTBOX-1] every act and note stands once on both sides $label",
    async (seed) => {
      const plan = planFor(seed.random(), "client");
      console.log(`${seed.label} ${tellPlan(plan)}`);
      expect(await stage.play(plan, seed.label)).toEqual([]);
    },
  );
});
