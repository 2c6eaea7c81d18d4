import { describe, expect, it } from "vitest";
import type { RoomId } from "@parley/base";
import { notification } from "../early-warning.ts";
import { carry, carryInto, signAs, signOpeningAs } from "../forgery.ts";
import { channelOf, subject } from "../look.ts";
import { quiet } from "../manual-clock.ts";
import { opened, twoOffices } from "../world.ts";

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

  it("[OUTBOX-1] an invitation that the server accepts and does not show is made once more", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const { session } = alfa;
    if (session === null) throw new Error("no session");
    const invite = session.invite.bind(session);
    let asked = 0;
    session.invite = (room, user) =>
      ++asked === 1 ? Promise.resolve({ ok: true, value: undefined }) : invite(room, user);
    await alfa.client.signAndSend(notification([bravo]));
    await world.clock.advance(29_000);
    expect(asked).toBe(1);
    expect(alfa.consultation.headline).not.toBe("delivered");
    await world.clock.advance(2_000);
    expect(asked).toBe(2);
    await world.clock.advance(1_000);
    expect(alfa.consultation.headline).toBe("delivered");
    // Once it was shown, who leaves is not called back.
    world.network.setMember(alfa.room, bravo.user, null);
    await world.clock.advance(120_000);
    expect(asked).toBe(2);
  });

  it("[OUTBOX-1] a leave that the server accepts and does not carry out is asked for once more", async () => {
    const { world, alfa, bravo } = await opened();
    const second = await world.office("xb-tech-2", "XB", "@bravo2:parley.test");
    await world.admit(second);
    const channel = channelOf(alfa);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    expect((await bravo.client.changeRoster(channel, "add", second.rec)).ok).toBe(true);
    await quiet();
    await world.clock.advance(1_000);
    const { session } = second;
    if (session === null) throw new Error("no session");
    const leave = session.leave.bind(session);
    let asked = 0;
    session.leave = (room) =>
      ++asked === 1 ? Promise.resolve({ ok: true, value: undefined }) : leave(room);
    expect((await bravo.client.changeRoster(channel, "remove", second.rec)).ok).toBe(true);
    await quiet();
    await world.clock.advance(31_000);
    expect(asked).toBe(2);
    expect(world.network.room(alfa.room).members.has(second.user)).toBe(false);
  });

  it("[ROSTER-1] offices that join right after acts came, one soon after the other, are brought these acts, too", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    const added = await Promise.all(
      [2, 3].map((n) => world.office(`xb-tech-${n}`, "XB", `@bravo${n}:parley.test`)),
    );
    for (const office of added) await world.admit(office);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    for (const { rec } of added) {
      expect((await bravo.client.changeRoster(channel, "add", rec)).ok).toBe(true);
      await quiet();
      await world.clock.advance(1_000);
    }
    for (const office of added)
      expect(
        office.consultation.entries.flatMap((one) => (one.kind === "act" ? one.act?.kind : [])),
      ).toEqual(["T02", "T04", "roster", "roster"]);
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
});

describe("a listed office that means harm", () => {
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
