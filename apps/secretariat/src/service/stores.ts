import { statfsSync } from "node:fs";
import { accept, refuse, type Result } from "@parley/base";
import { durableSessions, type DurableSessions } from "@parley/session/node-durable";
import type { Contents, Store } from "@parley/storage";
import { openSqliteStore } from "@parley/storage/node";
import type { ServiceFiles } from "./folder.ts";
import { areNewest, raisesOf, readWitness, writeWitness } from "./generation.ts";
import { serviceKey } from "./service-key.ts";
import {
  ofJournal,
  ofStore,
  ROOM_BYTES,
  startRefusal,
  type StartRefusal,
} from "./start-refusal.ts";

/** Of the row that counts; the client itself has nothing to do with it. */
const GENERATION_KIND = "generation";

/** The service's stores, open, for this process alone. */
export interface Stores {
  readonly store: Store;
  readonly sessions: DurableSessions;
  /** As they were found. */
  readonly contents: Contents;
  readonly generation: number;
}

/** Opens the stores, unless they are an older copy; from then on they are one generation further. */
export async function openStores(files: ServiceFiles): Promise<Result<Stores, StartRefusal>> {
  const { bavail, bsize } = statfsSync(files.dir);
  if (bavail * bsize < ROOM_BYTES) return refuse(startRefusal("full"));
  // The lock first: nothing is made in a folder that another service runs on.
  const sessions = durableSessions({ file: files.keys });
  if (!sessions.ok) return refuse(ofJournal(sessions.refusal));
  const opened = await openStore(files, sessions.value);
  if (!opened.ok) await sessions.value.close();
  return opened;
}

async function openStore(
  files: ServiceFiles,
  sessions: DurableSessions,
): Promise<Result<Stores, StartRefusal>> {
  const key = serviceKey(files);
  if (!key.ok) return key;
  const opened = await openSqliteStore({ file: files.store, key: key.value });
  if (!opened.ok) return refuse(ofStore(opened.refusal));
  const store = opened.value;
  const loaded = await store.load();
  const goesOn = loaded.ok
    ? await goOn(files, store, sessions, loaded.value)
    : refuse(ofStore(loaded.refusal));
  if (!goesOn.ok || !loaded.ok) {
    await store.close();
    return goesOn.ok ? refuse(startRefusal("damaged")) : goesOn;
  }
  return accept({ store, sessions, contents: loaded.value, generation: goesOn.value });
}

/** Raises the generation at all three places, where they fit each other. */
async function goOn(
  files: ServiceFiles,
  store: Store,
  sessions: DurableSessions,
  { kept }: Contents,
): Promise<Result<number, StartRefusal>> {
  const witness = readWitness(files.generation);
  if (witness === null) return refuse(startRefusal("older-copy"));
  const held = Number(kept.find(({ kind }) => kind === GENERATION_KIND)?.text ?? 0);
  const found = { store: held, keys: sessions.generation, witness };
  if (!areNewest(found)) return refuse(startRefusal("older-copy"));
  let reached = held;
  for (const { place, to } of raisesOf(found)) {
    reached = to;
    if (place === "keys") sessions.generation = to;
    if (place === "witness") writeWitness(files.generation, to);
    if (place !== "store") continue;
    const written = await store.commit({ kept: [generationRow(to)] });
    if (!written.ok) return refuse(ofStore(written.refusal));
  }
  return accept(reached);
}

export function generationRow(generation: number): {
  readonly kind: string;
  readonly id: string;
  readonly text: string;
} {
  return { kind: GENERATION_KIND, id: "", text: String(generation) };
}
