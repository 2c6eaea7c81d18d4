import { setTimeout as sleep } from "node:timers/promises";
import type { ActHash } from "@parley/base";
import type { ActDraft, ActEntry, ClientSnapshot } from "@parley/client";
import { notification, type Office } from "../../test/harness/office.ts";
import { alternate } from "../alternate.ts";
import type { Bench, BenchContext, Measurement } from "../bench.ts";
import { sendBySession } from "./by-session.ts";
import { RawPair } from "./raw-pair.ts";
import { RequestWatch } from "./requests.ts";
import { ServerScene } from "./scene.ts";
import { shown } from "../shown.ts";

const PAIRS = 41;
/** A client that has run for a while is what people use. */
const WARM_UP = 10;
/** Between two measures, in ms, so that every long poll is at the homeserver again. */
const REST = 100;

export const SEND_BENCH: Bench = {
  name: "send",
  what: "an act in an open channel: accepted by the homeserver, shown verified at the other client",
  run: (context) => ServerScene.during(context.dir, (scene) => measure(context, scene)),
};

async function measure(context: BenchContext, scene: ServerScene): Promise<readonly Measurement[]> {
  const [alfa, bravo] = [await scene.office(), await scene.office()];
  const channel = await openChannel(alfa, bravo);
  const content = await contentOnTheWire(alfa, channel);
  const raw = await RawPair.make(scene.server);
  context.say(`an event of ${content.length} bytes, by a client and by a bare request in turn`);
  const seen = { ours: [] as number[], beside: [] as number[] };
  const accepted = await alternate(context, {
    pairs: PAIRS,
    warmUp: WARM_UP,
    ours: async () => {
      const took = await sendAct(alfa, bravo, channel);
      seen.ours.push(took.seen);
      return took.accepted;
    },
    beside: async () => {
      const took = await sendRaw(raw, JSON.parse(content));
      seen.beside.push(took.seen);
      return took.accepted;
    },
  });
  context.say("the same by the session alone, without the client above it");
  const { room } = alfa.consultation;
  if (room === null) throw new Error("there is no room");
  const bySession = await alternate(context, {
    pairs: PAIRS,
    ours: async () => {
      await sleep(REST);
      return sendBySession(alfa, bravo, room);
    },
    beside: async () => (await sendRaw(raw, JSON.parse(content))).accepted,
  });
  const last = (values: readonly number[]): readonly number[] => values.slice(-PAIRS);
  return [
    {
      name: "act-accepted",
      what: "act sent until accepted by the homeserver",
      besideWhat: "bare PUT of an event of the same size",
      unit: "ms",
      ...accepted,
      goal: 1.25,
    },
    {
      name: "session-accepted",
      what: "of that the session alone (gate, SDK, encryption, PUT)",
      besideWhat: "bare PUT of an event of the same size",
      unit: "ms",
      ...bySession,
    },
    {
      name: "act-shown",
      what: "act sent until shown verified at the other client",
      besideWhat: "bare PUT until the other's bare long poll brings it",
      unit: "ms",
      ours: last(seen.ours),
      beside: last(seen.beside),
    },
  ];
}

/** Opens, and waits until the other office has it and has said so. */
async function openChannel(alfa: Office, bravo: Office): Promise<ActHash> {
  await shown(alfa.client, "the other office in the directory", ({ offices }) =>
    offices.some(({ rec }) => rec === bravo.rec),
  );
  const sent = await alfa.client.signAndSend(notification(bravo));
  if (!sent.ok) throw new Error(`the opening is refused: ${sent.refusal.reason}`);
  await shown(alfa.client, "the opening to be delivered", (snapshot) =>
    actsOf(snapshot).some(({ delivery }) => delivery?.state === "delivered"),
  );
  return alfa.consultation.id as ActHash;
}

let drafts = 0;

function update(channel: ActHash): ActDraft {
  const { fields } = notification({ rec: "" } as Office);
  return {
    ...notification({ rec: "" } as Office),
    id: `update-${++drafts}`,
    channel,
    re: channel,
    roster: [],
    fields: {
      ...fields,
      stage: "update",
      affected_sectors: ["energy"],
      severity: { scale: "product", code: 3 },
    },
  };
}

/** What the client puts on the wire for such an act, as JSON: the ciphertext and what stands beside it. */
async function contentOnTheWire(alfa: Office, channel: ActHash): Promise<string> {
  const watch = new RequestWatch();
  try {
    const sent = await alfa.client.signAndSend(update(channel));
    if (!sent.ok) throw new Error(`an update is refused: ${sent.refusal.reason}`);
    await delivered(alfa, sent.value);
    const put = watch.seen.find(
      ({ method, path, body }) =>
        method === "PUT" && path.includes("/send/m.room.encrypted/") && body !== "",
    );
    if (put === undefined) throw new Error("no event left the client");
    return put.body;
  } finally {
    watch.end();
  }
}

interface Took {
  /** Both in ms from the start. */
  readonly accepted: number;
  readonly seen: number;
}

async function sendAct(alfa: Office, bravo: Office, channel: ActHash): Promise<Took> {
  await sleep(REST);
  const before = verifiedAt(bravo.client.snapshot());
  const start = performance.now();
  const arrives = shown(bravo.client, "an act", (now) => verifiedAt(now) > before);
  const sent = await alfa.client.signAndSend(update(channel));
  if (!sent.ok) throw new Error(`an update is refused: ${sent.refusal.reason}`);
  const leaves = shown(alfa.client, "an act to be accepted", (snapshot) =>
    ["sent", "delivered"].includes(stateOf(snapshot, sent.value) ?? ""),
  );
  const took = { accepted: (await leaves) - start, seen: (await arrives) - start };
  await delivered(alfa, sent.value);
  return took;
}

async function sendRaw(raw: RawPair, content: unknown): Promise<Took> {
  const news = raw.news();
  const arrives = news.receiver.then((text) => ({ text, at: performance.now() }));
  await sleep(REST);
  const start = performance.now();
  const event = await raw.put(content);
  const accepted = performance.now() - start;
  const { text, at } = await arrives;
  await news.sender;
  if (!text.includes(event)) throw new Error("the long poll brought something else");
  return { accepted, seen: at - start };
}

async function delivered(alfa: Office, act: string): Promise<void> {
  await shown(alfa.client, "an act to be delivered", (now) => stateOf(now, act) === "delivered");
}

function stateOf(snapshot: ClientSnapshot, act: string): string | undefined {
  return actsOf(snapshot).find(({ hash }) => hash === act)?.delivery?.state;
}

function verifiedAt(snapshot: ClientSnapshot): number {
  return actsOf(snapshot).filter(({ trust, effect }) => trust === "verified" && effect === "yes")
    .length;
}

function actsOf({ consultations }: ClientSnapshot): readonly ActEntry[] {
  return consultations.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === "act" ? [entry] : [])),
  );
}
