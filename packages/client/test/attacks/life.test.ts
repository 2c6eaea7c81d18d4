import { describe, expect, it } from "vitest";
import type { DeviceId } from "@parley/base";
import { notification } from "../early-warning.ts";
import { token } from "../forgery.ts";
import { channelOf } from "../look.ts";
import { quiet } from "../manual-clock.ts";
import { rejectionsOf } from "../rejections.ts";
import { opened, twoOffices } from "../world.ts";

describe("one's own machine", () => {
  it("[OUTBOX-1] signing out while the machine is opened again ends the sign-in all the same", async () => {
    const { world, alfa } = await opened();
    const { session } = alfa;
    if (session === null) throw new Error("no session");
    let closed: () => void = () => undefined;
    session.close = () =>
      new Promise((resolve) => {
        closed = resolve;
      });
    session.wedge();
    const out = alfa.client.signOut();
    await quiet();
    closed();
    await out;
    expect(world.network.signOuts).toBe(1);
    expect(alfa.disk.tables.size).toBe(0);
  });

  it("[OUTBOX-1] a crypto store that does not open is a reason of its own", async () => {
    const { alfa } = await opened();
    await alfa.client.close();
    alfa.cryptoDamaged = true;
    expect(await alfa.tryOpen()).toEqual({ ok: false, refusal: { reason: "crypto-store" } });
  });

  it("[DIR-5] a directory source that throws stops nothing", async () => {
    const { world, alfa, bravo } = await opened();
    for (const fault of [
      (): never => {
        throw new Error("gone");
      },
      () => Promise.reject(new Error("gone")),
      () => Promise.resolve("{".repeat(100_000)),
      () => Promise.resolve(7 as never),
    ]) {
      alfa.directoryFault = fault;
      alfa.offer();
      alfa.client.retryNow();
      await quiet();
    }
    expect((await alfa.client.sendNote(channelOf(alfa), "one")).ok).toBe(true);
    await quiet();
    expect(bravo.consultation.entries).toContainEqual(expect.objectContaining({ body: "one" }));
    alfa.directoryFault = null;
    alfa.offer();
    await quiet();
    expect(alfa.client.snapshot().alarms).toEqual([]);
    expect(world.log.head.n).toBe(alfa.client.snapshot().directory.n);
  });

  it("[OUTBOX-1] a listener that throws takes nothing from the others", async () => {
    const { alfa } = await opened();
    let told = 0;
    const reported = await rejectionsOf(async () => {
      alfa.client.subscribe(() => {
        throw new Error("a face broke");
      });
      alfa.client.subscribe(() => (told += 1));
      await alfa.client.sendNote(channelOf(alfa), "one");
      await quiet();
    });
    expect(told).toBeGreaterThan(0);
    expect(reported.length).toBeGreaterThan(0);
  });

  it("[OUTBOX-1] what ends after closing sets no timer", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const { session } = alfa;
    if (session === null) throw new Error("no session");
    let answer: () => void = () => undefined;
    session.invite = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: false, refusal: { reason: "away" } });
      });
    await alfa.client.signAndSend(notification([bravo]));
    await quiet();
    await bravo.client.close();
    await alfa.client.close();
    answer();
    await quiet();
    expect(world.clock.pending).toBe(0);
  });

  it("[TRUST-1] a round of trust that hangs with the machine does not hold up the machine after it", async () => {
    const { world, alfa, bravo } = await opened();
    const { session } = alfa;
    if (session === null) throw new Error("no session");
    session.trust = () => new Promise(() => undefined);
    world.network.devices.push({
      user: bravo.user,
      id: "NEW" as DeviceId,
      ed25519: token(32),
      curve25519: token(32),
    });
    world.network.setMember(alfa.room, bravo.user, "join");
    await quiet();
    session.wedge();
    await quiet();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(bravo.consultation.entries).toContainEqual(expect.objectContaining({ body: "one" }));
  });
});
