import type { Bench } from "../bench.ts";
import { measureIdle } from "./idle.ts";
import { measureStarts } from "./starts.ts";
import { World } from "./world.ts";

const DESKTOP: Bench = {
  name: "desktop",
  what: "the packaged client with 114 consultations beside an empty page: starts, memory, idle (about 7 minutes)",
  run: async (context) => {
    const world = await World.make(context);
    try {
      return [...(await measureStarts(world, context)), ...(await measureIdle(world, context))];
    } finally {
      await world.close();
    }
  },
};

/** On the packaged desktop client. */
export const DESKTOP_BENCHES: readonly Bench[] = [DESKTOP];
