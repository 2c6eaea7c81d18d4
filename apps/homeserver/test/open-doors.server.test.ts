import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  plainRequest,
  plainRoom,
  plainSignIn,
  roomPath,
  type Answer,
  type PlainClient,
} from "../../../test/harness/plain-requests.ts";

/**
 * What Synapse cannot be made to refuse. The README lists exactly these; a Synapse that begins to refuse one
 * fails here, and then the list gets shorter.
 */
const WORDS = "words in the clear";
const CLIENT = "/_matrix/client/v3";
const CIPHERTEXT = {
  algorithm: "m.megolm.v1.aes-sha2",
  ciphertext: "AwgAEpABqOYe",
  session_id: "S".repeat(43),
};

const dir = mkdtempSync(path.join(tmpdir(), "parley-open-doors-"));
let server: Homeserver;

interface Scene {
  readonly client: PlainClient;
  readonly user: string;
  readonly other: string;
  readonly room: string;
  readonly path: (...parts: readonly string[]) => string;
  readonly event: string;
  readonly device: string;
}
let scene: Scene;

beforeAll(async () => {
  server = await startHomeserver({ dir, exercise: true });
  const client = await plainSignIn(server, await server.createAccount());
  const other = await server.createAccount();
  const room = await plainRoom(client);
  const send = roomPath(room, "send", "m.room.encrypted", "1");
  const { body } = await client.ask("PUT", send, CIPHERTEXT);
  const devices = await client.ask("GET", `${CLIENT}/devices`);
  const [device] = devices.body["devices"] as readonly [{ readonly device_id: string }];
  scene = {
    client,
    user: client.account.user,
    other: other.user,
    room: encodeURIComponent(room),
    path: (...parts) => roomPath(room, ...parts),
    event: String(body["event_id"]),
    device: device.device_id,
  };
});

afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

type Attempt = (at: Scene) => Promise<Answer>;
const ATTEMPTS: readonly (readonly [string, Attempt])[] = [
  [
    "a custom profile field",
    ({ client, user }) =>
      client.ask("PUT", `${CLIENT}/profile/${user}/com.example.note`, {
        "com.example.note": WORDS,
      }),
  ],
  [
    "account data",
    ({ client, user }) =>
      client.ask("PUT", `${CLIENT}/user/${user}/account_data/com.example.note`, { note: WORDS }),
  ],
  [
    "account data of a room",
    ({ client, user, room }) =>
      client.ask("PUT", `${CLIENT}/user/${user}/rooms/${room}/account_data/com.example.note`, {
        note: WORDS,
      }),
  ],
  [
    "a room's tag",
    ({ client, user, room }) =>
      client.ask("PUT", `${CLIENT}/user/${user}/rooms/${room}/tags/u.words`, {}),
  ],
  [
    "a filter",
    ({ client, user }) =>
      client.ask("POST", `${CLIENT}/user/${user}/filter`, { room: { rooms: [`!${WORDS}:x`] } }),
  ],
  [
    "a push rule with a keyword",
    ({ client }) =>
      client.ask("PUT", `${CLIENT}/pushrules/global/content/words`, {
        actions: ["notify"],
        pattern: WORDS,
      }),
  ],
  [
    "a pusher, which is then never used",
    ({ client }) =>
      client.ask("POST", `${CLIENT}/pushers/set`, {
        pushkey: "key",
        kind: "http",
        app_id: "words",
        app_display_name: WORDS,
        device_display_name: WORDS,
        lang: "en",
        data: { url: "https://example.org/_matrix/push/v1/notify" },
      }),
  ],
  [
    "a device's name",
    ({ client, device }) =>
      client.ask("PUT", `${CLIENT}/devices/${device}`, { display_name: WORDS }),
  ],
  [
    "a device id of the client's choice",
    ({ client, user }) =>
      plainRequest(server, null, "POST", `${CLIENT}/login`, {
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password: client.account.password,
        device_id: "words-in-the-clear",
      }),
  ],
  [
    "a to-device message",
    ({ client, other }) =>
      client.ask("PUT", `${CLIENT}/sendToDevice/com.example.note/1`, {
        messages: { [other]: { "*": { note: WORDS } } },
      }),
  ],
  [
    "a key backup's description",
    ({ client }) =>
      client.ask("POST", `${CLIENT}/room_keys/version`, {
        algorithm: "words",
        auth_data: { note: WORDS },
      }),
  ],
  [
    "a receipt",
    ({ client, path, event }) => client.ask("POST", path("receipt", "m.read", event), {}),
  ],
  [
    "a private receipt",
    ({ client, path, event }) => client.ask("POST", path("receipt", "m.read.private", event), {}),
  ],
  [
    "a read marker",
    ({ client, path, event }) =>
      client.ask("POST", path("read_markers"), { "m.fully_read": event }),
  ],
  [
    "a typing notice",
    ({ client, path, user }) =>
      client.ask("PUT", path("typing", user), { typing: true, timeout: 1000 }),
  ],
  [
    "a report of an event",
    ({ client, path, event }) => client.ask("POST", path("report", event), { reason: WORDS }),
  ],
  [
    "a report of a room",
    ({ client, path }) => client.ask("POST", path("report"), { reason: WORDS }),
  ],
  [
    "a report of an account",
    ({ client, other }) => client.ask("POST", `${CLIENT}/users/${other}/report`, { reason: WORDS }),
  ],
  [
    "a transaction id that is text",
    ({ client, path }) => client.ask("PUT", path("send", "m.room.encrypted", WORDS), CIPHERTEXT),
  ],
];

describe("what Synapse cannot be made to refuse", () => {
  it.each(ATTEMPTS)("%s", async (_, attempt) => {
    expect((await attempt(scene)).status).toBe(200);
  });
});
