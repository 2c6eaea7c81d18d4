import { describe, expect, it } from "vitest";
import type { UserId } from "@parley/base";
import type { FakeEvent } from "./fake-network.ts";
import type { FakeOffice } from "./fake-office.ts";
import { token } from "./forgery.ts";
import { bodies, channelOf } from "./look.ts";
import { quiet } from "./manual-clock.ts";
import { opened, type World } from "./world.ts";

/** Puts an event into the room as if Alfa's device had sent it, for Bravo to read. */
function inject(
  world: World,
  alfa: FakeOffice,
  bravo: FakeOffice,
  content: unknown,
  change: Partial<FakeEvent> = {},
): void {
  world.network.put(bravo.room, {
    sender: alfa.user,
    senderKey: alfa.key,
    type: "m.room.message",
    content: content as FakeEvent["content"],
    readers: new Set([bravo.key]),
    shield: "none",
    ...change,
  });
}

const noteOf = (world: World, body: string, dir?: unknown): object => ({
  id: token(16),
  msgtype: "m.text",
  body,
  dir: dir ?? { n: world.log.head.n, h: world.log.head.h },
});

const refusals = (office: FakeOffice): Record<string, number> =>
  Object.fromEntries(
    office.consultation.entries.flatMap((one) => {
      if (one.kind !== "room") return [];
      if (one.what.event === "payload-refused") return [[one.what.reason, one.what.count] as const];
      return one.what.event === "unreadable" ? [["unreadable", one.what.count] as const] : [];
    }),
  );

