import { randomBytes } from "node:crypto";
import type { EventId } from "@parley/base";
import { ready } from "@parley/crypto";
import { fallbackText, parseAct, type SignedAct } from "@parley/protocol";
import { notification } from "../../packages/client/test/early-warning.ts";
import type { FakeEvent } from "../../packages/client/test/fake-network.ts";
import type { FakeOffice } from "../../packages/client/test/fake-office.ts";
import { quiet } from "../../packages/client/test/manual-clock.ts";
import { World } from "../../packages/client/test/world.ts";
import { alternate } from "../alternate.ts";
import type { Bench } from "../bench.ts";
import { shown } from "../shown.ts";
import { checkAll, checksOf, type Check } from "./checks.ts";
import type { Author } from "./offices.ts";
import { storyAfter } from "./story.ts";

/** Caught up at once, after the opening. */
const AT_ONCE = 989;
/** That come after them, one by one; what one takes is their mean. */
const ONE_BY_ONE = 10;
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
        const took = await arrive(scene, 0, AT_ONCE);
        let rest = 0;
        for (let i = 0; i < ONE_BY_ONE; i++) rest += await arrive(scene, AT_ONCE + i, 1);
        last.ours.push(rest / ONE_BY_ONE);
        scene.reader.kill();
        return took;
      },
      beside: () => {
        last.beside.push(checkAll(checks) / checks.length);
        return checkAll(checks.slice(0, AT_ONCE));
      },
    });
    return [
      {
        name: "arrival-catch-up",
        what: "989 acts caught up at once by a whole client, until its snapshot shows them",
        besideWhat: "bare checks of their signatures",
        unit: "ms",
        ...catchUp,
      },
      {
        name: "arrival-one-more",
        what: "one more act at a whole client that shows 990",
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
  const acts = storyAfter(opening, authors, { n, h }, AT_ONCE + ONE_BY_ONE);
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

/**
 * What so many of the events take the processor, in ms, from their arrival until the reader's snapshot shows them, all
 * verified and with effect. Nothing here waits for anything outside of this thread.
 */
async function arrive(
  { world, reader, events }: Scene,
  from: number,
  count: number,
): Promise<number> {
  const { room } = reader;
  const arriving = events.slice(from, from + count);
  const start = process.threadCpuUsage();
  world.network.room(room).events.push(...arriving.slice(0, -1));
  for (const event of arriving.slice(-1)) world.network.put(room, event);
  await shown(reader.client, `${count} acts`, ({ consultations }) => {
    const entries = consultations[0]?.entries ?? [];
    // The opening stands before them.
    if (entries.length < 1 + from + count) return false;
    const good = entries.filter(
      (one) => one.kind === "act" && one.trust === "verified" && one.effect === "yes",
    );
    if (good.length < entries.length) throw new Error("made-up acts have no effect");
    return true;
  });
  const { user, system } = process.threadCpuUsage(start);
  await quiet();
  return (user + system) / 1000;
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
