import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Homeserver } from "@parley/homeserver";
import { nodeSessions } from "@parley/session/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HostileProxy } from "../harness/hostile-proxy.ts";
import { plainRequest, plainSignIn } from "../harness/plain-requests.ts";
import {
  arrivalOf,
  listed,
  newDevice,
  openDevice,
  roomOf,
  say,
  signedIn,
  trustEachOther,
  until,
  type Device,
} from "./device.ts";
import { startLine, type Line } from "./line.ts";

let line: Line;
let server: Homeserver;
let proxy: HostileProxy;

beforeAll(async () => {
  line = await startLine(true);
  ({ server, proxy } = line);
});

afterAll(() => line.end());

const device = async (): Promise<Device> => newDevice(server.baseUrl, await server.createAccount());
const state = (of: Device): string => of.session.link().state;

describe("sign-in", () => {
  const refusalOf = async (
    homeserver: string,
    user: string,
    password: string,
  ): Promise<unknown> => {
    const outcome = await nodeSessions().signIn(homeserver, user, password);
    return outcome.ok ? "signed in" : outcome.refusal;
  };

  it("[SIGN-1] a right password makes a device with a name that says nothing", async () => {
    const account = await server.createAccount();
    const credentials = await signedIn(`${server.baseUrl}/`, account);
    expect(credentials).toMatchObject({ homeserver: server.baseUrl, user: account.user });
    const { body } = await plainRequest(
      server,
      credentials.accessToken,
      "GET",
      `/_matrix/client/v3/devices/${credentials.device}`,
    );
    expect(body["display_name"]).toBe("Parley");
  });

  it("[SIGN-1] a wrong password and an unknown account have the same refusal", async () => {
    const account = await server.createAccount();
    expect(await refusalOf(server.baseUrl, account.user, "wrong")).toEqual({
      reason: "wrong-password",
    });
    const unknown = `@nobody:${server.serverName}`;
    expect(await refusalOf(server.baseUrl, unknown, "wrong")).toEqual({ reason: "wrong-password" });
  });

  it("[SIGN-1] a locked account is closed; of a deactivated one Synapse knows no password any more", async () => {
    const account = await server.createAccount();
    const operator = await plainSignIn(server, await server.createAccount({ admin: true }));
    const lock = `/_synapse/admin/v2/users/${encodeURIComponent(account.user)}`;
    expect((await operator.ask("PUT", lock, { locked: true })).status).toBe(200);
    expect(await refusalOf(server.baseUrl, account.user, account.password)).toEqual({
      reason: "account-closed",
    });
    const target = `/_synapse/admin/v1/deactivate/${encodeURIComponent(account.user)}`;
    expect((await operator.ask("POST", target, {})).status).toBe(200);
    expect(await refusalOf(server.baseUrl, account.user, account.password)).toEqual({
      reason: "wrong-password",
    });
  });

  it("[SIGN-1] an address where nothing answers, or something else does, is told apart", async () => {
    const { user, password } = await server.createAccount();
    const page = await pageServer();
    try {
      expect(await refusalOf(page.address, user, password)).toEqual({ reason: "not-a-homeserver" });
      expect(await refusalOf("ftp://x", user, password)).toEqual({ reason: "not-a-homeserver" });
      expect(await refusalOf("no address", user, password)).toEqual({ reason: "not-a-homeserver" });
    } finally {
      page.server.close();
    }
    expect(await refusalOf(page.address, user, password)).toEqual({ reason: "unreachable" });
  });

  it("[SIGN-1] a server that limits says for how long", async () => {
    const { user, password } = await server.createAccount();
    proxy.set(({ path: p }) =>
      p.endsWith("/login")
        ? { status: 429, body: '{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":777}' }
        : "pass",
    );
    expect(await refusalOf(proxy.baseUrl, user, password)).toEqual({
      reason: "limited",
      retryAfter: 777,
    });
    proxy.set(() => "pass");
  });
});

