import { randomBytes } from "node:crypto";
import type { RoomId } from "@parley/base";
import type { Homeserver } from "@parley/homeserver";
import {
  plainRoom,
  plainSignIn,
  roomPath,
  type PlainClient,
} from "../../test/harness/plain-requests.ts";
import { fine, RawPoll } from "./raw-poll.ts";

/** Two accounts in a room of the product's kind, by bare requests: no SDK, no crypto, no product. */
export class RawPair {
  readonly sender: PlainClient;
  readonly receiver: PlainClient;
  readonly room: RoomId;
  readonly #polls: { readonly sender: RawPoll; readonly receiver: RawPoll };

  private constructor(sender: PlainClient, receiver: PlainClient, room: RoomId) {
    this.sender = sender;
    this.receiver = receiver;
    this.room = room;
    this.#polls = { sender: new RawPoll(sender), receiver: new RawPoll(receiver) };
  }

  static async make(server: Homeserver): Promise<RawPair> {
    const sender = await plainSignIn(server, await server.createAccount());
    const receiver = await plainSignIn(server, await server.createAccount());
    const room = await plainRoom(sender);
    const { user } = receiver.account;
    fine(await sender.ask("POST", roomPath(room, "invite"), { user_id: user }));
    fine(await receiver.ask("POST", roomPath(room, "join"), {}));
    const pair = new RawPair(sender, receiver, room);
    await pair.#polls.sender.now();
    await pair.#polls.receiver.now();
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

  /**
   * Long polls of both, as any two clients have them at the homeserver: each settles with the text of the first answer that
   * holds anything of the room.
   */
  news(): { readonly sender: Promise<string>; readonly receiver: Promise<string> } {
    const { sender, receiver } = this.#polls;
    return { sender: sender.until(this.room), receiver: receiver.until(this.room) };
  }
}
