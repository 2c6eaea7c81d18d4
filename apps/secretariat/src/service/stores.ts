import { statfsSync } from "node:fs";
import { accept, refuse, type Result } from "@parley/base";
import { durableSessions, type DurableSessions } from "@parley/session/node-durable";
import type { Contents, Store } from "@parley/storage";
import { openSqliteStore } from "@parley/storage/node";
import type { ServiceFiles } from "./folder.ts";
import { areNewest, readWitness, writeWitness } from "./generation.ts";
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
  const held = Number(kept.find(({ kind }) => kind === GENERATION_KIND)?.text ?? 0);
  if (witness === null || !areNewest({ store: held, keys: sessions.generation, witness }))
    return refuse(startRefusal("older-copy"));
  const next = Math.max(held, witness) + 1;
  sessions.generation = next;
  const written = await store.commit({ kept: [generationRow(next)] });
  if (!written.ok) return refuse(ofStore(written.refusal));
  writeWitness(files.generation, next);
  return accept(next);
}

export function generationRow(generation: number): {
  readonly kind: string;
  readonly id: string;
  readonly text: string;
} {
  return { kind: GENERATION_KIND, id: "", text: String(generation) };
}
