import { describe, expect, it } from "vitest";
import type { ActHash, DeviceId, RoomId, UserId } from "@parley/base";
import type { Content } from "@parley/protocol";
import { carry, carryInto, signAs, signOpeningAs, token } from "./forgery.ts";
import { channelOf, refusals, subject } from "./look.ts";
import { quiet } from "./manual-clock.ts";
import { notification, opened, twoOffices, World, type FakeOffice } from "./world.ts";

const decline = (text: string): Content => ({
  kind: "T04",
  fields: { reply_kind: "decline", text },
});
const rowsOf = (office: FakeOffice): number => office.disk.tables.get("inbox")?.size ?? 0;

/** Puts a payload into the room as if the device of `from` had sent it to `to`. */
function put(
  world: World,
  from: { readonly user: UserId; readonly key: string },
  to: FakeOffice,
  type: string,
  content: { readonly [key: string]: unknown },
): void {
  world.network.put(to.room, {
    sender: from.user,
    senderKey: from.key,
    type,
    content,
    readers: new Set([to.key]),
    shield: "none",
  });
}

/** What is reported as unhandled meanwhile; the test runner hears nothing of it. */
async function rejectionsOf(work: () => Promise<void>): Promise<readonly unknown[]> {
  const reported: unknown[] = [];
  const before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (error) => reported.push(error));
  try {
    await work();
    await quiet();
  } finally {
    process.removeAllListeners("unhandledRejection");
    for (const listener of before) process.on("unhandledRejection", listener);
  }
  return reported;
}

