import { utf8Length, type EventId, type RoomId } from "@parley/base";
import type { Homeserver } from "@parley/homeserver";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { HostileProxy } from "../harness/hostile-proxy.ts";
import { plainRequest, roomPath } from "../harness/plain-requests.ts";
import { arrivalOf, newDevice, roomOf, say, trustEachOther, until, type Device } from "./device.ts";
import { startLine, type Line } from "./line.ts";
import { takeUncaught } from "../harness/take-uncaught.ts";

let line: Line;
let server: Homeserver;
let proxy: HostileProxy;

beforeAll(async () => {
  // Without the policy module: what it refuses is what must have no effect here.
  line = await startLine(false);
  ({ server, proxy } = line);
});

afterEach(() => {
  proxy.set(() => "pass");
  vi.restoreAllMocks();
});

afterAll(() => line.end());

const device = async (seen?: (room: RoomId, event: EventId) => Promise<boolean>): Promise<Device> =>
  newDevice(proxy.baseUrl, await server.createAccount(), seen);

async function pair(): Promise<readonly [Device, Device, RoomId]> {
  const [a, b] = [await device(), await device()];
  const room = await roomOf(a, b);
  await trustEachOther(a, b);
  return [a, b, room];
}

/** An event that a member sends without the product. */
async function raw(by: Device, room: RoomId, type: string, content: object): Promise<EventId> {
  const target = roomPath(room, "send", type, `raw-${Math.random()}`);
  const { accessToken } = by.options.credentials;
  const answer = await plainRequest(server, accessToken, "PUT", target, content);
  expect(answer.status).toBe(200);
  return answer.body["event_id"] as EventId;
}

