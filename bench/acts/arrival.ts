import { randomBytes } from "node:crypto";
import type { EventId } from "@parley/base";
import { ready } from "@parley/crypto";
import { fallbackText, parseAct, type SignedAct } from "@parley/protocol";
import { notification } from "../../packages/client/test/early-warning.ts";
import type { FakeEvent } from "../../packages/client/test/fake-network.ts";
import type { FakeOffice } from "../../packages/client/test/fake-office.ts";
import { World } from "../../packages/client/test/world.ts";
import { alternate } from "../alternate.ts";
import type { Bench } from "../bench.ts";
import { shown } from "../shown.ts";
import { checkAll, checksOf, type Check } from "./checks.ts";
import type { Author } from "./offices.ts";
import { storyAfter } from "./story.ts";

/** The opening not among them. */
const ACTS = 999;
const PAIRS = 9;

/** A reader with an opened channel, and what the others have written in it since. */
interface Scene {
  readonly world: World;
  readonly reader: FakeOffice;
  readonly events: readonly FakeEvent[];
  readonly checks: readonly Check[];
}

export const ARRIVAL_BENCH: Bench = {
  name: "arrival",
  what: "acts arriving at a whole client, over a homeserver in memory, until its snapshot shows them",
  async run(context) {
    await ready();
    let { checks } = await makeScene();
    const last = { ours: [] as number[], beside: [] as number[] };
    const catchUp = await alternate(context, {
      pairs: PAIRS,
      ours: async () => {
        const scene = await makeScene();
        ({ checks } = scene);
        const took = await arrive(scene, scene.events.slice(0, -1), ACTS);
        last.ours.push(await arrive(scene, scene.events.slice(-1), ACTS + 1));
        scene.reader.kill();
        return took;
      },
      beside: async () => {
        last.beside.push(await checkAll(checks.slice(-1)));
        return checkAll(checks.slice(0, -1));
      },
    });
    return [
      {
        name: "arrival-catch-up",
        what: "998 acts caught up at once by a whole client, until its snapshot shows them",
        besideWhat: "bare checks of their signatures",
        unit: "ms",
        ...catchUp,
      },
      {
        name: "arrival-one-more",
        what: "one more act at a whole client that shows 999",
        besideWhat: "bare check of its signature",
        unit: "ms",
        ours: last.ours.slice(-PAIRS),
        beside: last.beside.slice(-PAIRS),
      },
    ];
  },
};

async function makeScene(): Promise<Scene> {
  const world = await World.make();
  const offices: FakeOffice[] = [];
  for (const letter of ["a", "b", "c", "d"]) {
    const office = await world.office(
      `x${letter}-tech-1`,
      `X${letter.toUpperCase()}`,
      `@${letter}:parley.test`,
    );
    await world.admit(office);
    offices.push(office);
  }
  const [reader, alfa, ...others] = offices;
  if (reader === undefined || alfa === undefined) throw new Error("nobody is there");
  const sent = await alfa.client.signAndSend(notification([reader, ...others]));
  if (!sent.ok) throw new Error(`the opening is refused: ${sent.refusal.reason}`);
  await world.clock.advance(1_000);
  const { room } = reader;
  const opening = openingOf(alfa);
  const authors = [alfa, ...others].map(authorOf);
  const { n, h } = world.log.head;
  const acts = storyAfter(opening, authors, { n, h }, ACTS);
  const writers = new Map([alfa, ...others].map((office) => [office.rec, office]));
  // What is measured is the reader alone.
  for (const office of writers.values()) office.kill();
  const events = acts.map((signed, i): FakeEvent => {
    const writer = writers.get(signed.act.rec);
    if (writer === undefined) throw new Error("nobody signed");
    return {
      event: `$act${i}` as EventId,
      sender: writer.user,
      senderKey: writer.key,
      type: "chat.parley.act",
      content: {
        id: randomBytes(16).toString("base64url"),
        act: signed.bytes,
        sig: signed.sig,
        body: fallbackText(signed.act),
      },
      readers: new Set([reader.key]),
      shield: "none",
    };
  });
  if (world.network.rooms.get(room) === undefined) throw new Error("no room");
  return { world, reader, events, checks: checksOf(acts, authors) };
}

/** How long it takes until the reader's snapshot shows so many acts, the opening among them, all verified and with effect. */
async function arrive(
  { world, reader }: Scene,
  events: readonly FakeEvent[],
  acts: number,
): Promise<number> {
  const { room } = reader;
  const start = performance.now();
  world.network.room(room).events.push(...events.slice(0, -1));
  for (const event of events.slice(-1)) world.network.put(room, event);
  const at = await shown(reader.client, `${acts} acts`, ({ consultations }) => {
    const entries = consultations[0]?.entries ?? [];
    if (entries.length < acts) return false;
    const good = entries.filter(
      (one) => one.kind === "act" && one.trust === "verified" && one.effect === "yes",
    );
    if (good.length < acts) throw new Error("made-up acts have no effect");
    return true;
  });
  return at - start;
}

/** The keys of an office, as its client wrote them. */
function authorOf(office: FakeOffice): Author {
  const [text] = [...(office.disk.tables.get("profile")?.values() ?? [])];
  const { act } = JSON.parse(text ?? "{}") as {
    readonly act: { readonly publicKey: string; readonly secretKey: string };
  };
  const bytes = (key: string): Uint8Array => Uint8Array.from(Buffer.from(key, "base64url"));
  return {
    rec: office.rec,
    state: office.state,
    keys: { publicKey: bytes(act.publicKey), secretKey: bytes(act.secretKey) },
  };
}

/** The opening as its author's disk holds it. */
function openingOf(office: FakeOffice): SignedAct {
  const [text] = [...(office.disk.tables.get("acts")?.values() ?? [])];
  const { hash, bytes, sig } = JSON.parse(text ?? "{}") as SignedAct;
  const act = parseAct(bytes);
  if (!act.ok) throw new Error(act.refusal);
  return { hash, bytes, sig, act: act.value };
}
