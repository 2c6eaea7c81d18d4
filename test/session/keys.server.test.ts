import type { RoomId, UserId } from "@parley/base";
import type { Homeserver } from "@parley/homeserver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainRequest, roomPath, tokenOf } from "../harness/plain-requests.ts";
import type { HostileProxy } from "../harness/hostile-proxy.ts";
import {
  arrivalOf,
  bring,
  listed,
  newDevice,
  openDevice,
  roomOf,
  say,
  trustEachOther,
  until,
  type Device,
} from "./device.ts";
import { startLine, type Line } from "./line.ts";

let line: Line;
let server: Homeserver;
let proxy: HostileProxy;

beforeAll(async () => {
  // Without the policy module: the operator is the adversary here.
  line = await startLine(false);
  ({ server, proxy } = line);
});

afterAll(() => line.end());

const device = async (): Promise<Device> => newDevice(server.baseUrl, await server.createAccount());

async function codeOf(at: Device, room: RoomId, body: string, from: Device): Promise<string> {
  const event = await say(from, room, body);
  const { code } = await arrivalOf(at, room, event, "unreadable");
  return code;
}

async function reads(at: Device, room: RoomId, body: string, from: Device): Promise<void> {
  const event = await say(from, room, body);
  const { content } = await arrivalOf(at, room, event, "payload");
  expect(content).toMatchObject({ body });
}

/** What a device reads that got no key: a word that one is withheld, or nothing at all. */
const UNSERVED = /WITHHELD|UNKNOWN_INBOUND/;

describe("trust", () => {
  it("[TRUST-1] a listed device is served both ways; an unlisted one of the same room is not", async () => {
    const [a, b, ghost] = [await device(), await device(), await device()];
    const room = await roomOf(a, b, ghost);
    await trustEachOther(a, b);
    await reads(b, room, "there", a);
    await reads(a, room, "and back", b);
    const code = await codeOf(ghost, room, "not for you", a);
    expect(code).toMatch(UNSERVED);
    // An unlisted one that trusts everybody itself is served no more.
    await ghost.session.trust(listed(ghost, a, b));
    expect(await codeOf(ghost, room, "still not", b)).toMatch(UNSERVED);
  });

  it("[TRUST-1] an unlisted second device of a listed account gets nothing, be it another's or one's own", async () => {
    const accounts = [await server.createAccount(), await server.createAccount()] as const;
    const a = await newDevice(server.baseUrl, accounts[0]);
    const b = await newDevice(server.baseUrl, accounts[1]);
    const room = await roomOf(a, b);
    const thiefOfB = await newDevice(server.baseUrl, accounts[1]);
    const thiefOfA = await newDevice(server.baseUrl, accounts[0]);
    await until("the rooms", () =>
      [thiefOfA, thiefOfB].every(({ session }) => session.rooms().includes(room)),
    );
    await trustEachOther(a, b);
    await reads(b, room, "to the listed one", a);
    expect(await codeOf(thiefOfB, room, "a stolen password", a)).toMatch(UNSERVED);
    expect(await codeOf(thiefOfA, room, "my own stolen password", a)).toMatch(UNSERVED);
    await a.session.trust(listed(a, b));
    expect(a.session.unlistedDevices(b.session.user)).toBe(1);
    expect(a.session.unlistedDevices(a.session.user)).toBe(1);
    await a.session.trust(listed(a, b));
    expect(accounts.map(({ user }) => a.session.unlistedDevices(user))).toEqual([1, 1]);
  });

  it("[TRUST-1] the same device id with other keys is not the listed device", async () => {
    const account = await server.createAccount();
    const [a, b] = [await device(), await newDevice(server.baseUrl, account)];
    const room = await roomOf(a, b);
    const before = listed(a, b);
    await trustEachOther(a, b);
    await reads(b, room, "the real one", a);
    await b.session.signOut();
    const login = await plainRequest(server, null, "POST", "/_matrix/client/v3/login", {
      type: "m.login.password",
      identifier: { type: "m.id.user", user: account.user },
      password: account.password,
      device_id: b.session.device.id,
    });
    const forged = await openDevice({ ...b.options.credentials, accessToken: tokenOf(login) });
    expect(forged.session.device.id).toBe(b.session.device.id);
    expect(forged.session.device.ed25519).not.toBe(b.session.device.ed25519);
    await until("its room", () => forged.session.rooms().includes(room));
    await until("the new keys", async () => {
      const [, second] = await a.session.trust(before);
      return second?.state === "other-keys";
    });
    expect(await codeOf(forged, room, "not for the forged one", a)).toMatch(UNSERVED);
  });

  it("[TRUST-1] a device that leaves the list is withheld, listed again it is served; each call is idempotent", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    await reads(b, room, "first", a);
    await a.session.trust(listed(a));
    await a.session.discardRoomKey(room);
    expect(await codeOf(b, room, "second", a)).toMatch(/WITHHELD/);
    const again = await a.session.trust(listed(a, b));
    expect(await a.session.trust(listed(a, b))).toEqual(again);
    expect(again.map((one) => one.state)).toEqual(["trusted", "trusted"]);
    await a.session.discardRoomKey(room);
    await reads(b, room, "third", a);
  });

  it("[TRUST-1] a device that was taken off the list while this one was closed is unset before keys are shared", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    const again = await a.reopen();
    await until("the room", () => again.session.settings(room) !== null);
    // No call of trust here: the store of the machine still says verified.
    const code = await codeOf(b, room, "after the restart", again);
    expect(code).toMatch(/WITHHELD/);
  });

  it("[TRUST-1] an account that shares no room is unknown, and known soon after a plain invitation", async () => {
    const [a, b] = [await device(), await device()];
    const [first] = await a.session.trust(listed(b));
    expect(first?.state).toBe("unknown");
    const room = await roomOf(a);
    await a.session.invite(room, b.session.user);
    await until("the device", async () => {
      const [now] = await a.session.trust(listed(b));
      return now?.state === "trusted";
    });
    expect(a.events.some((event) => event.kind === "devices")).toBe(true);
  });
});

