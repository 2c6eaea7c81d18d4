import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordId } from "@parley/base";
import { keyIdOf } from "@parley/directory";
import { ServeProcess } from "../faults/service/serve-process.ts";
import { MAY_MOUNT } from "../harness/may-mount.ts";
import { until } from "../harness/office.ts";
import { mountSmallDisk } from "../harness/small-disk.ts";
import { accepted, ServiceStage, type Invited } from "./stage.ts";

let stage: ServiceStage;
let alfa: Invited;

beforeAll(async () => {
  stage = await ServiceStage.set();
  await stage.serve();
  alfa = await stage.admitted(stage.desk, "XA");
});

afterAll(async () => {
  await stage.end();
});

/** Files of the folder whose names begin so, with what they hold. */
type Copy = ReadonlyMap<string, Uint8Array>;

function copyOf(...names: readonly string[]): Copy {
  const all = readdirSync(stage.folder).filter((file) => names.some((one) => file.startsWith(one)));
  return new Map(all.map((file) => [file, readFileSync(path.join(stage.folder, file))]));
}

function putBack(copy: Copy, ...names: readonly string[]): void {
  for (const file of copyOf(...names).keys()) rmSync(path.join(stage.folder, file));
  for (const [file, bytes] of copy)
    if (names.some((one) => file.startsWith(one)))
      writeFileSync(path.join(stage.folder, file), bytes, { mode: 0o600 });
}

const STORE = "store.sqlite";
const KEYS = "keys.sqlite";
const COUNTER = "service.generation";

async function refusalOf(): Promise<string> {
  const started = await stage.start();
  if (!started.ok) return started.refusal.reason;
  await started.value.stop();
  return "none";
}

/** One more entry, of no State. */
async function publishSome(conf: string): Promise<void> {
  const rec = { id: "secretariat-1" as RecordId, card: "", conf };
  await stage.publish(stage.desk, { op: "card", rec });
}

describe("the service's folder", () => {
  it("is for one service at a time: another start says so, and disturbs nothing", async () => {
    const started = await stage.start();
    expect(started.ok ? "none" : started.refusal).toMatchObject({
      reason: "in-use",
      text: "This folder is in use: another service runs on it. Stop that one first.",
    });
    expect(accepted(await stage.desk.health())).toMatchObject({ ok: true });
    await publishSome("2026-11-02");
    await until("Alfa to have it", () => knows(alfa, stage.log.head.n));
  });

  it("opens with its own key alone, and says which is wanted", async () => {
    await stage.stop();
    const key = copyOf("service.key");
    const file = path.join(stage.folder, "service.key");
    rmSync(file);
    expect(await refusalOf()).toBe("key");
    writeFileSync(file, `${Buffer.alloc(32, 7).toString("base64url")}\n`, { mode: 0o600 });
    expect(await refusalOf()).toBe("wrong-key");
    writeFileSync(file, "no key\n", { mode: 0o600 });
    expect(await refusalOf()).toBe("key");
    putBack(key, "service.key");
    await stage.run();
    await stage.service.ready;
  });

  it("[ACT-6] is not gone on with where any part of it is an older copy; the newest goes on", async () => {
    await stage.stop();
    const older = copyOf(STORE, KEYS, COUNTER);
    await stage.run();
    await stage.service.ready;
    await publishSome("2026-11-03");
    await until("Alfa to have it", () => knows(alfa, stage.log.head.n));
    await stage.stop();
    const newest = copyOf(STORE, KEYS, COUNTER);
    for (const parts of [[STORE], [KEYS], [STORE, KEYS], [KEYS, COUNTER]]) {
      putBack(older, ...parts);
      expect([parts, await refusalOf()]).toEqual([parts, "older-copy"]);
      putBack(newest, STORE, KEYS, COUNTER);
    }
    // All of it together reads as it did: what is newer, a Point of Contact holds.
    putBack(older, STORE, KEYS, COUNTER);
    await stage.run();
    await stage.service.ready.catch(() => undefined);
    alfa.poc.client.retryNow();
    await until("the alarm", async () =>
      accepted(await stage.desk.health()).alarms.includes("behind"),
    );
    expect(accepted(await stage.desk.health()).ok).toBe(false);
    // The officers' log ends it.
    accepted(await stage.desk.publish(stage.log.text));
    await until("no alarm", async () => accepted(await stage.desk.health()).alarms.length === 0);
  });
});