describe("what arrives", () => {
  it("[INBOX-1] what the machine encrypts has exactly the bytes of its class, and one size on the wire", async () => {
    const [a, b, room] = await pair();
    const wire = new Map<number, Set<number>>();
    for (const [size, bodies] of [
      [2_000, [0, 1, 900, 1_800]],
      [8_000, [2_000, 7_000]],
      [24_000, [9_000, 23_000]],
      [44_000, [25_000, 43_000]],
    ] as const) {
      for (const length of bodies) {
        const event = await say(a, room, "é".repeat(length / 2));
        const { type, content } = await arrivalOf(b, room, event, "payload");
        expect(utf8Length(JSON.stringify({ type, content, room_id: room }))).toBe(size);
        const put = proxy.requests.findLast(({ path: p }) => p.includes("/send/"));
        const { ciphertext } = JSON.parse(put?.body ?? "{}") as { ciphertext: string };
        wire.set(size, (wire.get(size) ?? new Set()).add(plaintextBlocks(ciphertext)));
      }
    }
    // The cipher works in blocks of 16 bytes, and a whole one ends what fills its last.
    expect([...wire].map(([size, blocks]) => [size, [...blocks]])).toEqual(
      [2_000, 8_000, 24_000, 44_000].map((size) => [size, [size / 16 + 1]]),
    );
  });

  it("[INBOX-1] a payload that fits no class is refused before anything is encrypted", async () => {
    const [a, , room] = await pair();
    const outcome = await a.session.send(
      room,
      "m.room.message",
      { body: "x".repeat(44_000) },
      "big",
    );
    expect(outcome).toEqual({ ok: false, refusal: { reason: "too-large" } });
  });

  it("[INBOX-1] plaintext of any type arrives as plaintext, without its content", async () => {
    const [a, b, room] = await pair();
    for (const type of ["m.room.message", "chat.parley.act", "m.reaction"]) {
      const event = await raw(a, room, type, { body: "in the clear", msgtype: "m.text" });
      const arrival = await arrivalOf(b, room, event, "plaintext");
      expect(Object.keys(arrival).sort()).toEqual(["event", "kind", "room", "sender"]);
    }
  });

  it("[INBOX-1] redactions, edits and relations that the server adds change nothing", async () => {
    const [a, b, room] = await pair();
    const event = await say(a, room, "stands");
    const before = await arrivalOf(b, room, event, "payload");
    const redaction = await plainRequest(
      server,
      a.options.credentials.accessToken,
      "PUT",
      roomPath(room, "redact", event, "redact-1"),
      {},
    );
    await raw(a, room, "m.room.message", {
      body: "* other",
      msgtype: "m.text",
      "m.new_content": { body: "other", msgtype: "m.text" },
      "m.relates_to": { rel_type: "m.replace", event_id: event },
    });
    await arrivalOf(b, room, redaction.body["event_id"] as EventId, "plaintext");
    expect(before.content).toMatchObject({ body: "stands" });
    expect(b.arrivals(room, "payload").filter((one) => one.event === event)).toEqual([before]);
    proxy.set(({ path: p }) => (p.endsWith("/sync") ? (reply) => relate(reply, event) : "pass"));
    await until("a quiet line", () => b.session.link().state === "connected");
    await Promise.all([a, b].map((one) => say(one, room, "flush")));
    const next = await say(a, room, "no thread");
    const { content } = await arrivalOf(b, room, next, "payload");
    expect(Object.keys(content as object).sort()).toEqual(["body", "pad"]);
  });

  it("[INBOX-1] an event whose key comes late is announced as unreadable once, then as payload", async () => {
    const [a, b, room] = await pair();
    const held: unknown[] = [];
    // The server keeps b's keys back, then hands them over.
    let keep = true;
    proxy.set(({ path: p, token }) =>
      p.endsWith("/sync") && token === b.options.credentials.accessToken
        ? (reply) => {
            const toDevice = (reply["to_device"] ??= { events: [] }) as { events: unknown[] };
            if (keep) held.push(...toDevice.events.splice(0));
            else toDevice.events.unshift(...held.splice(0));
            return reply;
          }
        : "pass",
    );
    const event = await say(a, room, "key to follow");
    await arrivalOf(b, room, event, "unreadable");
    keep = false;
    const { content } = await arrivalOf(b, room, event, "payload");
    expect(content).toMatchObject({ body: "key to follow" });
    expect(b.arrivals(room, "unreadable").filter((one) => one.event === event)).toHaveLength(1);
  });

  it("[INBOX-1] a gap is paged back to the last event seen, oldest first, across a restart", async () => {
    const seen = new Set<EventId>();
    const a = await device();
    const b = await device((_, event) => Promise.resolve(seen.has(event)));
    const room = await roomOf(a, b);
    await trustEachOther(a, b);
    const first = await say(a, room, "0");
    await arrivalOf(b, room, first, "payload");
    seen.add(first);
    await b.session.close();
    const sent: EventId[] = [];
    for (let i = 1; i <= 130; i++) sent.push(await say(a, room, String(i)));
    const again = await b.reopen();
    await arrivalOf(again, room, sent.at(-1)!, "payload");
    const arrived = again.arrivals(room, "payload").map((one) => one.event);
    expect(arrived.filter((event) => event !== first)).toEqual(sent);
  });

  it("[INBOX-1] what was missed while the line was down comes once it is back, in order", async () => {
    const [a, , room] = await pair();
    const c = await newDevice(server.baseUrl, await server.createAccount());
    await a.session.invite(room, c.session.user);
    await until("the invitation", () => c.session.invitations().length === 1);
    await c.session.join(room);
    await trustEachOther(a, c);
    const before = await say(c, room, "before");
    await arrivalOf(a, room, before, "payload");
    proxy.set(() => "cut");
    await until("away", () => a.session.link().state === "away");
    const sent: EventId[] = [];
    for (let i = 0; i < 70; i++) sent.push(await say(c, room, String(i)));
    proxy.set(() => "pass");
    a.session.retryNow();
    await arrivalOf(a, room, sent.at(-1)!, "payload");
    const arrived = a.arrivals(room, "payload").map((one) => one.event);
    expect(arrived.slice(arrived.indexOf(sent[0]!))).toEqual(sent);
  });
});