describe("the operator of the homeserver", () => {
  it.each([
    ["historyVisibility", "world_readable"],
    ["algorithm", "none"],
    ["joinRule", "public"],
  ] as const)(
    "[ROOM-1] a %s of its own before the first join holds the room and is not stored as the right one",
    async (setting, value) => {
      const { world, alfa, bravo } = await twoOffices();
      bravo.kill();
      await alfa.client.signAndSend(notification([bravo]));
      await world.clock.advance(1_000);
      const { room } = alfa;
      const found = world.network.room(room);
      world.network.rooms.set(room, {
        ...found,
        settings: { ...found.settings, [setting]: value },
      });
      await bravo.open();
      await world.clock.advance(1_000);
      await bravo.client.sendNote(channelOf(bravo), "one");
      await quiet();
      expect(bravo.consultation.gate).toEqual({
        state: "held",
        reasons: [{ reason: "room-settings-changed", setting }],
      });
      expect(world.network.seen(room, "m.room.message")).toHaveLength(0);
    },
  );

  it("[ROOM-1] waits before it invites again as long as a limiting server asks", async () => {
    const { world, alfa, bravo } = await twoOffices();
    world.network.requestFaults = [{ reason: "limited", retryAfter: 45_000 }];
    await alfa.client.signAndSend(notification([bravo]));
    await quiet();
    expect(world.network.invites).toBe(1);
    await world.clock.advance(44_999);
    expect(world.network.invites).toBe(1);
    await world.clock.advance(1);
    expect(world.network.invites).toBe(2);
    await world.clock.advance(1_000);
    expect(bravo.consultation.headline).toBe("delivered");
  });

  it("[ROOM-1] an invitation that the server refuses is said, and asked for again", async () => {
    const { world, alfa, bravo } = await twoOffices();
    world.network.requestFaults = [{ reason: "refused", detail: "M_FORBIDDEN" }];
    await alfa.client.signAndSend(notification([bravo]));
    await quiet();
    expect(alfa.consultation.gate).toMatchObject({
      state: "held",
      reasons: [{ reason: "refused-by-server" }],
    });
    await world.clock.advance(301_000);
    expect(bravo.consultation.headline).toBe("delivered");
    expect(alfa.consultation.gate).toEqual({ state: "open" });
  });

  it("[ROOM-2] a device that is not listed joins nothing", async () => {
    const { world, alfa } = await twoOffices();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    const room = world.network.makeRoom(alfa.user);
    world.network.room(room).inviters.set(charlie.user, alfa.user);
    world.network.setMember(room, charlie.user, "invite");
    await quiet();
    expect(charlie.session?.joins).toBe(0);
    await world.admit(charlie);
    expect(charlie.session?.joins).toBe(1);
  });

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

  it("[ACT-3] whoever asks again and again is not answered for ever", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    const before = world.network.seen(alfa.room, "chat.parley.act").length;
    for (let hour = 0; hour < 40; hour++) {
      put(world, bravo, alfa, "chat.parley.want", { id: token(16), of: [channel] });
      await world.clock.advance(3_600_000);
    }
    const brought = world.network.seen(alfa.room, "chat.parley.act").length - before;
    expect(brought).toBeGreaterThan(3);
    expect(brought).toBeLessThanOrEqual(10);
  });

  it("[ACT-3] a past that nobody has is asked for more and more rarely", async () => {
    const { world, alfa, bravo } = await opened();
    carry(
      world,
      alfa,
      bravo,
      signAs(world, alfa, subject(alfa), decline("x"), {
        n: 1,
        prev: token(32) as ActHash,
        parents: [],
      }),
    );
    await quiet();
    await world.clock.advance(6 * 3_600_000);
    expect(world.network.seen(bravo.room, "chat.parley.want").length).toBeGreaterThan(5);
    expect(world.network.seen(bravo.room, "chat.parley.want").length).toBeLessThan(20);
  });

  it("[ACT-3] hashes that never come do not keep a real gap from being asked for", async () => {
    const { world, alfa, bravo } = await opened();
    for (let i = 0; i < 10; i++)
      carry(
        world,
        alfa,
        bravo,
        signAs(world, alfa, subject(alfa), decline("x"), {
          n: 1,
          prev: token(32) as ActHash,
          parents: Array.from({ length: 31 }, () => token(32) as ActHash).toSorted(),
        }),
      );
    const real = signAs(world, bravo, subject(bravo), decline("no"), { re: channelOf(bravo) });
    const after = signAs(world, bravo, subject(bravo), decline("still no"), {
      re: channelOf(bravo),
      n: 1,
      prev: real.hash,
      parents: [],
      ep: real.act.ep,
    });
    carry(world, bravo, alfa, after);
    carry(world, bravo, bravo, after);
    await quiet();
    await world.clock.advance(70_000);
    const asked = world.network
      .seen(bravo.room, "chat.parley.want")
      .flatMap(({ content }) => content["of"] as readonly string[]);
    expect(asked).toContain(real.hash);
    expect(new Set(asked).size).toBe(10 * 32 + 1);
  });

  it("[ROOM-2] an opening for another room opens nothing, nor does one by an office outside its own roster", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    const all = [alfa, bravo, charlie];
    for (const [elsewhere, roster] of [
      [true, all],
      [false, [bravo, charlie]],
    ] as const) {
      const room = world.network.makeRoom(alfa.user);
      world.network.room(room).inviters.set(bravo.user, alfa.user);
      world.network.setMember(room, bravo.user, "invite");
      await quiet();
      const named = elsewhere ? ("!other:parley.test" as RoomId) : room;
      carryInto(world, alfa, bravo, room, signOpeningAs(world, alfa, named, roster));
      await quiet();
      expect(bravo.client.snapshot().consultations).toEqual([]);
      const reasons = [...(bravo.disk.tables.get("inbox")?.values() ?? [])].map(
        (text) => (JSON.parse(text) as { reason?: string }).reason,
      );
      expect(reasons.at(-1)).toBe(elsewhere ? "other-room" : "state-without-record");
    }
  });

  it("[ROSTER-1] a roster act for another State's office changes nothing", async () => {
    const { world, alfa, bravo } = await opened();
    const second = await world.office("xa-tech-2", "XA", "@alfa2:parley.test");
    await world.admit(second);
    for (const [op, rec] of [
      ["add", second.rec],
      ["remove", alfa.rec],
    ] as const)
      carry(
        world,
        bravo,
        alfa,
        signAs(world, bravo, subject(bravo), { kind: "roster", fields: { op, rec } }, {}),
      );
    await quiet();
    expect(alfa.consultation.members.map(({ office }) => office?.rec ?? "").toSorted()).toEqual([
      "xa-tech-1",
      "xb-tech-1",
    ]);
    expect(alfa.consultation.gate).toEqual({ state: "open" });
    expect(alfa.session?.rooms()).toContain(alfa.room);
  });

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

  it("[ACT-3] a want for acts of another channel brings nothing", async () => {
    const { world, alfa, bravo } = await opened();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    const first = channelOf(alfa);
    await alfa.client.signAndSend(notification([charlie], { id: "draft-2" }));
    await world.clock.advance(70_000);
    const room = charlie.room;
    const before = world.network.seen(room, "chat.parley.act").length;
    world.network.put(room, {
      sender: charlie.user,
      senderKey: charlie.key,
      type: "chat.parley.want",
      content: { id: token(16), of: [first] },
      readers: new Set([alfa.key]),
      shield: "none",
    });
    await quiet();
    expect(bravo.consultation.id).toBe(first);
    expect(world.network.seen(room, "chat.parley.act")).toHaveLength(before);
  });
});