describe("a second service", () => {
  it("[DIR-5] [LINE-3] takes the lines over, and the first one takes them back when the second is lost", async () => {
    const second = await ServiceStage.set({ directory: stage });
    try {
      second.log = stage.log;
      await second.run();
      accepted(await second.desk.publish(second.log.text));
      await second.list(second.desk, "secretariat-2");
      stage.log = second.log;
      accepted(await stage.desk.publish(stage.log.text));
      await second.service.ready;
      await until("Alfa's line to it", () => second.service.health().lines === 1);
      const rec = { id: "secretariat-2" as RecordId, card: "", conf: "2026-11-05" };
      await second.publish(second.desk, { op: "card", rec });
      await until("Alfa to have it", () => knows(alfa, second.log.head.n));
    } finally {
      await second.close();
    }
    // Lost, with all that it held; what it published is with the officers.
    stage.log = second.log;
    accepted(await stage.desk.publish(stage.log.text));
    const lost = stage.log.recordOf("secretariat-2" as RecordId);
    const [device] = lost?.devices ?? [];
    if (lost === null || device === undefined) throw new Error("the second one is not listed");
    const key = keyIdOf(Buffer.from(device.act, "base64url"));
    await stage.publish(stage.desk, { op: "disable", rec: { id: lost.id, key } });
    // Its own key was replaced, and is no key of the directory any more: with the next start it has another one.
    expect(accepted(await stage.desk.health()).alarms).toEqual(["head-key"]);
    await stage.stop();
    await stage.run();
    const headKey = accepted(await stage.desk.headKey());
    await stage.publish(stage.desk, { op: "headkey", rec: { key: headKey } });
    await stage.service.ready;
    await until("Alfa to have it", () => knows(alfa, stage.log.head.n));
    expect(accepted(await alfa.poc.client.wish("other", "still there"))).toBeUndefined();
    await until("the wish", async () =>
      accepted(await stage.desk.wishes()).some(({ wish }) => wish.text === "still there"),
    );
    expect(accepted(await stage.desk.health())).toMatchObject({ ok: true, alarms: [] });
  });
});

describe("the service as a process", () => {
  it("ends in order when it is told to, and another one goes on at once", async () => {
    await stage.stop();
    const serve = new ServeProcess(stage.folder);
    serve.launch();
    await serve.answers();
    const second = new ServeProcess(stage.folder);
    second.launch();
    await until("the second one to be refused", () => second.fell);
    expect(second.said).toContain("This folder is in use");
    expect(await serve.stop()).toBe(0);
    await stage.run();
    await stage.service.ready;
  });
});

describe.runIf(MAY_MOUNT)("the service on a disk that is full", () => {
  it("[DIR-5] does not start, loses nothing that it took, and goes on once there is room", async () => {
    const { server, dir } = stage;
    const folder = path.join(dir, "small");
    const disk = mountSmallDisk(folder, 64);
    const other = await ServiceStage.set({ server, folder });
    try {
      await other.serve();
      const bravo = await other.admitted(other.desk, "XB");
      await other.stop();
      disk.fill();
      const started = await other.start();
      expect(started.ok ? "none" : started.refusal.reason).toBe("full");
      disk.makeRoom();
      await other.run();
      await other.service.ready;
      const rec = { id: "secretariat-1" as RecordId, card: "", conf: "2026-11-04" };
      await other.publish(other.desk, { op: "card", rec });
      await until("Bravo to have it", () => knows(bravo, other.log.head.n));
    } finally {
      await other.close();
      disk.remove();
    }
  });
});

const knows = ({ poc }: Invited, n: number): boolean => poc.client.snapshot().directory.n === n;
