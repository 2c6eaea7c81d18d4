import { PASSPHRASE } from "@parley/exercise";
import type { BenchContext, Measurement } from "../bench.ts";
import { percentile } from "../statistics.ts";
import { ACKNOWLEDGED, NOTE, ROOMS } from "./crowded.ts";
import { changedWord, openedLog, standing, unlockedList, type Unlocked } from "./in-page.ts";
import type { World } from "./world.ts";

const PAIRS = 9;

/** One start of the client, in ms. */
interface ClientStart {
  /** From the process to the painted unlock screen. */
  readonly cold: number;
  /** From the passphrase to its key. */
  readonly derived: number;
  /** From the key to the painted list. */
  readonly listed: number;
  /** From a click in the list, right then, to the painted log. */
  readonly opened: number;
}

/** One start of the empty page, in ms. */
interface EmptyStart {
  /** From the process to the painted page. */
  readonly cold: number;
  /** The same from where the page begins to load. */
  readonly page: number;
  /** From a click to the painted answer. */
  readonly clicked: number;
}

/** Starts both programs in turn, each the other way round than the time before; the first time is not counted. */
export async function measureStarts(
  world: World,
  { say, cancelled }: BenchContext,
): Promise<readonly Measurement[]> {
  const clients: ClientStart[] = [];
  const empties: EmptyStart[] = [];
  for (let i = 0; i <= PAIRS; i++) {
    cancelled.throwIfAborted();
    const before = i % 2 === 0 ? await startClient(world) : null;
    const empty = await startEmpty(world);
    const client = before ?? (await startClient(world));
    if (i === 0) continue;
    clients.push(client);
    empties.push(empty);
  }
  const median = (of: readonly number[]): string => percentile(of, 50).toFixed(0);
  say(`the key of the passphrase: ${median(clients.map(({ derived }) => derived))} ms, on purpose`);
  say(`the empty page without its process: ${median(empties.map(({ page }) => page))} ms`);
  const cold = empties.map((one) => one.cold);
  return [
    {
      name: "desktop-list",
      what: `passphrase accepted to the list of ${ROOMS} consultations with ${world.crowd.payloads.toLocaleString("en")} payloads`,
      besideWhat: "start of an empty page in the same Electron, from the process on",
      unit: "ms",
      goal: 2,
      ours: clients.map(({ listed }) => listed),
      beside: cold,
    },
    {
      name: "desktop-start",
      what: "start of the client to its unlock screen, from the process on",
      besideWhat: "start of an empty page",
      unit: "ms",
      ours: clients.map((one) => one.cold),
      beside: cold,
    },
    {
      name: "desktop-open",
      what: "click on a consultation, right after the list is there, to its log",
      besideWhat: "click that changes a word of the empty page",
      unit: "ms",
      ours: clients.map(({ opened }) => opened),
      beside: empties.map(({ clicked }) => clicked),
    },
  ];
}

async function startClient(world: World): Promise<ClientStart> {
  const client = await world.startClient();
  try {
    const stood = await client.inPage(standing, "input[type=password]");
    const { derived, listed, rows } = await client.inPage(unlockedList, PASSPHRASE, ROOMS);
    checkList(rows);
    const opened = await client.inPage(openedLog, NOTE);
    return { cold: stood - client.startedAt, derived, listed, opened };
  } finally {
    await client.close();
  }
}

async function startEmpty(world: World): Promise<EmptyStart> {
  const empty = await world.startEmpty();
  try {
    const stood = await empty.inPage(standing, "#word");
    const clicked = await empty.inPage(changedWord, "#word");
    const began = await empty.inPage(async () => performance.timeOrigin);
    return { cold: stood - empty.startedAt, page: stood - began, clicked };
  } finally {
    await empty.close();
  }
}

/** Every row says what the acts say: the subject of the newest version, and who has acknowledged. */
function checkList(rows: Unlocked["rows"]): void {
  const saying = (column: number, words: string): number =>
    rows.filter((row) => row[column]?.includes(words) === true).length;
  const found = [saying(1, "energy"), saying(2, "Acknowledged"), saying(2, "Delivered")];
  const wanted = [ROOMS, ACKNOWLEDGED, ROOMS - ACKNOWLEDGED];
  if (found.join() !== wanted.join())
    throw new Error(`the list says something else: ${found.join()} in place of ${wanted.join()}`);
}