describe("a key that was stolen and taken out of the directory", () => {
  it("[ACT-4] [ROOM-2] opens nothing that could be answered, however it is dated back", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    const { n, h } = world.log.head;
    await world.disable(alfa);
    // The operator lets the invitation look like Charlie's.
    const room = world.network.makeRoom(charlie.user);
    world.network.room(room).inviters.set(bravo.user, charlie.user);
    world.network.setMember(room, bravo.user, "invite");
    await quiet();
    const opening = signOpeningAs(world, alfa, room, [alfa, bravo, charlie], { dir: { n, h } });
    carryInto(world, alfa, bravo, room, opening);
    await quiet();
    expect(bravo.consultation).toMatchObject({
      headline: "transmitted",
      may: [],
      needs: "held",
    });
    expect(bravo.consultation.entries[0]).toMatchObject({
      kind: "act",
      effect: "key-disabled",
      trust: "suspended",
    });
    expect(await bravo.client.sendNote(channelOf(bravo), "one")).toMatchObject({
      refusal: { reason: "not-now" },
    });
    await world.clock.advance(60_000);
    expect(world.network.room(room).events).toHaveLength(1);
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
    const notes = bravo.consultation.entries.flatMap((one) =>
      one.kind === "note" ? [one.body] : [],
    );
    expect(notes).toEqual(Array.from({ length: many }, (_, i) => `note ${i}`));
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

  it("[OUTBOX-1] the writer killed before any of its writes sends each act and note once, in order", async () => {
    for (let commits = 0; commits <= 10; commits++) {
      const { world, alfa, bravo } = await opened();
      const channel = channelOf(bravo);
      const done: string[] = [];
      bravo.killAfterCommits(commits);
      void (async () => {
        if ((await bravo.client.acknowledge(channel, channel)).ok) done.push("act");
        for (const text of ["one", "two"])
          if ((await bravo.client.sendNote(channel, text)).ok) done.push(text);
      })();
      await world.clock.advance(1_000);
      bravo.kill();
      await bravo.open();
      await world.clock.advance(20_000);
      const arrived = alfa.consultation.entries
        .slice(1)
        .map((one) => (one.kind === "note" ? one.body : one.kind));
      // What was written and not answered any more may have gone as well.
      expect(["act", "one", "two"].slice(0, arrived.length)).toEqual(arrived);
      expect(arrived.slice(0, done.length)).toEqual(done);
      expect(alfa.consultation.entries.some((one) => one.kind === "act" && one.forked)).toBe(false);
    }
  });

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

  it("[OUTBOX-2] an office of one's own State is no party that was reached", async () => {
    const world = await World.make();
    const alfa = await world.office("xa-tech-1", "XA", "@alfa:parley.test");
    const second = await world.office("xa-tech-2", "XA", "@alfa2:parley.test");
    const bravo = await world.office("xb-tech-1", "XB", "@bravo:parley.test");
    for (const office of [alfa, second, bravo]) await world.admit(office);
    await alfa.client.signAndSend(notification([bravo, second]));
    await world.clock.advance(11_000);
    bravo.kill();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await world.clock.advance(1_000);
    expect(second.consultation.entries).toContainEqual(expect.objectContaining({ body: "one" }));
    expect(alfa.consultation.entries.at(-1)).toMatchObject({ delivery: { state: "sent" } });
    await world.clock.advance(120_000);
    expect(alfa.consultation.entries.at(-1)).toMatchObject({
      delivery: { state: "not-delivered-yet", to: ["XB"] },
    });
    await bravo.open();
    await quiet();
    expect(alfa.consultation.entries.at(-1)).toMatchObject({
      delivery: { state: "delivered", to: ["XB"] },
    });
  });

  it("[ACT-6] a profile that was set back reads its own later acts, and signs none of them twice", async () => {
    const { alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    const copy = new Map([...bravo.disk.tables].map(([table, rows]) => [table, new Map(rows)]));
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await quiet();
    bravo.kill();
    bravo.disk.tables.clear();
    for (const [table, rows] of copy) bravo.disk.tables.set(table, rows);
    await bravo.open();
    await quiet();
    expect(bravo.consultation.headline).toBe("acknowledged");
    expect(await bravo.client.acknowledge(channel, channel)).toMatchObject({
      refusal: { code: "R_NOTHING_TO_ACK" },
    });
    const answer = await bravo.client.signAndSend(
      notification([], {
        kind: "T04",
        channel,
        re: channel,
        ask: {},
        fields: { reply_kind: "no-information" },
      }),
    );
    expect(answer.ok).toBe(true);
    await quiet();
    expect(alfa.consultation.entries.some((one) => one.kind === "act" && one.forked)).toBe(false);
    expect(bravo.client.snapshot().alarms).toEqual([]);
  });

  it("[ACT-6] a profile that was set back and has signed already is told so by its own later acts", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    const copy = new Map([...bravo.disk.tables].map(([table, rows]) => [table, new Map(rows)]));
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await quiet();
    bravo.kill();
    bravo.disk.tables.clear();
    for (const [table, rows] of copy) bravo.disk.tables.set(table, rows);
    world.network.setAway(true);
    await bravo.open();
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    world.network.setAway(false);
    await quiet();
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "restored-copy" }]);
    expect(alfa.consultation.headline).toBe("acknowledged");
  });

  it("[TRUST-3] acts that were queued before the key was taken out stay, held, with the reason", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    world.network.setAway(true);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await world.disable(bravo);
    world.network.setAway(false);
    await world.clock.advance(60_000);
    expect(bravo.client.snapshot()).toMatchObject({
      me: { listing: "disabled" },
      outbox: { queued: 0, held: 1 },
    });
    expect(bravo.consultation.gate).toMatchObject({
      reasons: [{ reason: "own-device-not-listed" }],
    });
    expect(alfa.consultation.headline).not.toBe("acknowledged");
    expect(world.network.seen(alfa.room, "chat.parley.act")).toHaveLength(1);
  });

  it("[OUTBOX-1] an opening whose addressee left the directory is held, and says who left", async () => {
    const { world, alfa, bravo } = await twoOffices();
    world.network.setAway(true);
    await quiet();
    await alfa.client.signAndSend(notification([bravo]));
    await world.disable(bravo);
    world.network.setAway(false);
    await world.clock.advance(60_000);
    expect(alfa.consultation).toMatchObject({
      headline: "draft",
      gate: {
        state: "held",
        reasons: [{ reason: "addressee-not-listed", office: { rec: bravo.rec } }],
      },
    });
    expect(alfa.client.snapshot().outbox).toEqual({ queued: 0, held: 1 });
    expect(world.network.roomsMade).toBe(0);
    expect(await alfa.client.takeBack(alfa.consultation.id as never)).toMatchObject({ ok: true });
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
