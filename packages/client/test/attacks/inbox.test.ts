import { describe, expect, it } from "vitest";
import type { UserId } from "@parley/base";
import { notification } from "../early-warning.ts";
import type { FakeOffice } from "../fake-office.ts";
import { carry, decline, put, signAs, token } from "../forgery.ts";
import { bodies, channelOf, refusals, subject } from "../look.ts";
import { quiet } from "../manual-clock.ts";
import { rejectionsOf } from "../rejections.ts";
import { opened, twoOffices } from "../world.ts";

const rowsOf = (office: FakeOffice): number => office.disk.tables.get("inbox")?.size ?? 0;

describe("the operator of the homeserver", () => {
  it("[INBOX-1] [READ-1] a note shown first under another's name does not keep the true one from counting", async () => {
    const { world, alfa, bravo } = await opened();
    const stranger = "@stranger:parley.test" as UserId;
    const { room } = bravo;
    const content = {
      id: token(16),
      msgtype: "m.text",
      body: "the true one",
      dir: { n: world.log.head.n, h: world.log.head.h },
    };
    const event = { senderKey: alfa.key, type: "m.room.message", content };
    const readers = new Set([bravo.key]);
    world.network.put(room, { ...event, readers, sender: stranger, shield: "mismatched-sender" });
    await quiet();
    for (let i = 0; i < 2; i++)
      world.network.put(room, { ...event, readers, sender: alfa.user, shield: "none" });
    await quiet();
    const notes = bravo.consultation.entries.filter(({ kind }) => kind === "note");
    expect(notes).toMatchObject([{ body: "the true one", state: "XA" }]);
    world.network.put(room, { ...event, readers, sender: stranger, shield: "mismatched-sender" });
    await quiet();
    expect(bravo.consultation.entries.filter(({ kind }) => kind === "note")).toEqual(notes);
  });

  it("[INBOX-1] a flood of events in the clear fills no disk", async () => {
    const { world, alfa, bravo } = await opened();
    const before = rowsOf(bravo);
    for (let i = 0; i < 2_500; i++)
      world.network.room(bravo.room).events.push({
        event: `$flood${i}` as never,
        sender: alfa.user,
        senderKey: "",
        type: "m.room.message",
        content: {},
        readers: new Set(),
        shield: "none",
        plaintext: true,
      });
    await alfa.client.sendNote(channelOf(alfa), "after it");
    for (let i = 0; i < 200; i++) await quiet();
    expect(rowsOf(bravo) - before).toBeLessThanOrEqual(1_002);
    expect(refusals(bravo)).toContain("too-many");
    expect(bravo.consultation.entries).toContainEqual(
      expect.objectContaining({ body: "after it" }),
    );
  });
});

describe("a listed office that means harm", () => {
  it("[INBOX-1] payloads that can get no verdict fill no disk", async () => {
    const { world, alfa, bravo } = await opened();
    const before = rowsOf(bravo);
    for (let i = 0; i < 1_100; i++)
      put(world, alfa, bravo, "m.room.message", {
        id: token(16),
        msgtype: "m.text",
        body: "x",
        dir: { n: 2 ** 50, h: token(32) },
      });
    for (let i = 0; i < 50; i++) await quiet();
    expect(rowsOf(bravo) - before).toBeLessThanOrEqual(1_001);
    expect(refusals(bravo)).toEqual(["too-many"]);
    // It closes nobody's way but its own.
    await bravo.client.sendNote(channelOf(bravo), "still here");
    await quiet();
    expect(alfa.consultation.entries).toContainEqual(
      expect.objectContaining({ body: "still here" }),
    );
  });

  it("[INBOX-1] acts beyond all measure are not kept, so that folding stays quick", async () => {
    const { world, alfa, bravo } = await opened();
    const opening = subject(alfa);
    for (let i = 0; i < 520; i++)
      carry(world, alfa, bravo, signAs(world, alfa, opening, decline("x"), { n: 0 }));
    for (let i = 0; i < 60; i++) await quiet();
    expect(bravo.disk.tables.get("acts")?.size).toBe(500);
    expect(refusals(bravo)).toEqual(["too-many"]);
    expect((await bravo.client.acknowledge(channelOf(bravo), channelOf(bravo))).ok).toBe(true);
  }, 60_000);

  it("[READ-1] grades for what is not mine, and members named like a prototype, do nothing", async () => {
    const { world, alfa, bravo } = await opened();
    const note = await alfa.client.sendNote(channelOf(alfa), "one");
    bravo.kill();
    const head = { n: world.log.head.n, h: world.log.head.h };
    const content = JSON.parse(
      `{"__proto__":{"of":["${token(16)}"]},"constructor":1,"id":"${token(16)}"}`,
    ) as object;
    put(world, bravo, alfa, "chat.parley.grade", { ...content, dir: head });
    put(world, bravo, alfa, "chat.parley.grade", { id: token(16), dir: head, of: [token(16)] });
    put(world, bravo, alfa, "__proto__", { id: token(16) });
    await quiet();
    expect(note.ok).toBe(true);
    expect(({} as { of?: unknown }).of).toBeUndefined();
    expect(refusals(alfa).toSorted()).toEqual(["payload-list", "unknown-type"]);
    expect(alfa.client.snapshot().alarms).toEqual([]);
  });
});

