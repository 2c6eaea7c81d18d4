import { describe, expect, it } from "vitest";
import type { ActHash } from "@parley/base";
import { keyIdOf, makeEnrolmentRequest } from "@parley/directory";
import { readDeviceRequest } from "../src/index.ts";
import { notification } from "./early-warning.ts";
import { FakeOffice } from "./fake-office.ts";
import { quiet } from "./manual-clock.ts";
import { World } from "./world.ts";

const DAY = 24 * 3_600_000;

interface Story {
  readonly world: World;
  readonly alfa: FakeOffice;
  readonly bravo: FakeOffice;
  readonly colleague: FakeOffice;
  readonly channel: ActHash;
}

/** Alfa consults two offices of Bravo. */
async function consulting(): Promise<Story> {
  const world = await World.make();
  const alfa = await world.office("xa-tech-1", "XA", "@alfa:parley.test");
  const bravo = await world.office("xb-tech-1", "XB", "@bravo:parley.test");
  const colleague = await world.office("xb-tech-2", "XB", "@bravo2:parley.test");
  for (const one of [alfa, bravo, colleague]) await world.admit(one);
  const channel = await consult(world, alfa, [bravo, colleague]);
  return { world, alfa, bravo, colleague, channel };
}

async function consult(world: World, by: FakeOffice, others: FakeOffice[]): Promise<ActHash> {
  const before = new Set(by.client.snapshot().consultations.map(({ id }) => id));
  const draft = { id: `draft-${before.size}` };
  const sent = await by.client.signAndSend(notification(others, draft));
  if (!sent.ok) throw new Error(sent.refusal.reason);
  await quiet();
  await world.clock.advance(11_000);
  const made = by.client.snapshot().consultations.find(({ id }) => !before.has(id));
  if (made === undefined) throw new Error("no consultation");
  return made.id as ActHash;
}

/** The colleague's new device: signed in to his account, and not listed. */
async function newDevice({ world, colleague }: Story): Promise<FakeOffice> {
  const device = new FakeOffice(world, colleague.rec, colleague.state, colleague.user);
  await device.signIn();
  await device.open();
  await quiet();
  await world.clock.advance(3_000);
  return device;
}

function requestOf(device: FakeOffice): string {
  const keys = device.actKeys();
  const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
  const { id, ed25519, curve25519 } = device.crypto.device;
  const act = url(keys.publicKey);
  const [profile] = device.disk.tables.get("profile")?.values() ?? [];
  const { seal } = JSON.parse(profile ?? "{}") as { seal: { publicKey: string } };
  return makeEnrolmentRequest(
    {
      ticket: url(new Uint8Array(16).fill(9)),
      user: device.user,
      device: { id, ed25519, curve25519, act, seal: seal.publicKey },
    },
    keys.secretKey,
  );
}

const keyOf = (device: FakeOffice): string => keyIdOf(device.actKeys().publicKey);
const settle = async (world: World): Promise<void> => {
  for (let i = 0; i < 4; i++) await world.clock.advance(3_000);
};
const notesOf = (office: FakeOffice): readonly string[] =>
  office.client
    .snapshot()
    .consultations.flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.kind === "note" ? [entry.body] : [])),
    );

