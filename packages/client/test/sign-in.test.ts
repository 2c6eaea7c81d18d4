import type { DeviceId } from "@parley/base";
import type { SessionOpener } from "@parley/session";
import { accept } from "@parley/base";
import { memoryDisk, memoryStore } from "@parley/storage/memory";
import { describe, expect, it } from "vitest";
import { openClient, signIn, type ClientParts } from "../src/index.ts";
import { signInAs } from "./fake-office.ts";
import { ManualClock, quiet } from "./manual-clock.ts";
import { opened, World } from "./world.ts";

const CREDENTIALS = { homeserver: "http://127.0.0.1:1", user: "@alfa:parley.test", password: "x" };

function partsOf(world: World, disk = memoryDisk()): ClientParts & { disk: typeof disk } {
  const sessions: SessionOpener = {
    signIn: signInAs("DEV" as DeviceId),
    replacePassword: () => Promise.resolve(accept(undefined)),
    open: () => Promise.reject(new Error("not asked for")),
  };
  return {
    disk,
    store: memoryStore(disk),
    sessions,
    storePrefix: "test",
    directory: {
      read: () => Promise.resolve(null),
      onChange: () => () => undefined,
      request: () => Promise.resolve(),
    },
    clock: new ManualClock(),
    root: world.root.text,
  };
}

describe("signing in", () => {
  it("[TRUST-3] makes three keys of its own, once, and only where the password is right", async () => {
    const world = await World.make();
    const parts = partsOf(world);
    expect(await signIn(parts, CREDENTIALS)).toEqual({
      ok: false,
      refusal: { reason: "wrong-password" },
    });
    expect(parts.disk.tables.size).toBe(0);
    expect((await signIn(parts, { ...CREDENTIALS, password: "correct" })).ok).toBe(true);
    const [text = ""] = [...(parts.disk.tables.get("profile")?.values() ?? [])];
    const { act, seal, storageKey } = JSON.parse(text) as {
      act: { secretKey: string };
      seal: { secretKey: string };
      storageKey: string;
    };
    expect(new Set([act.secretKey, seal.secretKey, storageKey]).size).toBe(3);
    expect(Buffer.from(storageKey, "base64url")).toHaveLength(32);
    await expect(signIn(parts, { ...CREDENTIALS, password: "correct" })).rejects.toThrow("already");
  });

  it("[OUTBOX-1] a full disk refuses the sign-in with its reason", async () => {
    const world = await World.make();
    const disk = memoryDisk();
    disk.refuses = "full";
    expect(await signIn(partsOf(world, disk), { ...CREDENTIALS, password: "correct" })).toEqual({
      ok: false,
      refusal: { reason: "store", refusal: "full" },
    });
  });

  it("[DIR-5] opens only a profile that is there, and only under the root it was made with", async () => {
    const world = await World.make();
    const parts = partsOf(world);
    expect(await openClient(parts)).toEqual({ ok: false, refusal: { reason: "no-profile" } });
    await signIn(parts, { ...CREDENTIALS, password: "correct" });
    expect(await openClient({ ...parts, root: `${parts.root} ` })).toEqual({
      ok: false,
      refusal: { reason: "other-root" },
    });
  });

  it("[OUTBOX-1] closing loses nothing and leaves no timer; signing out leaves nothing at all", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.setAway(true);
    await alfa.client.sendNote(alfa.consultation.id as never, "later");
    await alfa.client.close();
    await bravo.client.close();
    await quiet();
    expect(world.clock.pending).toBe(0);
    await alfa.open();
    expect(alfa.client.snapshot().outbox.queued).toBe(1);
    await alfa.client.signOut();
    expect(alfa.disk.tables.size).toBe(0);
    expect(world.clock.pending).toBe(0);
  });
});