describe("what is sent", () => {
  it("[OUTBOX-1] a failed attempt leaves nothing behind, and the next one sends new ciphertext", async () => {
    const [a, b, room] = await pair();
    const puts = (): string[] =>
      proxy.requests.filter(({ path: p }) => p.includes("/send/")).map((put) => put.body);
    await say(a, room, "shares the key");
    for (const fate of ["cut", "cut-reply"] as const) {
      proxy.set(({ path: p }) => (p.includes("/send/") ? fate : "pass"));
      const lost = await a.session.send(room, "m.room.message", { body: fate }, `lost-${fate}`);
      expect(lost).toEqual({ ok: false, refusal: { reason: "away" } });
      proxy.set(() => "pass");
      const event = await say(a, room, fate);
      const { content } = await arrivalOf(b, room, event, "payload");
      expect(content).toMatchObject({ body: fate });
    }
    expect(new Set(puts()).size).toBe(puts().length);
  });

  it("[OUTBOX-1] each refusal of a server or of what stands before it has its reason", async () => {
    const [a, , room] = await pair();
    await say(a, room, "shares the key");
    const cases = [
      [
        429,
        '{"errcode":"M_LIMIT_EXCEEDED","error":"slow","retry_after_ms":1234}',
        { reason: "limited", retryAfter: 1_234 },
      ],
      [
        403,
        '{"errcode":"M_FORBIDDEN","error":"no"}',
        { reason: "refused", detail: "403 M_FORBIDDEN" },
      ],
      [413, '{"errcode":"M_TOO_LARGE","error":"no"}', { reason: "too-large" }],
      [503, '{"errcode":"M_UNKNOWN","error":"no"}', { reason: "away" }],
      [200, "<html>Please sign in to this network</html>", { reason: "away" }],
      [200, '{"event_id":"$cut sho', { reason: "away" }],
      [200, "{}", { reason: "away" }],
      [200, '{"event_id":"of no event"}', { reason: "away" }],
      [400, "null", { reason: "away" }],
    ] as const;
    for (const [status, body, refusal] of cases) {
      const type = body.startsWith("<") ? "text/html" : "application/json";
      proxy.set(({ path: p }) => (p.includes("/send/") ? { status, type, body } : "pass"));
      const outcome = await a.session.send(room, "m.room.message", { body: "x" }, `case-${status}`);
      expect(outcome).toEqual({ ok: false, refusal });
    }
  });

  it("[OUTBOX-1] a machine that hangs after a step of the clock is told, and goes on once it is opened anew", async () => {
    const [a, b, room] = await pair();
    const real = Date.now.bind(Date);
    let step = 0;
    vi.spyOn(Date, "now").mockImplementation(() => real() + step);
    proxy.set(({ path: p }) => {
      // Between the share of the key and the encryption under it.
      if (p.includes("/sendToDevice/")) step = -5_000;
      return "pass";
    });
    const thrown: unknown[] = [];
    const restore = takeUncaught(thrown);
    const outcome = await a.session
      .send(room, "m.room.message", { body: "x" }, "wedge")
      .finally(restore);
    vi.restoreAllMocks();
    // The machine's panic itself ends in nobody's promise.
    expect(thrown.map(String)).toEqual(["RuntimeError: unreachable"]);
    expect(outcome).toEqual({ ok: false, refusal: { reason: "wedged" } });
    expect(a.events).toContainEqual({ kind: "wedged" });
    const again = await a.reopen();
    await until("the room", () => again.session.settings(room) !== null);
    await trustEachOther(again, b);
    const event = await say(again, room, "after");
    const { content } = await arrivalOf(b, room, event, "payload");
    expect(content).toMatchObject({ body: "after" });
  });
});

type Json = { [key: string]: unknown };

/** Adds to every ciphertext that it belongs to a thread of this event. */
function relate(reply: Json, root: EventId): Json {
  const join = ((reply["rooms"] as Json | undefined)?.["join"] ?? {}) as Json;
  for (const room of Object.values(join)) {
    const { timeline } = room as { timeline: { events: Json[] } };
    for (const event of timeline.events) {
      if (event["type"] !== "m.room.encrypted") continue;
      (event["content"] as Json)["m.relates_to"] = { rel_type: "m.thread", event_id: root };
      event["unsigned"] = { redacted_because: { type: "m.room.redaction" } };
    }
  }
  return reply;
}

/** Blocks of 16 bytes in a Megolm message: version, index and length before them, 8 + 64 bytes after. */
function plaintextBlocks(ciphertext: string): number {
  const message = Buffer.from(ciphertext, "base64");
  return Math.floor((message.length - 72) / 16);
}
