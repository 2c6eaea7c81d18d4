import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { enrol, openClient, type Client } from "@parley/client";
import type { Exercise, Place } from "@parley/exercise";
import { nodeSessions } from "@parley/session/node";
import { memoryDisk, memoryStore } from "@parley/storage/memory";
import { platformClock } from "./platform-clock.ts";
import { readNetworkFile } from "./readdress.ts";

/**
 * The client of a place without a face, in this process: it enrols with its ticket, says its words to the officers, and at
 * an open desk is listed.
 */
export async function openFaceless(exercise: Exercise, place: Place): Promise<Client> {
  const { homeserver, server, root } = readNetworkFile(place);
  const parts = {
    store: memoryStore(memoryDisk()),
    sessions: nodeSessions(),
    storePrefix: `faceless-${randomBytes(8).toString("hex")}`,
    clock: platformClock,
    root,
  };
  const ticket = readFileSync(place.ticketFile, "utf8");
  const enrolled = await enrol({ ...parts, homeserver, server }, ticket);
  if (!enrolled.ok) throw new Error(`not enrolled: ${JSON.stringify(enrolled.refusal)}`);
  const opened = await openClient(parts);
  if (!opened.ok) throw new Error(`no client: ${opened.refusal.reason}`);
  const client = opened.value;
  await untilItSays(client, ({ me }) => me.enrolment?.step === "waiting");
  const words = client.snapshot().me.enrolment?.words ?? [];
  if ((await exercise.officers.hear(place, words)) === "admitted")
    await untilItSays(client, ({ me }) => me.listing === "listed");
  return client;
}

function untilItSays(
  client: Client,
  holds: (snapshot: ReturnType<Client["snapshot"]>) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds(client.snapshot())) return;
      stop();
      resolve();
    };
    const stop = client.subscribe(look);
    look();
  });
}
