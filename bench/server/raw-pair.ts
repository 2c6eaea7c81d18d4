import { randomBytes } from "node:crypto";
import type { RoomId } from "@parley/base";
import type { Homeserver } from "@parley/homeserver";
import {
  plainRoom,
  plainSignIn,
  roomPath,
  type Answer,
  type PlainClient,
} from "../../test/harness/plain-requests.ts";

/** How long a long poll waits, in ms. */
const POLL = 20_000;

/** Two accounts in a room of the product's kind, by bare requests: no SDK, no crypto, no product. */
export class RawPair {
  readonly sender: PlainClient;
  readonly receiver: PlainClient;
  readonly room: RoomId;
  #since = "";

  private constructor(sender: PlainClient, receiver: PlainClient, room: RoomId) {
    this.sender = sender;
    this.receiver = receiver;
    this.room = room;
  }

  static async make(server: Homeserver): Promise<RawPair> {
    const sender = await plainSignIn(server, await server.createAccount());
    const receiver = await plainSignIn(server, await server.createAccount());
    const room = await plainRoom(sender);
    const { user } = receiver.account;
    fine(await sender.ask("POST", roomPath(room, "invite"), { user_id: user }));
    fine(await receiver.ask("POST", roomPath(room, "join"), {}));
    const pair = new RawPair(sender, receiver, room);
    await pair.#sync(0);
    return pair;
  }

  /** Puts the content of an encrypted event into the room; the answer is its event id. */
  async put(content: unknown): Promise<string> {
    const txn = randomBytes(16).toString("base64url");
    const path = roomPath(this.room, "send", "m.room.encrypted", txn);
    const { event_id: event } = fine(await this.sender.ask("PUT", path, content));
    if (typeof event !== "string") throw new Error("the homeserver gave no event id");
    return event;
  }

  /** A long poll of the receiver; resolves with the text of the first answer that holds anything of the room. */
  async news(): Promise<string> {
    for (;;) {
      const answer = await this.#sync(POLL);
      const text = JSON.stringify(answer);
      if (text.includes(this.room)) return text;
    }
  }

  async #sync(timeout: number): Promise<Answer["body"]> {
    const since = this.#since === "" ? "" : `&since=${encodeURIComponent(this.#since)}`;
    const body = fine(
      await this.receiver.ask("GET", `/_matrix/client/v3/sync?timeout=${timeout}${since}`),
    );
    const { next_batch: next } = body;
    if (typeof next !== "string") throw new Error("the homeserver gave no place in the sync");
    this.#since = next;
    return body;
  }
}

/** The body, or an error that names what the homeserver said. */
export function fine({ status, body }: Answer): Answer["body"] {
  if (status !== 200) throw new Error(`the homeserver answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