describe("gate", () => {
  it("[GATE-1] held and wait hold the send, and nothing is shared with anyone", async () => {
    const [a, b] = [await newDevice(proxy.baseUrl, await server.createAccount()), await device()];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    const before = proxy.requests.length;
    for (const kind of ["held", "wait"] as const) {
      a.session.setGate(() => ({ kind }));
      const outcome = await a.session.send(room, "m.room.message", { body: "x" }, `gate-${kind}`);
      expect(outcome).toEqual({ ok: false, refusal: { reason: "gate" } });
    }
    const left = proxy.requests
      .slice(before)
      .filter(({ path: p }) => /sendToDevice|\/send\//.test(p));
    expect(left).toEqual([]);
    a.session.setGate((_, members) => ({ kind: "send", to: members.map((one) => one.user) }));
    await reads(b, room, "once it opens", a);
  });

  it("[GATE-1] a member that the gate does not name is left out, listed or not", async () => {
    const [a, b, outsider] = [await device(), await device(), await device()];
    const room = await roomOf(a, b, outsider);
    await trustEachOther(a, b, outsider);
    a.session.setGate(() => ({ kind: "send", to: [a.session.user, b.session.user] }));
    const event = await say(a, room, "for the two of us");
    await arrivalOf(b, room, event, "payload");
    const { code } = await arrivalOf(outsider, room, event, "unreadable");
    expect(code).toMatch(UNSERVED);
  });

  it("[GATE-1] the SDK's own early sharing of keys passes the gate as well", async () => {
    const a = await newDevice(proxy.baseUrl, await server.createAccount());
    const [b, outsider] = [await device(), await device()];
    const room = await roomOf(a, b, outsider);
    await trustEachOther(a, b, outsider);
    a.session.setGate(() => ({ kind: "send", to: [a.session.user, b.session.user] }));
    const before = proxy.requests.length;
    const shares = (): string[] =>
      proxy.requests
        .slice(before)
        .filter(({ path: p }) => p.includes("/sendToDevice/m.room.encrypted/"))
        .map((request) => request.body);
    // Not part of the session: whatever in the SDK may call it, now or later.
    const { client } = a.session as unknown as { client: SdkClient };
    client.getCrypto().prepareToEncrypt(client.getRoom(room));
    await until("the share", () => shares().some((body) => body.includes(b.session.user)));
    expect(shares().some((body) => body.includes(outsider.session.user))).toBe(false);
  });

  it("[GATE-1] the gate sees whom the server lets in behind the clients' backs, at the moment of the send", async () => {
    const [a, b, foreign] = [await device(), await device(), await device()];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    await bring(b, room, foreign);
    const asked: UserId[][] = [];
    a.session.setGate((_, members) => {
      asked.push(members.map((one) => one.user));
      return { kind: "held" };
    });
    await a.session.send(room, "m.room.message", { body: "x" }, "gate-seen");
    expect(asked.at(-1)).toContain(foreign.session.user);
  });

  it("[GATE-1] before a gate is set everything waits", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a, b);
    const again = await a.reopen("none");
    await until("the room", () => again.session.settings(room) !== null);
    const outcome = await again.session.send(room, "m.room.message", { body: "x" }, "no-gate");
    expect(outcome).toEqual({ ok: false, refusal: { reason: "gate" } });
  });
});

