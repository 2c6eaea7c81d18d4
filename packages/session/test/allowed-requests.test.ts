import { describe, expect, it } from "vitest";
import { isAllowed } from "../src/allowed-requests.ts";

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
