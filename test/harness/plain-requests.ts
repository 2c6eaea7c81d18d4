import type { Account, Homeserver } from "@parley/homeserver";
import { parseRoomId, type RoomId } from "@parley/base";

/** What the homeserver answered to one plain request. */
export interface Answer {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
}

/** The Matrix client interface by bare requests: no SDK, no crypto, whatever the test wants to say. */
export interface PlainClient {
  readonly account: Account;
  ask(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Answer>;
}

/** Signs in with the password; makes a device without keys. */
export async function plainSignIn(server: Homeserver, account: Account): Promise<PlainClient> {
  const answer = await plainRequest(server, null, "POST", "/_matrix/client/v3/login", {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: account.user },
    password: account.password,
  });
  return plainClient(server, account, tokenOf(answer));
}

function plainClient(server: Homeserver, account: Account, token: string): PlainClient {
  return {
    account,
    ask: (method, path, body) => plainRequest(server, token, method, path, body),
  };
}

export async function plainRequest(
  server: Homeserver,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: answer.status, body: (await answer.json()) as Answer["body"] };
}

export function tokenOf(answer: Answer): string {
  const token = answer.body["access_token"];
  if (typeof token !== "string") {
    throw new Error(`no access token: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return token;
}

/** State that every room of the product is made with. */
export const ROOM_STATE = [
  {
    type: "m.room.encryption",
    state_key: "",
    content: { algorithm: "m.megolm.v1.aes-sha2" },
  },
  {
    type: "m.room.history_visibility",
    state_key: "",
    content: { history_visibility: "invited" },
  },
] as const;

/** A room as the product makes it, without anybody else. */
export async function plainRoom(client: PlainClient): Promise<RoomId> {
  const answer = await client.ask("POST", "/_matrix/client/v3/createRoom", {
    preset: "private_chat",
    initial_state: ROOM_STATE,
  });
  const room = parseRoomId(answer.body["room_id"]);
  if (room === null) throw new Error(`no room: ${answer.status} ${JSON.stringify(answer.body)}`);
  return room;
}

/** Path below a room, with the parts escaped. */
export function roomPath(room: RoomId, ...parts: readonly string[]): string {
  return ["/_matrix/client/v3/rooms", ...[room, ...parts].map(encodeURIComponent)].join("/");
}
