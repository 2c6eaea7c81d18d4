import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RoomId } from "@parley/base";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  plainRequest,
  plainRoom,
  plainSignIn,
  ROOM_STATE,
  roomPath,
  type Answer,
  type PlainClient,
} from "../../../test/harness/plain-requests.ts";

const dir = mkdtempSync(path.join(tmpdir(), "parley-refusals-"));
const CLIENT = "/_matrix/client/v3";
const CIPHERTEXT = {
  algorithm: "m.megolm.v1.aes-sha2",
  ciphertext: "AwgAEpABqOYe",
  session_id: "S".repeat(43),
  sender_key: "K".repeat(43),
  device_id: "ABCDEFGHIJ",
} as const;

let server: Homeserver;
let alfa: PlainClient;
let bravo: PlainClient;
let operator: PlainClient;
let room: RoomId;
let transaction = 0;

function send(client: PlainClient, type: string, content: unknown): Promise<Answer> {
  transaction += 1;
  return client.ask("PUT", roomPath(room, "send", type, String(transaction)), content);
}

function setState(type: string, content: unknown, key = ""): Promise<Answer> {
  return alfa.ask("PUT", roomPath(room, "state", type, key), content);
}

function createRoom(client: PlainClient, change: object): Promise<Answer> {
  return client.ask("POST", `${CLIENT}/createRoom`, { initial_state: ROOM_STATE, ...change });
}

interface StateEvent {
  readonly type: string;
  readonly state_key: string;
  readonly content: object;
}

async function stateOf(of: RoomId): Promise<readonly StateEvent[]> {
  const { body } = await alfa.ask("GET", roomPath(of, "state"));
  return body as unknown as readonly StateEvent[];
}

beforeAll(async () => {
  server = await startHomeserver({ dir, exercise: true });
  alfa = await plainSignIn(server, await server.createAccount());
  bravo = await plainSignIn(server, await server.createAccount());
  operator = await plainSignIn(server, await server.createAccount({ admin: true }));
  room = await plainRoom(alfa);
});

afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("accounts", () => {
  it("[SERVER-1] nobody registers, as an account or as a guest", async () => {
    for (const path of ["/register", "/register?kind=guest"]) {
      const answer = await plainRequest(server, null, "POST", `${CLIENT}${path}`, {
        username: "somebody",
        password: "a-password-of-enough-signs",
        auth: { type: "m.login.dummy" },
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  it("[SERVER-2] account names are random, and the display name repeats them", async () => {
    const account = await server.createAccount();
    expect(account.user).toMatch(/^@[a-z][a-z0-9]{11}:/);
    const client = await plainSignIn(server, account);
    const { body } = await client.ask("GET", `${CLIENT}/profile/${account.user}`);
    expect(body).toEqual({ displayname: account.user.slice(1, 13) });
  });

  it.each([
    ["displayname", { displayname: "Alfa" }],
    ["displayname", { displayname: "" }],
    ["avatar_url", { avatar_url: "mxc://parley.localhost/alfa" }],
    ["avatar_url", { avatar_url: "mxc://elsewhere.example/alfa" }],
  ])("[SERVER-3] %s cannot be set to %o", async (field, body) => {
    const path = `${CLIENT}/profile/${alfa.account.user}/${field}`;
    expect((await alfa.ask("PUT", path, body)).status).toBe(403);
  });

  it("[SERVER-3] an address cannot be added", async () => {
    const answer = await alfa.ask("POST", `${CLIENT}/account/3pid/add`, {
      sid: "1",
      client_secret: "2",
    });
    expect([answer.status, answer.body["errcode"]]).toEqual([400, "M_FORBIDDEN"]);
  });

  it("[SERVER-4] accounts cannot be searched for", async () => {
    const { body } = await alfa.ask("POST", `${CLIENT}/user_directory/search`, {
      search_term: bravo.account.user.slice(1, 5),
    });
    expect(body["results"]).toEqual([]);
  });

  it("[SERVER-5] nothing can be uploaded", async () => {
    for (const path of ["/_matrix/media/v3/upload", "/_matrix/media/v1/create"]) {
      expect((await alfa.ask("POST", path, {})).status).toBe(404);
    }
  });

  it("[SERVER-6] no other server is answered", async () => {
    for (const path of ["/_matrix/federation/v1/version", "/_matrix/key/v2/server"]) {
      expect((await plainRequest(server, null, "GET", path)).status).toBe(404);
    }
  });

  it("[SERVER-7] presence is not kept", async () => {
    const path = `${CLIENT}/presence/${alfa.account.user}/status`;
    await alfa.ask("PUT", path, { presence: "online", status_msg: "at the desk" });
    const { body } = await alfa.ask("GET", path);
    expect(body).toEqual({ presence: "offline" });
  });
});

describe("making a room", () => {
  it("[SERVER-8] a room has exactly the product's settings", async () => {
    const kept = Object.fromEntries(
      (await stateOf(room)).map(({ type, content }) => [type, content]),
    );
    expect(kept).toMatchObject({
      "m.room.create": { room_version: "12" },
      "m.room.encryption": { algorithm: "m.megolm.v1.aes-sha2" },
      "m.room.history_visibility": { history_visibility: "invited" },
      "m.room.join_rules": { join_rule: "invite" },
      "m.room.guest_access": { guest_access: "forbidden" },
    });
    expect(Object.keys(kept).sort()).toEqual([
      "m.room.create",
      "m.room.encryption",
      "m.room.guest_access",
      "m.room.history_visibility",
      "m.room.join_rules",
      "m.room.member",
      "m.room.power_levels",
    ]);
  });

  const encryption = ROOM_STATE[0];
  const visibility = ROOM_STATE[1];
  const further = (type: string, content: object): object => ({
    initial_state: [encryption, visibility, { type, state_key: "", content }],
  });
  it.each([
    ["no encryption", { initial_state: [visibility] }],
    ["nothing said", { initial_state: [] }],
    ["another algorithm", further("m.room.encryption", { algorithm: "none" })],
    [
      "encrypted state",
      {
        initial_state: [
          {
            ...encryption,
            content: { ...encryption.content, "io.element.msc4362.encrypt_state_events": true },
          },
          visibility,
        ],
      },
    ],
    ["no word on history", { initial_state: [encryption] }],
    [
      "shared history",
      {
        initial_state: [encryption, { ...visibility, content: { history_visibility: "shared" } }],
      },
    ],
    ["an open door", further("m.room.join_rules", { join_rule: "public" })],
    ["knocking", further("m.room.join_rules", { join_rule: "knock" })],
    ["guests", further("m.room.guest_access", { guest_access: "can_join" })],
    ["a name in the state", further("m.room.name", { name: "Alfa and Bravo" })],
    ["custom state", further("chat.parley.case", { title: "Alfa" })],
    ["words in the power levels", further("m.room.power_levels", { events: { "alfa.case": 1 } })],
    ["an unknown power level", { power_level_content_override: { note: 1 } }],
    ["a name", { name: "Alfa and Bravo" }],
    ["a topic", { topic: "Incident" }],
    ["an alias", { room_alias_name: "alfa" }],
    ["public", { visibility: "public" }],
    ["the public preset", { preset: "public_chat" }],
    ["the trusting preset", { preset: "trusted_private_chat" }],
    ["another version", { room_version: "11" }],
    ["a room type", { creation_content: { type: "alfa" } }],
    ["an account that is none", { invite: ["@alfa:parley.localhost"] }],
    ["an invitation by address", { invite_3pid: [{ medium: "email", address: "a@example.org" }] }],
  ])("[SERVER-8] no room with %s, for operators neither", async (_, change) => {
    expect((await createRoom(alfa, change)).status).toBe(403);
    expect((await createRoom(operator, change)).status).toBe(403);
  });

  it("[SERVER-9] no upgrade to another room", async () => {
    expect((await alfa.ask("POST", roomPath(room, "upgrade"), { new_version: "12" })).status).toBe(
      403,
    );
  });
});

describe("what a room stores", () => {
  it("[SERVER-10] ciphertext", async () => {
    expect((await send(alfa, "m.room.encrypted", CIPHERTEXT)).status).toBe(200);
  });

  it.each([
    ["m.room.message", { msgtype: "m.text", body: "in the clear" }],
    ["m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: "$x", key: "+" } }],
    ["chat.parley.act", { act: "{}" }],
    ["m.call.invite", { call_id: "1" }],
    ["org.matrix.dummy_event", {}],
    ["m.room.encrypted", { ...CIPHERTEXT, "m.relates_to": { rel_type: "m.thread" } }],
    ["m.room.encrypted", { ...CIPHERTEXT, body: "in the clear" }],
    ["m.room.encrypted", { ...CIPHERTEXT, ciphertext: "in the clear" }],
    ["m.room.encrypted", { ...CIPHERTEXT, algorithm: "m.olm.v1.curve25519-aes-sha2" }],
    ["m.room.encrypted", {}],
  ])("[SERVER-10] not %s with %o", async (type, content) => {
    expect((await send(alfa, type, content)).status).toBe(403);
  });

  it("[SERVER-10] no redaction", async () => {
    const { body } = await send(alfa, "m.room.encrypted", CIPHERTEXT);
    const path = roomPath(room, "redact", String(body["event_id"]), "redaction");
    expect((await alfa.ask("PUT", path, { reason: "in the clear" })).status).toBe(403);
  });

  it.each([
    ["m.room.name", { name: "Alfa" }, ""],
    ["m.room.topic", { topic: "Incident" }, ""],
    ["m.room.avatar", { url: "mxc://parley.localhost/alfa" }, ""],
    ["m.room.canonical_alias", { alias: "#alfa:parley.localhost" }, ""],
    ["m.room.pinned_events", { pinned: [] }, ""],
    ["m.room.tombstone", { body: "moved", replacement_room: "!x" }, ""],
    ["m.room.server_acl", { allow: ["alfa.example"] }, ""],
    ["m.room.third_party_invite", { display_name: "Alfa" }, "token"],
    ["m.room.encrypted", CIPHERTEXT, ""],
    ["chat.parley.case", { title: "Incident" }, "alfa"],
  ])("[SERVER-11] no state %s", async (type, content, key) => {
    expect((await setState(type, content, key)).status).toBe(403);
  });

  it.each([
    ["m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2", rotation_period_msgs: 100_000 }],
    ["m.room.encryption", {}],
    ["m.room.history_visibility", { history_visibility: "shared" }],
    ["m.room.join_rules", { join_rule: "public" }],
    ["m.room.guest_access", { guest_access: "can_join" }],
  ])("[SERVER-12] %s stays, against %o", async (type, content) => {
    expect((await setState(type, content)).status).toBe(403);
  });

  it("[SERVER-13] power levels change by number, and name no account that is none", async () => {
    expect((await setState("m.room.power_levels", { invite: 0, events: {} })).status).toBe(200);
    const none = { users: { "@alfa:parley.localhost": 50 } };
    expect((await setState("m.room.power_levels", none)).status).toBe(403);
    const words = { events: { "alfa.incident": 50 } };
    expect((await setState("m.room.power_levels", words)).status).toBe(403);
  });

  it("[SERVER-14] membership and nothing beside it", async () => {
    const other = await plainRoom(alfa);
    const words = { reason: "Incident", is_direct: true, displayname: "Alfa" };
    const steps = [
      await alfa.ask("POST", roomPath(other, "invite"), { ...words, user_id: bravo.account.user }),
      await bravo.ask("POST", roomPath(other, "join"), words),
      await bravo.ask("PUT", roomPath(other, "state", "m.room.member", bravo.account.user), {
        membership: "join",
        ...words,
      }),
      await bravo.ask("POST", roomPath(other, "leave"), words),
      await alfa.ask("POST", roomPath(other, "ban"), { ...words, user_id: bravo.account.user }),
    ];
    expect(steps.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { body } = await alfa.ask("GET", roomPath(other, "messages") + "?dir=b&limit=100");
    const members = (body["chunk"] as readonly StateEvent[]).filter(
      ({ type }) => type === "m.room.member",
    );
    expect(members.map(({ content }) => content)).toEqual([
      { membership: "ban" },
      { membership: "leave" },
      { membership: "join" },
      { membership: "invite" },
      { membership: "join" },
    ]);
  });

  it("[SERVER-15] no invitation of an account that is none, or by address", async () => {
    const none = { user_id: "@alfa:parley.localhost" };
    expect((await alfa.ask("POST", roomPath(room, "invite"), none)).status).toBe(403);
    const address = {
      medium: "email",
      address: "alfa@example.org",
      id_server: "id.example.org",
      id_access_token: "x",
    };
    expect((await alfa.ask("POST", roomPath(room, "invite"), address)).status).toBe(403);
  });

  it("[SERVER-15] nobody comes in uninvited; an operator without a member's token neither", async () => {
    expect((await bravo.ask("POST", roomPath(room, "join"), {})).status).toBe(403);
    expect(
      (await bravo.ask("POST", `${CLIENT}/knock/${encodeURIComponent(room)}`, {})).status,
    ).toBe(403);
    const path = `/_synapse/admin/v1/join/${encodeURIComponent(room)}`;
    const answer = await operator.ask("POST", path, { user_id: bravo.account.user });
    expect(answer.status).toBe(403);
  });

  it("[SERVER-16] no alias and no place in the public list", async () => {
    const alias = encodeURIComponent("#alfa:parley.localhost");
    expect(
      (await alfa.ask("PUT", `${CLIENT}/directory/room/${alias}`, { room_id: room })).status,
    ).toBe(403);
    const list = `${CLIENT}/directory/list/room/${encodeURIComponent(room)}`;
    expect((await alfa.ask("PUT", list, { visibility: "public" })).status).toBe(403);
    expect((await bravo.ask("POST", `${CLIENT}/publicRooms`, {})).body["chunk"]).toEqual([]);
  });
});