describe("crypto store", () => {
  it("[STORE-1] closed and opened again it is the same device, and reads what was sent meanwhile", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    await b.session.close();
    const event = await say(a, room, "while you were away");
    const again = await b.reopen();
    expect(again.session.device).toEqual(b.session.device);
    const { content } = await arrivalOf(again, room, event, "payload");
    expect(content).toMatchObject({ body: "while you were away" });
  });

  it("[STORE-1] a store is open once at a time", async () => {
    const a = await device();
    await expect(nodeSessions().open(a.options)).rejects.toThrow("open already");
  });

  it("[STORE-1] a start right after a start sees the members of now, not those of the start before", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a, b);
    const again = await a.reopen();
    let firstSeen: readonly unknown[] | null = null;
    again.session.onEvent((event) => {
      if (event.kind === "members" && event.room === room) {
        firstSeen ??= again.session.members(room);
      }
    });
    await until("the room", () => again.session.settings(room) !== null);
    expect(firstSeen ?? again.session.members(room)).toHaveLength(2);
  });

  it("[STORE-1] a device that was listed while this one was closed is known after the start", async () => {
    const account = await server.createAccount();
    const [a, b] = [await device(), await newDevice(server.baseUrl, account)];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    await a.session.close();
    const second = await newDevice(server.baseUrl, account);
    await until("its room", () => second.session.rooms().includes(room));
    const again = await a.reopen();
    await trustEachOther(again, b, second);
    const event = await say(again, room, "to both");
    const { content } = await arrivalOf(second, room, event, "payload");
    expect(content).toMatchObject({ body: "to both" });
  });

  it("[STORE-1] signing out ends the sign-in and deletes the store", async () => {
    const a = await device();
    const { accessToken } = a.options.credentials;
    await until("connected", () => state(a) === "connected");
    await a.session.signOut();
    const whoami = await plainRequest(
      server,
      accessToken,
      "GET",
      "/_matrix/client/v3/account/whoami",
    );
    expect(whoami.status).toBe(401);
    const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
    expect(names.filter((name) => name.startsWith(a.options.storePrefix))).toEqual([]);
  });
});