describe("one's own machine", () => {
  it("[INBOX-1] while the disk is full memory does not fill instead, and afterwards nothing is missing", async () => {
    const { world, alfa, bravo } = await opened();
    const first = bravo.session;
    bravo.disk.refuses = "full";
    const many = 2_100;
    for (let i = 0; i < many; i++)
      put(world, alfa, bravo, "m.room.message", {
        id: token(16),
        msgtype: "m.text",
        body: `note ${i}`,
        dir: { n: world.log.head.n, h: world.log.head.h },
      });
    await quiet();
    bravo.disk.refuses = null;
    await world.clock.advance(10_000);
    for (let i = 0; i < 100; i++) await quiet();
    expect(bravo.session).not.toBe(first);
    expect(bodies(bravo)).toEqual(Array.from({ length: many }, (_, i) => `note ${i}`));
  }, 60_000);

  it("[INBOX-1] one payload that makes the judging throw stops neither the start nor the other rooms", async () => {
    const { world, alfa, bravo } = await opened();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    bravo.kill();
    const rows = bravo.disk.tables.get("inbox");
    const [key = "", text = ""] = [...(rows ?? [])].at(-1) ?? [];
    // What no reader writes, in a room of its own.
    const odd = { ...(JSON.parse(text) as object), room: "!odd:parley.test", verdict: "waiting" };
    rows?.set(`${key}x`, JSON.stringify({ ...odd, id: token(16), content: "{" }));
    const room = JSON.parse(
      [...(bravo.disk.tables.get("rooms")?.values() ?? [])][0] ?? "",
    ) as object;
    bravo.disk.tables
      .get("rooms")
      ?.set("!odd:parley.test", JSON.stringify({ ...room, room: "!odd:parley.test" }));
    const reported = await rejectionsOf(async () => {
      await bravo.open();
      await alfa.client.sendNote(channelOf(alfa), "two");
      await world.clock.advance(5_000);
    });
    expect(bravo.consultation.entries.at(-1)).toMatchObject({ body: "two" });
    expect(reported.length).toBeGreaterThan(0);
  });

  it("[INBOX-1] [OUTBOX-1] the reader killed before any of its writes misses nothing, and grades it", async () => {
    for (let commits = 0; commits <= 10; commits++) {
      const { world, alfa, bravo } = await twoOffices();
      bravo.killAfterCommits(commits);
      await alfa.client.signAndSend(notification([bravo]));
      await world.clock.advance(1_000);
      await alfa.client.sendNote(channelOf(alfa), "one");
      await world.clock.advance(1_000);
      bravo.kill();
      await bravo.open();
      await world.clock.advance(20_000);
      const shown = bravo.consultation.entries;
      expect(shown.map((one) => (one.kind === "note" ? one.body : one.kind))).toEqual([
        "act",
        "one",
      ]);
      for (const entry of alfa.consultation.entries)
        expect(entry).toMatchObject({ delivery: { state: "delivered", to: ["XB"] } });
      expect(bravo.client.snapshot().outbox).toEqual({ queued: 0, held: 0 });
    }
  });
});
