import { setTimeout as sleep } from "node:timers/promises";
import { PASSPHRASE } from "@parley/exercise";
import type { BenchContext, Measurement } from "../bench.ts";
import { ROOMS } from "./crowded.ts";
import { connected, standing, unlockedList } from "./in-page.ts";
import { Usage } from "./usage.ts";
import type { World } from "./world.ts";

const WINDOWS = 7;
/** Two long polls and a half, in ms. */
const WINDOW = 15_000;
/** From the last thing that happened to the first window, in ms. */
const REST = 20_000;

/**
 * Both programs at once, each with its window shown and nobody there, the client unlocked and connected: what each uses in
 * the same seconds, and how much memory it holds at their end.
 */
export async function measureIdle(
  world: World,
  { say, cancelled }: BenchContext,
): Promise<readonly Measurement[]> {
  const empty = await world.startEmpty();
  try {
    const client = await world.startClient();
    try {
      await empty.inPage(standing, "#word");
      await client.inPage(standing, "input[type=password]");
      await client.inPage(unlockedList, PASSPHRASE, ROOMS);
      await client.inPage(connected);
      say(`both stand idle for ${((REST + WINDOWS * WINDOW) / 1000).toFixed(0)} s`);
      await sleep(REST, undefined, { signal: cancelled });
      return await watch(new Usage(client.pid), new Usage(empty.pid), cancelled);
    } finally {
      await client.close();
    }
  } finally {
    await empty.close();
  }
}

async function watch(
  client: Usage,
  empty: Usage,
  cancelled: AbortSignal,
): Promise<readonly Measurement[]> {
  const memory = { ours: [] as number[], beside: [] as number[] };
  const busy = { ours: [] as number[], beside: [] as number[] };
  client.ran();
  empty.ran();
  let from = performance.now();
  for (let i = 0; i < WINDOWS; i++) {
    await sleep(WINDOW, undefined, { signal: cancelled });
    const now = performance.now();
    busy.ours.push((100 * client.ran()) / (now - from));
    busy.beside.push((100 * empty.ran()) / (now - from));
    from = now;
    memory.ours.push(client.memory());
    memory.beside.push(empty.memory());
  }
  const besideWhat = "the same of the empty page, in the same seconds";
  return [
    {
      name: "desktop-memory",
      what: `memory of all processes of the client with ${ROOMS} consultations open to it`,
      besideWhat,
      unit: "MB",
      ...memory,
    },
    {
      name: "desktop-idle",
      what: "running time of all processes of the client, window shown, connected, nothing happening",
      besideWhat,
      unit: "% of a core",
      ...busy,
    },
  ];
}