describe("link", () => {
  it("[LINK-1] a dead homeserver is away at once, and connected by itself once it is back", async () => {
    const [a, b] = [await device(), await device()];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    await until("connected", () => state(a) === "connected");
    await server.kill();
    await until("away", () => state(a) === "away");
    const link = a.session.link();
    expect(link.state === "away" && link.retryAt > link.since).toBe(true);
    const refused = await a.session.send(room, "m.room.message", { body: "x" }, "away");
    expect(refused).toEqual({ ok: false, refusal: { reason: "away" } });
    expect(await a.session.createRoom()).toEqual({ ok: false, refusal: { reason: "away" } });
    server = await line.startAgain();
    await until("connected again", () => state(a) === "connected" && state(b) === "connected");
    const event = await say(a, room, "back");
    const { content } = await arrivalOf(b, room, event, "payload");
    expect(content).toMatchObject({ body: "back" });
  });

  it("[LINK-1] a line that falls silent is noticed while a sync waits, and heals", async () => {
    const a = await newDevice(proxy.baseUrl, await server.createAccount());
    await until("connected", () => state(a) === "connected");
    proxy.set(() => "silent");
    await until("away", () => state(a) === "away");
    proxy.set(() => "pass");
    a.session.retryNow();
    await until("connected", () => state(a) === "connected");
    expect(a.events.filter((event) => event.kind === "link").length).toBeGreaterThan(2);
  });

  it("[LINK-1] a start without a homeserver throws nothing, says away, and goes on by itself", async () => {
    const account = await server.createAccount();
    const credentials = await signedIn(proxy.baseUrl, account);
    proxy.set(() => "cut");
    const a = await openDevice(credentials);
    await until("away", () => state(a) === "away");
    expect(a.session.rooms()).toEqual([]);
    expect((await a.session.trust(listed(a))).map((one) => one.device)).toEqual([
      a.session.device.id,
    ]);
    proxy.set(() => "pass");
    await until("connected", () => state(a) === "connected");
    const made = await a.session.createRoom();
    expect(made.ok).toBe(true);
  });

  it("[LINK-1] a portal's page instead of answers is away", async () => {
    const a = await newDevice(proxy.baseUrl, await server.createAccount());
    await until("connected", () => state(a) === "connected");
    proxy.set(() => ({ status: 200, type: "text/html", body: "<html>sign in</html>" }));
    await until("away", () => state(a) === "away");
    proxy.set(() => "pass");
    await until("connected", () => state(a) === "connected");
    expect(state(a)).toBe("connected");
  });

  it("[LINK-1] an account that is locked meanwhile is away, and back when it is unlocked", async () => {
    const a = await device();
    await until("connected", () => state(a) === "connected");
    const operator = await plainSignIn(server, await server.createAccount({ admin: true }));
    const target = `/_synapse/admin/v2/users/${encodeURIComponent(a.session.user)}`;
    await operator.ask("PUT", target, { locked: true });
    await until("away", () => state(a) === "away");
    await operator.ask("PUT", target, { locked: false });
    await until("connected", () => state(a) === "connected");
    expect(state(a)).toBe("connected");
  });

  it("[LINK-1] a sign-in that the server ended is signed out, for good", async () => {
    const a = await device();
    await until("connected", () => state(a) === "connected");
    const { accessToken } = a.options.credentials;
    await plainRequest(server, accessToken, "POST", "/_matrix/client/v3/logout", {});
    await until("signed out", () => state(a) === "signed-out");
    a.session.retryNow();
    expect(a.session.link()).toEqual({ state: "signed-out" });
  });
});

describe("what leaves", () => {
  it("[WAY-1] only listed requests leave: no backup, cross-signing, receipts, typing, profiles or other places", async () => {
    const before = proxy.requests.length;
    const [a, b] = [
      await newDevice(proxy.baseUrl, await server.createAccount()),
      await newDevice(proxy.baseUrl, await server.createAccount()),
    ];
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    const event = await say(a, room, "x");
    await arrivalOf(b, room, event, "payload");
    const again = await b.reopen();
    await arrivalOf(again, room, event, "payload");
    await again.session.leave(room);
    const kinds = new Set(
      proxy.requests
        .slice(before)
        .map(
          ({ method, path: p }) =>
            `${method} ${p.replace(/[!$@][^/]*/g, "ID").replace(/[^/]*$/, (last) => (/^\w+\/?$/.test(last) && last.length < 16 ? last : "…"))}`,
        ),
    );
    expect([...kinds].filter((kind) => !WANTED.some((want) => kind.startsWith(want)))).toEqual([]);
  });
});

const WANTED = [
  "GET /_matrix/client/versions",
  "POST /_matrix/client/v3/login",
  "GET /_matrix/client/v3/pushrules/",
  "POST /_matrix/client/v3/user/ID/filter",
  "GET /_matrix/client/v3/sync",
  "POST /_matrix/client/v3/keys/",
  "PUT /_matrix/client/v3/sendToDevice/m.room",
  "PUT /_matrix/client/v3/rooms/ID/send/m.room.encrypted/",
  "GET /_matrix/client/v3/rooms/ID/messages",
  "POST /_matrix/client/v3/createRoom",
  "POST /_matrix/client/v3/rooms/ID/invite",
  "POST /_matrix/client/v3/rooms/ID/join",
  "POST /_matrix/client/v3/rooms/ID/leave",
];

async function pageServer(): Promise<{ readonly address: string; readonly server: Server }> {
  const page = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>hello</html>");
  });
  await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${(page.address() as AddressInfo).port}`, server: page };
}
