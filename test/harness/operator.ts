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

  private constructor(client: PlainClient) {
    this.#client = client;
  }

  static async of(server: Homeserver): Promise<Operator> {
    return new Operator(await plainSignIn(server, await server.createAccount({ admin: true })));
  }

  async rooms(): Promise<readonly RoomId[]> {
    const { body } = await this.#client.ask("GET", "/_synapse/admin/v1/rooms");
    const rooms = body["rooms"] as readonly { readonly room_id: unknown }[];
    return rooms.map(({ room_id }) => {
      const room = parseRoomId(room_id);
      if (room === null) throw new Error(`no room id: ${String(room_id)}`);
      return room;
    });
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
}
