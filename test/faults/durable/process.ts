/** An office's client without a face, on stores that outlive the process; it is killed at any moment. */
import { randomBytes } from "node:crypto";
import {
  existsSync,
  readFileSync,
  renameSync,
  unwatchFile,
  watchFile,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { openClient, signIn, type Client, type ClientParts } from "@parley/client";
import { durableSessions } from "@parley/session/node-durable";
import { openSqliteStore } from "@parley/storage/node";
import { platformClock } from "../../harness/platform-clock.ts";
import { FILES, type Order, type Sight, type Start, type Word } from "./orders.ts";

const start = JSON.parse(process.argv[2] ?? "") as Start;
const file = (name: string): string => path.join(start.dir, name);
const tell = (word: Word): void => void process.send?.(word);

function key(): Uint8Array {
  if (!existsSync(file("key"))) {
    writeFileSync(file("key.new"), randomBytes(32), { flush: true });
    renameSync(file("key.new"), file("key"));
  }
  return new Uint8Array(readFileSync(file("key")));
}

async function parts(): Promise<ClientParts> {
  const store = await openSqliteStore({ file: file("store.sqlite"), key: key() });
  if (!store.ok) throw new Error(`no store: ${store.refusal}`);
  const sessions = durableSessions({ file: file(FILES.keys) });
  if (!sessions.ok) throw new Error(`no sessions: ${sessions.refusal}`);
  return {
    store: store.value,
    sessions: sessions.value,
    storePrefix: "killed",
    clock: platformClock,
    root: start.root,
    directory: {
      read: () => Promise.resolve(readFileSync(file(FILES.log), "utf8")),
      onChange: (listener) => {
        watchFile(file(FILES.log), { interval: 100 }, listener);
        return () => unwatchFile(file(FILES.log), listener);
      },
      request: (text) => {
        writeFileSync(file(`${FILES.request}.new`), text);
        renameSync(file(`${FILES.request}.new`), file(FILES.request));
        return Promise.resolve();
      },
    },
  };
}

function sightOf(client: Client): Sight {
  const { me, consultations, outbox, alarms } = client.snapshot();
  const entries = consultations[0]?.entries ?? [];
  return {
    listing: me.listing,
    state: me.office?.state ?? null,
    consultations: consultations.length,
    notes: entries.flatMap((entry) => (entry.kind === "note" ? [entry.body] : [])),
    queued: outbox.queued + outbox.held,
    alarms: alarms.map(({ kind }) => kind),
    unreadable: entries.filter(
      (entry) => entry.kind === "room" && entry.what.event === "unreadable",
    ).length,
  };
}

async function obey(client: Client, order: Order): Promise<void> {
  switch (order.do) {
    case "say": {
      const channel = client.snapshot().consultations[0]?.id;
      if (channel === undefined) return;
      const said = await client.sendNote(channel as Parameters<Client["sendNote"]>[0], order.text);
      if (said.ok) tell({ told: "said", text: order.text });
      return;
    }
    case "look":
      return tell({ told: "sight", n: order.n, ...sightOf(client) });
    case "end":
      await client.close();
      process.disconnect();
  }
}

const made = await parts();
const { value: contents } = (await made.store.load()) as { value?: { profile: object | null } };
if (start.signIn !== null && contents?.profile === null) {
  const signed = await signIn(made, { homeserver: start.homeserver, ...start.signIn });
  if (!signed.ok) throw new Error(`no sign-in: ${signed.refusal.reason}`);
}
const opened = await openClient(made);
if (!opened.ok) throw new Error(`no client: ${opened.refusal.reason}`);
const client = opened.value;
process.on("message", (order) => void obey(client, order as Order));
const { device, key: actKey } = client.snapshot().me;
tell({ told: "open", device, key: actKey });