describe("what arrives", () => {
  it("[INBOX-1] malformed, oversized, nested, plain and unreadable things are counted with their reason", async () => {
    const { world, alfa, bravo } = await opened();
    let nested: unknown = "end";
    for (let i = 0; i < 20_000; i++) nested = [nested];
    const circular: { self?: unknown } = {};
    circular.self = circular;
    inject(world, alfa, bravo, { nothing: true });
    inject(world, alfa, bravo, noteOf(world, "x".repeat(20_000)));
    inject(world, alfa, bravo, { ...noteOf(world, "x"), id: nested });
    inject(world, alfa, bravo, { ...noteOf(world, "fine"), nested, circular });
    inject(world, alfa, bravo, null);
    inject(world, alfa, bravo, "text");
    inject(world, alfa, bravo, { id: token(16) }, { type: "m.reaction" });
    inject(world, alfa, bravo, noteOf(world, "\u202ereversed"));
    inject(world, alfa, bravo, noteOf(world, "clear"), { plaintext: true });
    inject(world, alfa, bravo, noteOf(world, "secret"), { readers: new Set() });
    inject(
      world,
      alfa,
      bravo,
      { id: token(16), act: "{", sig: "A".repeat(86), body: "" },
      { type: "chat.parley.act" },
    );
    await quiet();
    expect(refusals(bravo)).toEqual({
      "payload-id": 2,
      "payload-too-large": 1,
      "payload-not-object": 2,
      "unknown-type": 1,
      "payload-body": 1,
      plaintext: 1,
      unreadable: 1,
      "not-json": 1,
    });
    expect(bodies(bravo)).toEqual(["fine"]);
    bravo.kill();
    await bravo.open();
    expect(refusals(bravo)).toMatchObject({ "payload-id": 2, plaintext: 1, unreadable: 1 });
  });

  it("[INBOX-1] what would change nothing need not be read again, but all of a room where something may read otherwise", async () => {
    const { world, alfa, bravo } = await opened();
    inject(world, alfa, bravo, noteOf(world, "read"));
    inject(world, alfa, bravo, noteOf(world, "clear"), { plaintext: true });
    await quiet();
    const { events } = world.network.room(bravo.room);
    const known = (): readonly boolean[] =>
      events.map(({ event }) => bravo.session?.knows(bravo.room, event) ?? false);
    bravo.kill();
    await bravo.open();
    expect(known()).toEqual(events.map(() => true));
    inject(world, alfa, bravo, noteOf(world, "new"));
    expect(known()).toEqual(events.map((_, i) => i < events.length - 1));
    await quiet();
    expect(bodies(bravo)).toEqual(["read", "new"]);
    inject(world, alfa, bravo, noteOf(world, "other name"), { shield: "mismatched-sender" });
    await quiet();
    expect(known()).toEqual(events.map(() => false));
  });

  it("[INBOX-1] a replayed payload and an edit change nothing", async () => {
    const { world, alfa, bravo } = await opened();
    const first = noteOf(world, "first");
    inject(world, alfa, bravo, first);
    inject(world, alfa, bravo, { ...first, body: "second" });
    inject(world, alfa, bravo, {
      ...noteOf(world, "* edited"),
      "m.relates_to": { rel_type: "m.replace", event_id: "$event1" },
      "m.new_content": { body: "edited", msgtype: "m.text" },
    });
    await quiet();
    expect(bodies(bravo)).toEqual(["first", "* edited"]);
  });

  it("[READ-1] counts only what a listed device of the roster sent under its own account", async () => {
    const { world, alfa, bravo } = await opened();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    const forged = { n: world.log.head.n, h: "A".repeat(43) };
    inject(world, alfa, bravo, noteOf(world, "stranger"), {
      sender: "@s:parley.test" as UserId,
      senderKey: "k",
    });
    inject(world, alfa, bravo, noteOf(world, "other key"), { senderKey: "k" });
    inject(world, alfa, bravo, noteOf(world, "swapped"), { sender: charlie.user });
    inject(world, alfa, bravo, noteOf(world, "outsider"), {
      sender: charlie.user,
      senderKey: charlie.key,
    });
    inject(world, alfa, bravo, noteOf(world, "shield"), { shield: "mismatched-sender" });
    inject(world, alfa, bravo, noteOf(world, "fork", forged));
    await quiet();
    expect(bodies(bravo)).toEqual([]);
    expect(refusals(bravo)).toEqual({
      "device-not-listed": 3,
      "record-not-in-roster": 1,
      shield: 1,
      "directory-forked": 1,
    });
  });

  it("[READ-1] a verdict waits for the directory head that the payload names, is given once and stays", async () => {
    const { world, alfa, bravo } = await opened();
    bravo.offered = world.log.text;
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    inject(world, alfa, bravo, noteOf(world, "later"));
    inject(
      world,
      alfa,
      bravo,
      noteOf(world, "at once", { n: 2, h: bravo.client.snapshot().directory.head }),
    );
    await quiet();
    expect(bodies(bravo)).toEqual(["at once"]);
    expect(bravo.client.snapshot().directory.behind).toBe(true);
    bravo.offered = undefined;
    await world.clock.advance(15_000);
    expect(bodies(bravo).toSorted()).toEqual(["at once", "later"]);
    expect(bravo.client.snapshot().directory.behind).toBe(false);
    await world.disable(alfa);
    expect(bodies(bravo).toSorted()).toEqual(["at once", "later"]);
  });

  it("[READ-1] a stranger cannot make the directory look behind", async () => {
    const { world, alfa, bravo } = await opened();
    inject(world, alfa, bravo, noteOf(world, "x", { n: 99, h: "A".repeat(43) }), {
      senderKey: "stranger",
    });
    await quiet();
    expect(bravo.client.snapshot().directory.behind).toBe(false);
    expect(bodies(bravo)).toEqual([]);
  });

  it("[INBOX-1] Bravo's client, gone before the notification came and started again, shows the same", async () => {
    const { world, alfa, bravo } = await opened();
    const before = bravo.consultation;
    bravo.kill();
    await alfa.client.sendNote(channelOf(alfa), "while away");
    await quiet();
    await bravo.open();
    await quiet();
    expect(bravo.consultation).toMatchObject({
      id: before.id,
      headline: before.headline,
      unread: 2,
    });
    expect(bravo.consultation.entries[0]).toEqual(before.entries[0]);
    await bravo.client.markRead(channelOf(bravo));
    expect(bravo.client.snapshot().unread).toBe(0);
    bravo.kill();
    await bravo.open();
    expect(bravo.client.snapshot().unread).toBe(0);
    await world.clock.advance(1_000);
  });

  it("[FOLD-7] a requested time that has passed is said by the clock alone", async () => {
    const { world, alfa, bravo } = await opened();
    expect(bravo.consultation.lines.map(({ id }) => id)).toEqual(["delivered"]);
    let told = 0;
    bravo.client.subscribe(() => (told += 1));
    const first = bravo.client.snapshot();
    expect(bravo.client.snapshot()).toBe(first);
    for (let hour = 0; hour < 3; hour++) {
      await world.clock.advance(3_600_000);
      void bravo.client.snapshot();
    }
    expect(told).toBeGreaterThan(0);
    expect(bravo.client.snapshot()).not.toBe(first);
    expect(bravo.consultation.lines.map(({ id }) => id)).toContain("ack passed");
    expect(alfa.consultation.lines.map(({ id }) => id)).toContain("ack passed");
  });
});
