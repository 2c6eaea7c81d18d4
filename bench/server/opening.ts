import { setTimeout as sleep } from "node:timers/promises";
import type { ClientSnapshot, Consultation } from "@parley/client";
import { notification, type Office } from "../../test/harness/office.ts";
import { plainSignIn } from "../../test/harness/plain-requests.ts";
import { alternate } from "../alternate.ts";
import type { Bench, BenchContext, Measurement } from "../bench.ts";
import { RawAddressee, rawOpening, ROUND_TRIPS, type Bodies, type Trips } from "./raw-opening.ts";
import { RawPoll } from "./raw-poll.ts";
import { RequestWatch } from "./requests.ts";
import { ServerScene } from "./scene.ts";
import { shown } from "../shown.ts";

const PAIRS = 15;
/** After a sign-in, in ms, so that what it set going has ended. */
const SETTLED = 500;
/** Before a bare opening, in ms, so that the long poll is at the homeserver. */
const REST = 100;

export const OPENING_BENCH: Bench = {
  name: "opening",
  what: "the first act in a new channel, beside the sum of its round trips",
  run: (context) => ServerScene.during(context.dir, (scene) => measure(context, scene)),
};

async function measure(context: BenchContext, scene: ServerScene): Promise<readonly Measurement[]> {
  const watch = new RequestWatch();
  const alfa = await scene.office();
  await openTo(alfa, await scene.office());
  watch.end();
  const bodies: Bodies = {
    keys: bodyOf(watch, "POST", "/keys/upload"),
    share: bodyOf(watch, "PUT", "/sendToDevice/m.room.encrypted/"),
    event: bodyOf(watch, "PUT", "/send/m.room.encrypted/"),
  };
  const sender = await plainSignIn(scene.server, await scene.server.createAccount());
  const poll = new RawPoll(sender);
  await poll.now();
  context.say(`${PAIRS + 1} channels, each to an office that was never written to`);
  const trips: Trips[] = [];
  const samples = await alternate(context, {
    pairs: PAIRS,
    ours: async () => openTo(alfa, await scene.office()),
    beside: async () => {
      const to = await RawAddressee.make(scene.server, bodies.keys);
      await sleep(REST);
      const took = await rawOpening(sender, poll, to, bodies);
      trips.push(took);
      return ROUND_TRIPS.reduce((sum, trip) => sum + took[trip], 0);
    },
  });
  return [
    {
      name: "opening-accepted",
      what: "first act in a new channel until accepted by the homeserver",
      besideWhat:
        "sum of its round trips (createRoom, invite, keys/query, keys/claim, sendToDevice, PUT)",
      unit: "ms",
      ...samples,
      parts: Object.fromEntries(
        ROUND_TRIPS.map((trip) => [trip, trips.slice(-PAIRS).map((took) => took[trip])]),
      ),
    },
  ];
}

/** How long an opening takes until the homeserver has accepted it, in ms. Ends when the other office has it. */
async function openTo(alfa: Office, other: Office): Promise<number> {
  await shown(alfa.client, "the other office in the directory", ({ offices }) =>
    offices.some(({ rec }) => rec === other.rec),
  );
  await sleep(SETTLED);
  const start = performance.now();
  const sent = await alfa.client.signAndSend({
    ...notification(other),
    id: `opening to ${other.rec}`,
  });
  if (!sent.ok) throw new Error(`the opening is refused: ${sent.refusal.reason}`);
  const accepted = await shown(alfa.client, "the opening to be accepted", (snapshot) =>
    ["sent", "delivered"].includes(deliveryTo(snapshot, other) ?? ""),
  );
  await shown(
    alfa.client,
    "the opening to be delivered",
    (snapshot) => deliveryTo(snapshot, other) === "delivered",
  );
  return accepted - start;
}

function deliveryTo({ consultations }: ClientSnapshot, other: Office): string | undefined {
  const isTo = ({ parties }: Consultation): boolean => parties.includes(other.state);
  const [first] = consultations.find(isTo)?.entries ?? [];
  return first?.kind === "act" ? first.delivery?.state : undefined;
}

function bodyOf(watch: RequestWatch, method: string, path: string): string {
  const seen = watch.seen.find((one) => one.method === method && one.path.includes(path));
  if (seen === undefined) throw new Error(`no client asked ${method} ${path}`);
  return seen.body;
}
