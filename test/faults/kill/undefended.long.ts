import { afterEach, describe, expect, it } from "vitest";
import { undefendedClient } from "../../harness/undefended-desktop.ts";
import { DEFENCES } from "./defences.ts";
import { Stage } from "./stage.ts";

/** So long nothing may change any more; with the defence it takes a few seconds. In ms. */
const SETTLING = 30_000;

describe("a client without one of its defences does not come through a kill", () => {
  let stage: Stage | null = null;

  afterEach(async () => {
    await stage?.close();
    stage = null;
  });

  it.for(DEFENCES)("$name: $is", async (defence) => {
    const { name, without, plan, delays = [plan.delay], broken } = defence;
    const { executable } = await undefendedClient(name, without);
    stage = await Stage.set({ executable });
    stage.settling = SETTLING;
    let found: readonly string[] = [];
    for (const delay of delays) {
      if (found.length === 0) found = await stage.play({ ...plan, delay }, name);
    }
    expect(found.join("\n")).toMatch(broken);
  });
});
