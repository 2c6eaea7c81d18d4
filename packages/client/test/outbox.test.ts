import { describe, expect, it } from "vitest";
import { notification } from "./early-warning.ts";
import type { FakeOffice } from "./fake-office.ts";
import { bodies, channelOf } from "./look.ts";
import { quiet } from "./manual-clock.ts";
import { opened, twoOffices } from "./world.ts";

const lastDelivery = (office: FakeOffice): string | undefined =>
  office.consultation.entries.findLast((one) => one.kind !== "room")?.delivery?.state;

describe("the outbox", () => {
  it("[OUTBOX-1] keeps the order of a room and waits out connection errors, doubling up to a cap", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    world.network.faults = ["away", "away", "away"];
    await alfa.client.sendNote(channel, "one");
    await alfa.client.sendNote(channel, "two");
    await quiet();
    expect(lastDelivery(alfa)).toBe("queued");
    const before = world.network.sends;
    await world.clock.advance(999);
    expect(world.network.sends).toBe(before);
    await world.clock.advance(1);
    expect(world.network.sends).toBe(before + 1);
    await world.clock.advance(1_999);
    expect(world.network.sends).toBe(before + 1);
    await world.clock.advance(1);
    expect(world.network.sends).toBe(before + 2);
    await world.clock.advance(4_000);
    expect(bodies(bravo)).toEqual(["one", "two"]);
    expect(lastDelivery(alfa)).toBe("delivered");
  });

  it("[OUTBOX-1] waits as long as a limiting server asks", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.faults = ["limited"];
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    const before = world.network.sends;
    await world.clock.advance(6_999);
    expect(world.network.sends).toBe(before);
    await world.clock.advance(1);
    expect(bodies(bravo)).toEqual(["one"]);
  });

  it("[OUTBOX-1] sends at once when the link comes back, and nothing while it is away", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.setAway(true);
    await quiet();
    const before = world.network.sends;
    await alfa.client.sendNote(channelOf(alfa), "one");
    await world.clock.advance(60_000);
    expect(alfa.client.snapshot()).toMatchObject({
      link: { state: "away" },
      outbox: { queued: 1, held: 0 },
    });
    expect(world.network.sends).toBe(before);
    world.network.setAway(false);
    await quiet();
    expect(bodies(bravo)).toEqual(["one"]);
    expect(alfa.client.snapshot().outbox).toEqual({ queued: 0, held: 0 });
  });

  it("[INBOX-1] counts a payload once, however often it arrives", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.faults = ["twice"];
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(world.network.seen(alfa.room, "m.room.message")).toHaveLength(2);
    expect(bodies(bravo)).toEqual(["one"]);
    expect(bravo.consultation.unread).toBe(2);
  });

  it("[OUTBOX-1] a lost answer of the server neither loses nor doubles", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.faults = ["lost-reply"];
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    await world.clock.advance(5_000);
    expect(bodies(bravo)).toEqual(["one"]);
    // One's own echo already said that it had gone.
    expect(world.network.seen(alfa.room, "m.room.message")).toHaveLength(1);
    expect(lastDelivery(alfa)).toBe("delivered");
  });

  it("[OUTBOX-1] what the server refuses for good is held with the reason, and tried again later", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.faults = ["refused"];
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(alfa.consultation.gate).toMatchObject({
      state: "held",
      reasons: [{ reason: "refused-by-server" }],
    });
    expect(lastDelivery(alfa)).toBe("held");
    expect(alfa.client.snapshot().outbox).toEqual({ queued: 0, held: 1 });
    await world.clock.advance(300_000);
    expect(bodies(bravo)).toEqual(["one"]);
    expect(alfa.consultation.gate).toEqual({ state: "open" });
  });

  it("[OUTBOX-1] a machine that hangs is opened again on its store, and sending goes on", async () => {
    const { world, alfa, bravo } = await opened();
    const first = alfa.session;
    world.network.faults = ["hangs"];
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(lastDelivery(alfa)).toBe("sending");
    alfa.session?.wedge();
    await quiet();
    expect(alfa.session).not.toBe(first);
    await world.clock.advance(26_000);
    expect(bodies(bravo)).toEqual(["one"]);
  });

  it("[OUTBOX-1] a kill in the middle of a send and a new start deliver exactly once", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    world.network.faults = ["hangs"];
    await alfa.client.sendNote(channel, "one");
    await alfa.client.sendNote(channel, "two");
    await quiet();
    alfa.kill();
    await alfa.open();
    await quiet();
    expect(bodies(bravo)).toEqual(["one", "two"]);
    expect(bodies(alfa)).toEqual(["one", "two"]);
    expect(lastDelivery(alfa)).toBe("delivered");
  });

  it("[OUTBOX-1] a kill after the server took it and before that was written delivers exactly once", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    world.network.faults = ["lost-reply"];
    const sent = alfa.client.sendNote(channel, "one");
    await sent;
    alfa.kill();
    await quiet();
    await alfa.open();
    await quiet();
    await world.clock.advance(10_000);
    expect(bodies(bravo)).toEqual(["one"]);
  });

  it("[OUTBOX-1] a note that has not left can be taken back, an act cannot", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.setAway(true);
    const note = await alfa.client.sendNote(channelOf(alfa), "one");
    if (!note.ok) throw new Error("not queued");
    expect(await alfa.client.takeBack(note.value)).toEqual({ ok: true, value: undefined });
    expect(await alfa.client.takeBack(note.value)).toMatchObject({
      refusal: { reason: "unknown" },
    });
    const ack = await bravo.client.acknowledge(channelOf(bravo), channelOf(bravo));
    expect(ack.ok).toBe(true);
    world.network.setAway(false);
    await quiet();
    expect(bodies(bravo)).toEqual([]);
    expect(alfa.consultation.headline).toBe("acknowledged");
  });

  it("[OUTBOX-2] after two minutes without a grade the sender reads who was not reached", async () => {
    const { world, alfa, bravo } = await opened();
    bravo.kill();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await world.clock.advance(119_999);
    expect(lastDelivery(alfa)).toBe("sent");
    let told = 0;
    alfa.client.subscribe(() => (told += 1));
    await world.clock.advance(1);
    expect(alfa.consultation.entries.at(-1)).toMatchObject({
      delivery: { state: "not-delivered-yet", to: ["XB"] },
    });
    expect(told).toBeGreaterThan(0);
    await bravo.open();
    await quiet();
    expect(lastDelivery(alfa)).toBe("delivered");
  });

  it("[OUTBOX-2] a machine that slept meanwhile says so within seconds, though its timers stood still", async () => {
    const { world, alfa, bravo } = await opened();
    bravo.kill();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(lastDelivery(alfa)).toBe("sent");
    let told = 0;
    alfa.client.subscribe(() => (told += 1));
    await world.clock.sleep(3 * 60_000);
    expect(told).toBe(0);
    await world.clock.advance(10_000);
    expect(told).toBeGreaterThan(0);
    expect(lastDelivery(alfa)).toBe("not-delivered-yet");
  });

  it("[OUTBOX-3] an act without a grade of a State goes again, same bytes and id, once its device is known", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    // The server does not show Charlie's device: nobody can give it keys.
    const at = world.network.devices.findIndex(({ user }) => user === charlie.user);
    const [device] = world.network.devices.splice(at, 1);
    if (device === undefined) throw new Error("no device");
    await alfa.client.signAndSend(notification([bravo, charlie]));
    await quiet();
    expect(alfa.consultation.gate).toMatchObject({
      state: "waiting",
      for: { offices: [{ office: { user: charlie.user }, because: "keys-unknown" }] },
    });
    await world.clock.advance(10_000);
    expect(bravo.client.snapshot().consultations).toHaveLength(1);
    expect(charlie.client.snapshot().consultations).toHaveLength(0);
    // Bravo's grade waits for Charlie as well.
    await world.clock.advance(10_000);
    expect(alfa.consultation.lines).toContainEqual({
      id: "delivered",
      state: "XB",
      act: channelOf(alfa),
    });

    world.network.devices.push(device);
    world.network.setMember(alfa.room, charlie.user, "join");
    await quiet();
    expect(charlie.client.snapshot().consultations).toHaveLength(1);
    const carried = world.network.seen(alfa.room, "chat.parley.act");
    expect(carried).toHaveLength(2);
    expect(
      new Set(carried.map(({ content }) => `${String(content["id"])} ${String(content["act"])}`))
        .size,
    ).toBe(1);
    expect(bravo.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(1);
    expect(alfa.consultation.entries[0]).toMatchObject({ delivery: { to: ["XB", "XC"] } });
  });

  it("[OUTBOX-1] grades go after what they grade was written, in batches, and are never graded", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    bravo.kill();
    for (const text of ["one", "two", "three"]) await alfa.client.sendNote(channel, text);
    await quiet();
    const before = world.network.seen(alfa.room, "chat.parley.grade").length;
    await bravo.open();
    await quiet();
    const after = world.network.seen(alfa.room, "chat.parley.grade").slice(before);
    expect(after).toHaveLength(1);
    expect(after[0]?.content["of"]).toHaveLength(3);
  });

  it("[OUTBOX-1] a grade that may have left takes nothing more along under its id", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    const grades = (): number => world.network.seen(alfa.room, "chat.parley.grade").length;
    const before = grades();
    // Takes in the note and writes its grade, which leaves; of that nothing is written any more.
    bravo.killAfterCommits(2);
    await alfa.client.sendNote(channel, "one");
    await quiet();
    expect(grades()).toBe(before + 1);
    bravo.kill();
    await alfa.client.sendNote(channel, "two");
    // The server holds both back until the first attempt after the start has ended, and the note was there first.
    const [grade, note] = world.network.room(alfa.room).events.splice(-2);
    if (grade === undefined || note === undefined) throw new Error("nothing was sent");
    world.network.faults = ["away"];
    await bravo.open();
    await quiet();
    world.network.put(alfa.room, note);
    await quiet();
    world.network.put(alfa.room, grade);
    await quiet();
    await world.clock.advance(10_000);
    expect(bodies(bravo)).toEqual(["one", "two"]);
    expect(lastDelivery(alfa)).toBe("delivered");
  });

  it("[OUTBOX-1] a full disk raises an alarm, nothing is sent or graded, and nothing is lost", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    bravo.disk.refuses = "full";
    const grades = world.network.seen(alfa.room, "chat.parley.grade").length;
    await alfa.client.sendNote(channel, "one");
    await quiet();
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "disk", reason: "full" }]);
    expect(world.network.seen(alfa.room, "chat.parley.grade")).toHaveLength(grades);
    expect(bodies(bravo)).toEqual([]);
    expect(await bravo.client.sendNote(channel, "two")).toMatchObject({
      refusal: { reason: "disk" },
    });
    // The machine writes on that disk too: it rests, and what comes meanwhile stays with the server.
    const before = bravo.session;
    await world.clock.advance(30_000);
    expect(bravo.session).toBe(before);
    expect(bravo.client.snapshot().link.state).toBe("away");
    bravo.disk.refuses = null;
    await world.clock.advance(8_000);
    expect(bravo.session).not.toBe(before);
    expect(bodies(bravo)).toEqual(["one"]);
    expect(bravo.client.snapshot().alarms).toEqual([]);
    expect(lastDelivery(alfa)).toBe("delivered");
  });

  it("[OUTBOX-1] sends nothing while its own sent state cannot be written, and does not double it", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    await alfa.client.sendNote(channel, "one");
    alfa.disk.refuses = "full";
    await quiet();
    await world.clock.advance(20_000);
    alfa.disk.refuses = null;
    await world.clock.advance(20_000);
    expect(bodies(bravo)).toEqual(["one"]);
    expect(world.network.seen(alfa.room, "m.room.message")).toHaveLength(1);
  });
});