describe("a device that a colleague signs for", () => {
  it("[TRUST-2] gets keys, reads the acts, writes and signs, while it stays unlisted", async () => {
    const story = await consulting();
    const { world, alfa, bravo, channel } = story;
    await alfa.client.sendNote(channel, "Before.");
    const device = await newDevice(story);
    expect(device.client.snapshot().consultations).toHaveLength(0);

    const done = await bravo.client.signForDevice(requestOf(device), [channel]);
    expect(done).toEqual({ ok: true, value: undefined });
    await settle(world);
    expect(device.client.snapshot().me.listing).toBe("waiting");
    const { consultations } = device.client.snapshot();
    expect(consultations).toHaveLength(1);
    expect(device.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(2);
    expect(device.consultation.gate).toEqual({ state: "open" });

    await alfa.client.sendNote(channel, "After.");
    await settle(world);
    expect(notesOf(device)).toEqual(["After."]);
    expect(await device.client.sendNote(channel, "From the new one.")).toMatchObject({ ok: true });
    expect(await device.client.acknowledge(channel, channel)).toMatchObject({ ok: true });
    await settle(world);
    expect(notesOf(alfa)).toEqual(["Before.", "After.", "From the new one."]);
    const ack = alfa.consultation.entries.findLast(({ kind }) => kind === "act");
    expect(ack).toMatchObject({ effect: "yes", trust: "verified", rec: "xb-tech-2" });
    expect(alfa.consultation.headline).toBe("acknowledged");
  });

  it("[TRUST-2] is shown as signed for, by whom and until when", async () => {
    const story = await consulting();
    const { world, alfa, bravo, channel } = story;
    const device = await newDevice(story);
    const at = world.clock.now();
    await bravo.client.signForDevice(requestOf(device), [channel]);
    await settle(world);
    const shown = alfa.client
      .snapshot()
      .records.find(({ rec }) => rec === "xb-tech-2")
      ?.devices.find(({ key }) => key === keyOf(device));
    expect(shown).toMatchObject({
      state: "signed-for",
      listed: null,
      signedFor: { by: "xb-tech-1" },
    });
    expect(shown?.signedFor?.until).toBe(at + 30 * DAY);
    expect(shown?.words).toHaveLength(12);
    expect(
      alfa.consultation.members.find(({ user }) => user === device.user)?.unlistedDevices,
    ).toBe(0);
  });

  it("[TRUST-2] gets no keys after 30 days, while its acts stand", async () => {
    const story = await consulting();
    const { world, alfa, bravo, channel } = story;
    const device = await newDevice(story);
    await bravo.client.signForDevice(requestOf(device), [channel]);
    await settle(world);
    await device.client.acknowledge(channel, channel);
    await settle(world);
    await world.clock.advance(30 * DAY);
    await settle(world);
    await alfa.client.sendNote(channel, "Too late for it.");
    await settle(world);
    expect(notesOf(device)).toEqual([]);
    expect(notesOf(bravo)).toEqual(["Too late for it."]);
    expect(
      alfa.consultation.entries.filter((one) => one.kind === "act").map((one) => one.effect),
    ).toEqual(["yes", "yes", "yes"]);
    expect(await device.client.sendNote(channel, "No.")).toEqual({
      ok: false,
      refusal: { reason: "not-listed" },
    });
    // Signed for once more, it counts again.
    expect(await bravo.client.signForDevice(requestOf(device), [channel])).toMatchObject({
      ok: true,
    });
    await settle(world);
    await alfa.client.sendNote(channel, "In time.");
    await settle(world);
    expect(notesOf(device)).toEqual(["In time."]);
  });

  it("[TRUST-2] its removal stops what has it in its past, and works back on none", async () => {
    const story = await consulting();
    const { world, alfa, bravo, channel } = story;
    const device = await newDevice(story);
    await bravo.client.signForDevice(requestOf(device), [channel]);
    await settle(world);
    await device.client.acknowledge(channel, channel);
    await settle(world);
    const key = keyIdOf(device.actKeys().publicKey);
    expect(await bravo.client.removeSignedDevice(device.rec, key, [channel])).toMatchObject({
      ok: true,
    });
    await settle(world);
    await alfa.client.sendNote(channel, "Not for it.");
    await settle(world);
    expect(notesOf(device)).toEqual([]);
    expect(alfa.consultation.headline).toBe("acknowledged");
    expect(alfa.client.snapshot().records.flatMap(({ devices }) => devices)).not.toContainEqual(
      expect.objectContaining({ key }),
    );
    expect(await bravo.client.removeSignedDevice(device.rec, key, [channel])).toMatchObject({
      refusal: { reason: "unknown" },
    });
  });

  it("[TRUST-2] that is reported as lost is taken out of every channel that names it", async () => {
    const story = await consulting();
    const { world, alfa, bravo, channel } = story;
    const device = await newDevice(story);
    const request = requestOf(device);
    expect(readDeviceRequest(` ${request}\n`)).toMatchObject({
      user: device.user,
      key: keyOf(device),
      words: { length: 12 },
    });
    expect(readDeviceRequest(request.slice(1))).toBeNull();
    await bravo.client.signForDevice(request, [channel]);
    await settle(world);
    const key = keyIdOf(device.actKeys().publicKey);
    expect(await bravo.client.reportDevice(device.rec, key, "stolen")).toMatchObject({ ok: true });
    await settle(world);
    await alfa.client.sendNote(channel, "Not for the thief.");
    await settle(world);
    expect(notesOf(bravo)).toEqual(["Not for the thief."]);
    expect(notesOf(device)).toEqual([]);
  });

  it("[TRUST-2] a machine trusts everywhere or nowhere: keys only where all rooms of its office count it", async () => {
    const story = await consulting();
    const { world, alfa, bravo, colleague, channel } = story;
    const device = await newDevice(story);
    await bravo.client.signForDevice(requestOf(device), [channel]);
    await settle(world);
    // A new channel that no act names it in: until one does, it gets nothing anywhere.
    const second = await consult(world, alfa, [bravo, colleague]);
    await settle(world);
    await alfa.client.sendNote(second, "Second, closed.");
    await alfa.client.sendNote(channel, "First, closed.");
    await settle(world);
    expect(notesOf(device)).toEqual([]);
    expect(await bravo.client.signForDevice(requestOf(device), [channel])).toMatchObject({
      refusal: { reason: "incomplete" },
    });
    expect(await bravo.client.signForDevice(requestOf(device), [channel, second])).toMatchObject({
      ok: true,
    });
    await settle(world);
    await alfa.client.sendNote(second, "Second.");
    await alfa.client.sendNote(channel, "First.");
    await settle(world);
    expect(notesOf(device).toSorted()).toEqual(["First.", "Second."]);
  });

  it("[TRUST-2] of a suspended office counts for nobody, and nobody signs for it", async () => {
    const story = await consulting();
    const { world, alfa, bravo, colleague, channel } = story;
    const device = await newDevice(story);
    await bravo.client.signForDevice(requestOf(device), [channel]);
    await settle(world);
    await world.disable(colleague);
    await settle(world);
    await alfa.client.sendNote(channel, "Not for the suspended one.");
    await settle(world);
    expect(notesOf(bravo)).toEqual(["Not for the suspended one."]);
    expect(notesOf(device)).toEqual([]);
    const other = await newDevice(story);
    expect(await bravo.client.signForDevice(requestOf(other), [channel])).toMatchObject({
      refusal: { reason: "not-yours" },
    });
  });

  it("[TRUST-2] signs for no other, and another State signs for none", async () => {
    const story = await consulting();
    const { world, alfa, bravo, channel } = story;
    const device = await newDevice(story);
    const request = requestOf(device);
    expect(await alfa.client.signForDevice(request, [channel])).toMatchObject({
      refusal: { reason: "not-yours" },
    });
    const edited = request.replace("@bravo2:", "@bravo:");
    expect(await bravo.client.signForDevice(edited, [channel])).toMatchObject({
      refusal: { reason: "incomplete" },
    });
    await bravo.client.signForDevice(request, [channel]);
    await settle(world);
    const third = await newDevice(story);
    expect(await device.client.signForDevice(requestOf(third), [channel])).toMatchObject({
      refusal: { reason: "not-listed" },
    });
  });

  it("[TRUST-2] goes on after a restart of everybody", async () => {
    const story = await consulting();
    const { world, alfa, bravo, channel } = story;
    const device = await newDevice(story);
    await bravo.client.signForDevice(requestOf(device), [channel]);
    await settle(world);
    for (const one of [alfa, device]) {
      one.kill();
      await one.open();
    }
    await settle(world);
    await alfa.client.sendNote(channel, "Again.");
    await device.client.sendNote(channel, "Here.");
    await settle(world);
    expect(notesOf(device).toSorted()).toEqual(["Again.", "Here."]);
    expect(notesOf(alfa)).toEqual(["Again.", "Here."]);
  });
});