describe("room settings", () => {
  it("[ROOM-1] a new room has the fixed settings and nobody else", async () => {
    const a = await device();
    const room = await roomOf(a);
    expect(a.session.settings(room)).toEqual({
      version: "12",
      algorithm: "m.megolm.v1.aes-sha2",
      historyVisibility: "invited",
      joinRule: "invite",
    });
    expect(a.session.members(room)).toEqual([{ user: a.session.user, membership: "join" }]);
  });

  it("[ROOM-1] inviting who is invited or in already is accepted; turning down and leaving end both", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a);
    const invite = (): Promise<unknown> => a.session.invite(room, b.session.user);
    expect([await invite(), await invite()]).toMatchObject([{ ok: true }, { ok: true }]);
    await until("the invitation", () => b.session.invitations().length === 1);
    expect(b.session.invitations()).toEqual([{ room, sender: a.session.user }]);
    expect(await b.session.leave(room)).toMatchObject({ ok: true });
    await until("turned down", () => b.session.invitations().length === 0);
    await until("turned down there", () => a.session.members(room).length === 1);
    await bring(a, room, b);
    expect(await invite()).toMatchObject({ ok: true });
    expect(await b.session.leave(room)).toMatchObject({ ok: true });
    await until("left", () => !b.session.rooms().includes(room));
  });

  it("[ROOM-1] an invited account gets no past keys and imports none, also where the server makes the past visible", async () => {
    const a = await newDevice(proxy.baseUrl, await server.createAccount());
    const c = await newDevice(proxy.baseUrl, await server.createAccount());
    const b = await device();
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    await setState(a, room, "m.room.history_visibility", { history_visibility: "shared" });
    await until("the lie", () => a.session.settings(room)?.historyVisibility === "shared");
    const past = await say(a, room, "before the invitation");
    await arrivalOf(b, room, past, "payload");
    const before = proxy.requests.length;
    await bring(a, room, c);
    await trustEachOther(a, b, c);
    await reads(c, room, "after the join", a);
    const { code } = await arrivalOf(c, room, past, "unreadable");
    expect(code).toMatch(/UNKNOWN_INBOUND|HISTORICAL/);
    expect(c.arrivals(room, "payload").some((arrival) => arrival.event === past)).toBe(false);
    const paths = proxy.requests.slice(before).map((request) => request.path);
    expect(paths.filter((p) => /media|bundle|room_keys/.test(p))).toEqual([]);
  });

  it("[ROOM-1] who is invited is served as pinned, though the server says that only the joined read", async () => {
    proxy.set(({ path: p }) =>
      p.endsWith("/sync")
        ? (reply) =>
            rewriteState(reply, "m.room.history_visibility", { history_visibility: "joined" })
        : "pass",
    );
    const a = await newDevice(proxy.baseUrl, await server.createAccount());
    const b = await device();
    const room = await roomOf(a);
    await a.session.invite(room, b.session.user);
    await until("the device", async () =>
      (await a.session.trust(listed(a, b))).every((one) => one.state === "trusted"),
    );
    const event = await say(a, room, "while you were invited");
    await until("the invitation", () => b.session.invitations().length === 1);
    await b.session.join(room);
    await arrivalOf(b, room, event, "payload");
    proxy.set(() => "pass");
    expect(a.session.settings(room)?.historyVisibility).toBe("joined");
  });

  it("[ROOM-1] without encryption in the room's state nothing is sent at all, least of all in the clear", async () => {
    proxy.set(({ path: p }) =>
      p.endsWith("/sync") ? (reply) => rewriteState(reply, "m.room.encryption", null) : "pass",
    );
    const a = await newDevice(proxy.baseUrl, await server.createAccount());
    const made = await a.session.createRoom();
    const room = made.ok ? made.value.room : expect.unreachable();
    await until("the room", () => a.session.rooms().includes(room));
    const before = proxy.requests.length;
    const outcome = await a.session.send(room, "m.room.message", { body: "secret" }, "plain");
    proxy.set(() => "pass");
    expect(outcome).toEqual({ ok: false, refusal: { reason: "gate" } });
    expect(a.session.settings(room)).toBeNull();
    const left = proxy.requests.slice(before);
    expect(left.filter(({ path: p }) => p.includes("/send/"))).toEqual([]);
    expect(left.some(({ body }) => body.includes("secret"))).toBe(false);
  });

  it("[ROOM-1] a foreign visibility, join rule or algorithm of the server shows in the settings", async () => {
    const a = await device();
    const room = await roomOf(a);
    await setState(a, room, "m.room.history_visibility", { history_visibility: "world_readable" });
    await setState(a, room, "m.room.join_rules", { join_rule: "public" });
    await until("the change", () => a.session.settings(room)?.joinRule === "public");
    expect(a.session.settings(room)?.historyVisibility).toBe("world_readable");
    expect(a.events.filter((event) => event.kind === "members" && event.room === room)).not.toEqual(
      [],
    );
  });
});

