import { randomBytes } from "node:crypto";
import { readFileSync, unwatchFile, watchFile, writeFileSync } from "node:fs";
import { openClient, signIn, type Client, type ClientParts } from "@parley/client";
import type { ExerciseFile, Place } from "@parley/exercise";
import { nodeSessions } from "@parley/session/node";
import { memoryDisk, memoryStore } from "@parley/storage/memory";
import { platformClock } from "./platform-clock.ts";

/** How often the log's file is looked at, in milliseconds. */
const LOOK_MS = 250;

/** What the client of a place would be started with. */
export function readExerciseFile(place: Place): ExerciseFile {
  return JSON.parse(readFileSync(place.exerciseFile, "utf8")) as ExerciseFile;
}

/** The client of a place without a face, in this process: signed in, and asking to be listed. */
export async function openFaceless(place: Place): Promise<Client> {
  const { homeserver, account, password, root, request, log } = readExerciseFile(place);
  const parts: ClientParts = {
    store: memoryStore(memoryDisk()),
    sessions: nodeSessions(),
    storePrefix: `faceless-${randomBytes(8).toString("hex")}`,
    clock: platformClock,
    root,
    directory: {
      read: async () => readIfThere(log),
      onChange: (listener) => {
        watchFile(log, { interval: LOOK_MS }, listener);
        return () => unwatchFile(log, listener);
      },
      request: async (text) => writeFileSync(request, text),
    },
  };
  const signed = await signIn(parts, { homeserver, user: account, password });
  if (!signed.ok) throw new Error(`no sign-in: ${signed.refusal.reason}`);
  const opened = await openClient(parts);
  if (!opened.ok) throw new Error(`no client: ${opened.refusal.reason}`);
  return opened.value;
}

/** Until the directory lists it. */
export function untilListed(client: Client): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (client.snapshot().me.listing !== "listed") return;
      stop();
      resolve();
    };
    const stop = client.subscribe(look);
    look();
  });
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
