import { describe, expect, it } from "vitest";
import { isAllowed, isAnswer } from "../src/allowed-requests.ts";

const BASE = "https://hs.example/base";
const allowed = (method: string, path: string, base = BASE): boolean =>
  isAllowed(new URL(BASE), method, new URL(`${base}${path}`));

describe("requests that may leave", () => {
  it.each([
    ["GET", "/_matrix/client/v3/sync?since=x"],
    ["PUT", "/_matrix/client/v3/rooms/!r%3Ab/send/m.room.encrypted/t1"],
    ["POST", "/_matrix/client/v3/keys/claim"],
    ["PUT", "/_matrix/client/v3/sendToDevice/m.room_key.withheld/t"],
  ])("[WAY-1] %s %s", (method, path) => {
    expect(allowed(method, path)).toBe(true);
  });

  it.each([
    ["PUT", "/_matrix/client/v3/rooms/!r/send/m.room.message/t1"],
    ["PUT", "/_matrix/client/v3/rooms/!r/send/m.room.encrypted/t1/x"],
    ["PUT", "/_matrix/client/v3/rooms/!r/state/m.room.name/"],
    ["POST", "/_matrix/client/v3/rooms/!r/receipt/m.read/$e"],
    ["PUT", "/_matrix/client/v3/rooms/!r/typing/@a:b"],
    ["PUT", "/_matrix/client/v3/sendToDevice/m.room_key_request/t"],
    ["GET", "/_matrix/client/v3/room_keys/version"],
    ["POST", "/_matrix/client/v3/keys/device_signing/upload"],
    ["POST", "/_matrix/client/v3/keys/signatures/upload"],
    ["PUT", "/_matrix/client/v3/user/@a/account_data/m.x"],
    ["PUT", "/_matrix/client/v3/profile/@a/displayname"],
    ["POST", "/_matrix/media/v3/upload"],
    ["GET", "/.well-known/matrix/client"],
    ["DELETE", "/_matrix/client/v3/sync"],
  ])("[WAY-1] not %s %s", (method, path) => {
    expect(allowed(method, path)).toBe(false);
  });

  it("[WAY-1] nothing to another place, and nothing above the homeserver's own path", () => {
    expect(allowed("GET", "/_matrix/client/v3/sync", "https://other.example/base")).toBe(false);
    expect(allowed("GET", "/_matrix/client/v3/sync", "http://hs.example/base")).toBe(false);
    expect(allowed("GET", "/_matrix/client/v3/sync", "https://hs.example")).toBe(false);
  });
});

describe("what a homeserver answers", () => {
  const typeOf = (value: unknown): string =>
    value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  const answers = (method: string, path: string, reply: Record<string, unknown>): boolean =>
    isAnswer(new URL(BASE), method, new URL(`${BASE}/_matrix/client/${path}`), reply);

  it.each([
    ["GET", "versions", { versions: ["v1.1"] }],
    ["GET", "v3/pushrules/", { global: {} }],
    ["POST", "v3/user/@a:b/filter", { filter_id: "0" }],
    ["GET", "v3/sync", { next_batch: "s1" }],
    ["POST", "v3/keys/upload", { one_time_key_counts: {} }],
    ["POST", "v3/keys/query", { device_keys: {} }],
    ["POST", "v3/keys/claim", { one_time_keys: {} }],
    ["PUT", "v3/rooms/!r/send/m.room.encrypted/t", { event_id: "$e" }],
    ["GET", "v3/rooms/!r/messages", { chunk: [] }],
    ["POST", "v3/createRoom", { room_id: "!r" }],
    ["POST", "v3/rooms/!r/join", { room_id: "!r" }],
  ])("[LINK-1] %s %s has its member, of its type", (method, path, reply) => {
    expect(answers(method, path, reply)).toBe(true);
    expect(answers(method, path, {})).toBe(false);
    const [member = "", value] = Object.entries(reply)[0] ?? [];
    const others = [null, 7, { 0: "x" }, ["x"], "x"].filter((one) => typeOf(one) !== typeOf(value));
    expect(others.filter((other) => answers(method, path, { [member]: other }))).toEqual([]);
  });

  it.each([
    ["PUT", "v3/sendToDevice/m.room.encrypted/t"],
    ["POST", "v3/rooms/!r/invite"],
    ["POST", "v3/rooms/!r/leave"],
    ["POST", "v3/logout"],
  ])("[LINK-1] %s %s is answered with an empty object", (method, path) => {
    expect(answers(method, path, {})).toBe(true);
  });
});
