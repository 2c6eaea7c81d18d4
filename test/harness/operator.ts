import { parseRoomId, type RoomId, type UserId } from "@parley/base";
import type { Homeserver } from "@parley/homeserver";
import { plainSignIn, type PlainClient } from "./plain-requests.ts";

/** An event as the operator of a homeserver sees it. */
export interface SeenEvent {
  readonly type: string;
  readonly event_id: string;
  readonly sender: string;
  readonly content: { readonly [key: string]: unknown };
}

/** Whoever operates the homeserver: sees all rooms and all events. */
export class Operator {
  readonly #client: PlainClient;
  readonly #service: UserId | null;

  private constructor(client: PlainClient, service: UserId | null) {
    this.#client = client;
    this.#service = service;
  }

  /** @param service account of the Secretariat's service, whose lines are none of the rooms that are asked for */
  static async of(server: Homeserver, service: UserId | null = null): Promise<Operator> {
    const account = await server.createAccount({ admin: true });
    return new Operator(await plainSignIn(server, account), service);
  }

  /** All rooms but the lines of the service. */
  async rooms(): Promise<readonly RoomId[]> {
    const { body } = await this.#client.ask("GET", "/_synapse/admin/v1/rooms?limit=1000");
    const rooms: RoomId[] = [];
    for (const { room_id } of body["rooms"] as readonly { readonly room_id: unknown }[]) {
      const room = parseRoomId(room_id);
      if (room === null) throw new Error(`no room id: ${String(room_id)}`);
      if (!(await this.#isLine(room))) rooms.push(room);
    }
    return rooms;
  }

  /** From here on this is the password of an account; who is signed in stays signed in. */
  async setPassword(user: UserId, password: string): Promise<void> {
    const path = `/_synapse/admin/v2/users/${encodeURIComponent(user)}`;
    const { status } = await this.#client.ask("PUT", path, { password, logout_devices: false });
    if (status !== 200) throw new Error(`no new password: ${status}`);
  }

  /** Sign-ins of an account that are open. */
  async devices(user: UserId): Promise<readonly unknown[]> {
    const path = `/_synapse/admin/v2/users/${encodeURIComponent(user)}/devices`;
    const { body } = await this.#client.ask("GET", path);
    return body["devices"] as readonly unknown[];
  }

  /** All that was ever said in a room, as ciphertext, from the first to the last. */
  async ciphertexts(room: RoomId): Promise<readonly SeenEvent[]> {
    const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}/messages?dir=b&limit=1000`;
    const { body } = await this.#client.ask("GET", path);
    const events = body["chunk"] as readonly SeenEvent[];
    return events.filter(({ type }) => type === "m.room.encrypted").toReversed();
  }

  /** Whether whoever made a room, or was invited there, is the service. */
  async #isLine(room: RoomId): Promise<boolean> {
    if (this.#service === null) return false;
    const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}/state?type=m.room.member`;
    const { body } = await this.#client.ask("GET", path);
    const state = body["state"] as readonly { readonly state_key?: unknown }[];
    return state.some(({ state_key }) => state_key === this.#service);
  }
}
