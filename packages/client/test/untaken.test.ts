import { describe, expect, it } from "vitest";
import type { Entry } from "../src/index.ts";
import type { FakeOffice } from "./fake-office.ts";
import { bodies, channelOf } from "./look.ts";
import { quiet } from "./manual-clock.ts";
import { opened } from "./world.ts";

const HOUR = 3_600_000;

const lastNote = (office: FakeOffice): Entry | undefined =>
  office.consultation.entries.findLast(({ kind }) => kind === "note");

describe("what left and was not taken", () => {
  it("[OUTBOX-4] a note whose key was lost is sent again after two minutes, under a new key, and shown once", async () => {
    const { world, alfa, bravo } = await opened();
    alfa.crypto.lost.add(alfa.room);
    await alfa.client.sendNote(channelOf(alfa), "one");
    await alfa.client.sendNote(channelOf(alfa), "two");
    await world.clock.advance(119_000);
    expect(bodies(bravo)).toEqual([]);
    await world.clock.advance(2_000);
    expect(bodies(bravo)).toEqual(["one", "two"]);
    expect(bodies(alfa)).toEqual(["one", "two"]);
    expect(lastNote(alfa)).toMatchObject({ delivery: { state: "delivered" } });
    const sends = world.network.sends;
    await world.clock.advance(24 * HOUR);
    expect(world.network.sends).toBe(sends);
  });

  it("[OUTBOX-4] an act whose key was lost comes as the same act", async () => {
    const { world, alfa, bravo } = await opened();
    bravo.crypto.lost.add(bravo.room);
    const channel = channelOf(bravo);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await quiet();
    expect(alfa.consultation.headline).toBe("delivered");
    await world.clock.advance(121_000);
    expect(alfa.consultation.headline).toBe("acknowledged");
    expect(alfa.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(2);
  });

  it("[OUTBOX-4] a payload that comes once more is graded once more, under a new key", async () => {
    const { world, alfa, bravo } = await opened();
    bravo.crypto.lost.add(bravo.room);
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(bodies(bravo)).toEqual(["one"]);
    expect(lastNote(alfa)).toMatchObject({ delivery: { state: "sent" } });
    await world.clock.advance(121_000);
    expect(lastNote(alfa)).toMatchObject({ delivery: { state: "delivered" } });
    expect(bodies(bravo)).toEqual(["one"]);
  });

  it("[OUTBOX-4] what nobody takes is sent again ever more rarely, and at most five times in one start", async () => {
    const { world, alfa, bravo } = await opened();
    await bravo.client.close();
    await alfa.client.sendNote(channelOf(alfa), "one");
    const notes = (): number => world.network.seen(alfa.room, "m.room.message").length;
    await world.clock.advance(3 * 60_000);
    expect(notes()).toBe(2);
    await world.clock.advance(7 * 60_000);
    expect(notes()).toBe(3);
    await world.clock.advance(48 * HOUR);
    expect(notes()).toBe(6);
    expect(lastNote(alfa)).toMatchObject({
      delivery: { state: "not-delivered-yet" },
    });
    await bravo.open();
    await quiet();
    expect(bodies(bravo)).toEqual(["one"]);
    expect(lastNote(alfa)).toMatchObject({ delivery: { state: "delivered" } });
  });

  it("[OUTBOX-4] a server that repeats an event without end gets few grades for it", async () => {
    const { world, alfa, bravo } = await opened();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    const [event] = world.network.seen(alfa.room, "m.room.message");
    if (event === undefined) throw new Error("no note");
    for (let i = 0; i < 40; i++) {
      world.network.put(alfa.room, event);
      await quiet();
    }
    expect(bodies(bravo)).toEqual(["one"]);
    expect(world.network.seen(alfa.room, "chat.parley.grade").length).toBeLessThan(10);
  });
});

describe("a profile that was set back", () => {
  it("[ACT-6] shows the notes that it had sent itself, once, and their delivery", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    await bravo.client.sendNote(channel, "before");
    await quiet();
    const copy = new Map([...bravo.disk.tables].map(([table, rows]) => [table, new Map(rows)]));
    await bravo.client.sendNote(channel, "after");
    await quiet();
    bravo.kill();
    bravo.disk.tables.clear();
    for (const [table, rows] of copy) bravo.disk.tables.set(table, rows);
    await bravo.open();
    await quiet();
    expect(bodies(bravo)).toEqual(["before", "after"]);
    // The key that has encrypted since what is forgotten here encrypts nothing more.
    const keys = bravo.crypto.discarded;
    await bravo.client.sendNote(channel, "then");
    await quiet();
    expect(bravo.crypto.discarded).toBe(keys + 1);
    await world.clock.advance(24 * HOUR);
    expect(bodies(bravo)).toEqual(["before", "after", "then"]);
    expect(bodies(alfa)).toEqual(["before", "after", "then"]);
    expect(lastNote(bravo)).toMatchObject({
      own: true,
      delivery: { state: "delivered" },
    });
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "set-back" }]);
  });

  it("[ACT-6] a note that was taken back and had left all the same is shown, without alarm", async () => {
    const { world, alfa, bravo } = await opened();
    world.network.faults = ["lost-reply"];
    world.network.room(alfa.room).hidden.set(alfa.user, 1_000);
    const sent = await alfa.client.sendNote(channelOf(alfa), "left");
    await quiet();
    if (!sent.ok) throw new Error(sent.refusal.reason);
    expect((await alfa.client.takeBack(sent.value)).ok).toBe(true);
    expect(bodies(alfa)).toEqual([]);
    world.network.room(alfa.room).hidden.set(alfa.user, 0);
    world.network.setAway(true);
    world.network.setAway(false);
    await quiet();
    expect(bodies(alfa)).toEqual(["left"]);
    expect(bodies(bravo)).toEqual(["left"]);
    expect(alfa.client.snapshot().alarms).toEqual([]);
  });
});