describe("who wrote it", () => {
  it("[READ-1] the sender key is the curve25519 key of the device that encrypted it, on every device", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    const event = await say(a, room, "by a");
    for (const at of [a, b]) {
      const arrival = await arrivalOf(at, room, event, "payload");
      expect(arrival.senderKey).toBe(a.session.device.curve25519);
      expect(arrival.sender).toBe(a.session.user);
      expect(["none", "other"]).toContain(arrival.shield);
    }
  });

  it("[READ-1] a ciphertext shown under another sender's name is a mismatched sender, with the true key", async () => {
    const a = await device();
    const c = await device();
    const b = await newDevice(proxy.baseUrl, await server.createAccount());
    const room = await roomOf(a, b, c);
    await trustEachOther(a, b, c);
    proxy.set(({ path: p }) =>
      p.endsWith("/sync")
        ? (reply) => rewriteSender(reply, a.session.user, c.session.user)
        : "pass",
    );
    await until("a fresh sync", () => b.session.link().state === "connected");
    const event = await say(a, room, "whose is it");
    const arrival = await arrivalOf(b, room, event, "payload");
    proxy.set(() => "pass");
    expect(arrival.sender).toBe(c.session.user);
    expect(arrival.senderKey).toBe(a.session.device.curve25519);
    expect(arrival.shield).toBe("mismatched-sender");
  });
});

interface SdkClient {
  getRoom(room: RoomId): unknown;
  getCrypto(): { prepareToEncrypt(room: unknown): void };
}

type Json = { [key: string]: unknown };

async function setState(by: Device, room: RoomId, type: string, content: Json): Promise<void> {
  const target = `${roomPath(room, "state", type)}/`;
  const { accessToken } = by.options.credentials;
  const answer = await plainRequest(server, accessToken, "PUT", target, content);
  expect(answer.status).toBe(200);
}

function timelines(reply: Json): { events: Json[] }[] {
  const join = ((reply["rooms"] as Json | undefined)?.["join"] ?? {}) as Json;
  return Object.values(join).flatMap((value) => {
    const room = value as Json;
    return ["state", "timeline", "org.matrix.msc4222.state_after"].flatMap((part) => {
      const section = room[part] as { events: Json[] } | undefined;
      return section === undefined ? [] : [section];
    });
  });
}

/** Sets the content of a kind of state, or takes it out. */
function rewriteState(reply: Json, type: string, content: Json | null): Json {
  for (const section of timelines(reply)) {
    section.events = section.events.flatMap((event) => {
      if (event["type"] !== type) return [event];
      return content === null ? [] : [{ ...event, content }];
    });
  }
  return reply;
}

function rewriteSender(reply: Json, from: UserId, to: UserId): Json {
  for (const section of timelines(reply)) {
    section.events = section.events.map((event) =>
      event["type"] === "m.room.encrypted" && event["sender"] === from
        ? { ...event, sender: to }
        : event,
    );
  }
  return reply;
}
