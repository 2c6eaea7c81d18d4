import { describe, expect, it } from "vitest";
import type { DeviceId, UserId } from "@parley/base";
import { notification } from "./early-warning.ts";
import type { FakeOffice } from "./fake-office.ts";
import { channelOf } from "./look.ts";
import { quiet } from "./manual-clock.ts";
import { opened, twoOffices } from "./world.ts";

describe("the gate", () => {
  it("[GATE-1] an account that nobody listed holds the next send, is named, and gets nothing", async () => {
    const { world, alfa, bravo } = await opened();
    const stranger = "@stranger:parley.test" as UserId;
    world.network.setMember(alfa.room, stranger, "join");
    await quiet();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(alfa.consultation).toMatchObject({
      needs: "held",
      gate: { state: "held", reasons: [{ reason: "account-not-listed", user: stranger }] },
    });
    expect(alfa.consultation.entries.at(-1)).toMatchObject({
      kind: "room",
      what: { event: "foreign-account", user: stranger },
    });
    expect(alfa.consultation.members.find(({ user }) => user === stranger)).toMatchObject({
      office: null,
      trust: "not-listed",
      membership: "join",
    });
    expect(alfa.client.snapshot().outbox).toEqual({ queued: 0, held: 1 });
    expect(world.network.seen(alfa.room, "m.room.message")).toHaveLength(0);
    world.network.setMember(alfa.room, stranger, null);
    await quiet();
    await world.clock.advance(1_000);
    expect(bravo.consultation.entries).toContainEqual(expect.objectContaining({ body: "one" }));
  });

  it("[GATE-1] a listed office that is no part of the channel holds it too, and gets no key", async () => {
    const { world, alfa } = await opened();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    world.network.setMember(alfa.room, charlie.user, "join");
    await quiet();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await world.clock.advance(60_000);
    expect(alfa.consultation.gate).toMatchObject({
      state: "held",
      reasons: [
        { reason: "account-not-in-roster", user: charlie.user, office: { rec: "xc-tech-1" } },
      ],
    });
    const readers = world.network
      .room(alfa.room)
      .events.map((event) => event.readers.has(charlie.key));
    expect(readers).not.toContain(true);
    expect(charlie.client.snapshot().consultations).toEqual([]);
  });

  it("[GATE-1] another result discards the room's key first, also over a restart", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    expect(alfa.crypto.discarded).toBe(1);
    await alfa.client.sendNote(channel, "one");
    await quiet();
    expect(alfa.crypto.discarded).toBe(1);
    alfa.kill();
    await alfa.open();
    await alfa.client.sendNote(channel, "two");
    await quiet();
    expect(alfa.crypto.discarded).toBe(1);
    alfa.kill();
    await world.disable(bravo);
    await alfa.open();
    await alfa.client.sendNote(channel, "three");
    await world.clock.advance(60_000);
    // Nobody of another State is left to read it: it is held, and Bravo's old device has no key for it.
    expect(alfa.consultation.gate).toMatchObject({
      state: "held",
      reasons: [{ reason: "addressee-not-listed", office: { rec: bravo.rec } }],
    });
    expect(world.network.seen(alfa.room, "m.room.message")).toHaveLength(2);
  });

  it("[GATE-1] waits without alarm until a listed device of another State is there with equal keys", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const at = world.network.devices.findIndex(({ user }) => user === bravo.user);
    const held = world.network.devices[at];
    if (held === undefined) throw new Error("no device");
    world.network.devices[at] = { ...held, curve25519: alfa.key };
    await alfa.client.signAndSend(notification([bravo]));
    await world.clock.advance(60_000);
    expect(alfa.consultation.gate).toMatchObject({
      state: "waiting",
      for: {
        what: "devices",
        offices: [{ office: { user: bravo.user }, because: "other-keys" }],
      },
    });
    expect(world.network.seen(alfa.room, "chat.parley.act")).toHaveLength(0);
    world.network.devices[at] = held;
    world.network.setMember(alfa.room, bravo.user, "join");
    await world.clock.advance(2_000);
    expect(alfa.consultation.gate).toEqual({ state: "open" });
    expect(bravo.consultation.headline).toBe("delivered");
  });

  it("[GATE-1] [ROOM-1] what waited for the settings of a room goes as soon as they are stored", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const { session } = bravo;
    if (session === null) throw new Error("no session");
    // The server tells the members first, and the settings with the last of them.
    let told = false;
    const settings = session.settings.bind(session);
    session.settings = (room) => (told ? settings(room) : null);
    await alfa.client.signAndSend(notification([bravo]));
    await quiet();
    expect(bravo.consultation.gate).toEqual({ state: "waiting", for: { what: "settings" } });
    told = true;
    world.network.setMember(bravo.room, bravo.user, "join");
    await quiet();
    expect(bravo.consultation.gate).toEqual({ state: "open" });
    expect(alfa.consultation.headline).toBe("delivered");
  });

  it("[ROOM-1] a setting that changed after it was stored holds the room", async () => {
    const { world, alfa } = await opened();
    const room = world.network.room(alfa.room);
    world.network.rooms.set(alfa.room, {
      ...room,
      settings: { ...room.settings, historyVisibility: "world_readable" },
    });
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(alfa.consultation.gate).toEqual({
      state: "held",
      reasons: [{ reason: "room-settings-changed", setting: "historyVisibility" }],
    });
    expect(world.network.seen(alfa.room, "m.room.message")).toHaveLength(0);
    alfa.kill();
    await alfa.open();
    expect(alfa.consultation.gate).toMatchObject({ state: "held" });
    expect(alfa.session?.pinned.get(alfa.room)?.historyVisibility).toBe("invited");
  });

  it("[TRUST-1] a device that the server invents for an office does not hold the send, gets nothing and is shown", async () => {
    const { world, alfa, bravo } = await opened();
    const invented = { ...bravo.crypto.device, id: "INVENTED" as DeviceId, curve25519: "x" };
    world.network.devices.push(invented);
    world.network.setMember(alfa.room, bravo.user, "join");
    await alfa.client.sendNote(channelOf(alfa), "one");
    await quiet();
    expect(alfa.consultation.gate).toEqual({ state: "open" });
    const [event] = world.network.seen(alfa.room, "m.room.message");
    expect(event?.readers.has(bravo.key)).toBe(true);
    expect(event?.readers.has("x")).toBe(false);
    const member = alfa.consultation.members.find(({ user }) => user === bravo.user);
    expect(member).toMatchObject({ trust: "verified", unlistedDevices: 1 });
  });

  it("[TRUST-1] a device that the machine learns late is asked for again once its channel is known", async () => {
    const { world, alfa, bravo } = await twoOffices();
    bravo.session?.unlearned.add(alfa.user);
    await alfa.client.signAndSend(notification([bravo]));
    await quiet();
    expect(bravo.consultation.gate).toMatchObject({
      state: "waiting",
      for: {
        what: "devices",
        offices: [{ office: { user: alfa.user }, because: "keys-unknown" }],
      },
    });
    bravo.session?.unlearned.clear();
    await world.clock.advance(10_000);
    expect(bravo.consultation.gate).toEqual({ state: "open" });
    expect(alfa.consultation.entries[0]).toMatchObject({ delivery: { state: "delivered" } });
  });

  it("[TRUST-1] a device that leaves the log gets no further key; its office is shown as suspended", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    await world.disable(bravo);
    await alfa.client.sendNote(channel, "one");
    await world.clock.advance(30_000);
    expect(world.network.seen(alfa.room, "m.room.message")).toHaveLength(0);
    expect(alfa.consultation.members.find(({ user }) => user === bravo.user)?.trust).toBe(
      "suspended",
    );
    expect(bravo.client.snapshot().me.listing).toBe("disabled");
    expect(await bravo.client.sendNote(channel, "two")).toMatchObject({
      refusal: { reason: "not-listed" },
    });
    expect(await bravo.client.acknowledge(channel, channel)).toMatchObject({
      refusal: { reason: "not-listed" },
    });
    expect(bravo.consultation.gate).toMatchObject({
      reasons: [{ reason: "own-device-not-listed" }],
    });
  });

  it("[TRUST-3] asks to be listed with public keys only, and says nothing secret", async () => {
    const { alfa } = await twoOffices();
    const profile = [...(alfa.disk.tables.get("profile")?.values() ?? [])].join("");
    const { act, seal } = JSON.parse(profile) as Record<"act" | "seal", { secretKey: string }>;
    expect(alfa.request).not.toBeNull();
    expect(alfa.request).not.toContain(act.secretKey);
    expect(alfa.request).not.toContain(seal.secretKey);
    expect(alfa.client.snapshot().me.key).toHaveLength(22);
  });

  it("[ROSTER-1] a State adds its own office, and no other's", async () => {
    const { world, alfa, bravo } = await opened();
    const second = await world.office("xa-tech-2", "XA", "@alfa2:parley.test");
    await world.admit(second);
    const channel = channelOf(alfa);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await world.clock.advance(61_000);
    expect(await bravo.client.changeRoster(channel, "add", second.rec)).toMatchObject({
      refusal: { reason: "not-now" },
    });
    const added = await alfa.client.changeRoster(channel, "add", second.rec);
    expect(added.ok).toBe(true);
    await quiet();
    await world.clock.advance(1_000);
    const users = (office: FakeOffice): readonly string[] =>
      office.consultation.members.map(({ office: one }) => one?.rec ?? "").toSorted();
    expect(users(alfa)).toEqual(["xa-tech-1", "xa-tech-2", "xb-tech-1"]);
    expect(users(bravo)).toEqual(users(alfa));
    expect(bravo.consultation.gate).toEqual({ state: "open" });
    // The office that joined reads the acts from the opening on, and speaks for its State.
    expect(
      second.consultation.entries.map((one) => (one.kind === "act" ? one.act?.kind : one)),
    ).toEqual(["T02", "T04", "roster"]);
    expect(second.consultation.gate).toEqual({ state: "open" });
    expect((await second.client.sendNote(channel, "from the second office")).ok).toBe(true);
    await quiet();
    expect(bravo.consultation.entries.at(-1)).toMatchObject({
      body: "from the second office",
      rec: second.rec,
    });
    expect(world.network.seen(alfa.room, "chat.parley.act").length).toBeLessThanOrEqual(7);

    expect((await alfa.client.changeRoster(channel, "remove", second.rec)).ok).toBe(true);
    await quiet();
    await alfa.client.sendNote(channel, "without it");
    await world.clock.advance(2_000);
    // It has read that it was taken out, has left, and reads nothing that came after.
    expect(second.consultation.gate).toMatchObject({
      reasons: [{ reason: "own-office-not-in-roster" }],
    });
    expect(world.network.room(alfa.room).members.has(second.user)).toBe(false);
    expect(bravo.consultation.entries.at(-1)).toMatchObject({ body: "without it" });
    const [last] = world.network.seen(alfa.room, "m.room.message").slice(-1);
    expect(last?.readers.has(second.key)).toBe(false);
    expect(last?.readers.has(bravo.key)).toBe(true);
  });

  it("[ROOM-2] joins at most twenty rooms of a listed sender without an accepted opening, none of a stranger", async () => {
    const { world, alfa, bravo } = await twoOffices();
    for (let i = 0; i < 25; i++) {
      const room = world.network.makeRoom(alfa.user);
      world.network.room(room).inviters.set(bravo.user, alfa.user);
      world.network.setMember(room, bravo.user, "invite");
    }
    const stranger = "@stranger:parley.test" as UserId;
    const other = world.network.makeRoom(stranger);
    world.network.room(other).inviters.set(bravo.user, stranger);
    world.network.setMember(other, bravo.user, "invite");
    await quiet();
    expect(bravo.session?.rooms()).toHaveLength(20);
    expect(world.network.room(other).members.get(bravo.user)).toBe("invite");
    expect(bravo.client.snapshot().consultations).toEqual([]);
  });
});
