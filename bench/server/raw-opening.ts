import { randomBytes } from "node:crypto";
import { parseRoomId } from "@parley/base";
import type { Homeserver } from "@parley/homeserver";
import {
  plainSignIn,
  ROOM_STATE,
  roomPath,
  type PlainClient,
} from "../../test/harness/plain-requests.ts";
import { fine, type RawPoll } from "./raw-poll.ts";

/** Bodies that a client put on the wire, sent once more by bare requests. */
export interface Bodies {
  /** Device and one-time keys of one device. */
  readonly keys: string;
  /** The room key for one device. */
  readonly share: string;
  /** The event. */
  readonly event: string;
}

/** The round trips of a first act, in the order in which each needs the one before. */
export const ROUND_TRIPS = [
  "createRoom until the own sync brings it",
  "invite until the own sync brings it",
  "keys/query",
  "keys/claim",
  "sendToDevice",
  "PUT of the event",
] as const;

export type Trips = { readonly [trip in (typeof ROUND_TRIPS)[number]]: number };

/** An account with the keys of a device, which is in no room. */
export class RawAddressee {
  readonly user: string;
  readonly device: string;

  private constructor(user: string, device: string) {
    this.user = user;
    this.device = device;
  }

  /** The homeserver looks at the form of keys, not at their signatures: those of a client do for another account. */
  static async make(server: Homeserver, keys: string): Promise<RawAddressee> {
    const client = await plainSignIn(server, await server.createAccount());
    const { user } = client.account;
    const { device_id: device } = fine(
      await client.ask("GET", "/_matrix/client/v3/account/whoami"),
    );
    if (typeof device !== "string") throw new Error("the homeserver named no device");
    const theirs = JSON.parse(keys) as {
      readonly device_keys: { readonly user_id: string; readonly device_id: string };
    };
    const { user_id: oldUser, device_id: oldDevice } = theirs.device_keys;
    const own: unknown = JSON.parse(keys.replaceAll(oldUser, user).replaceAll(oldDevice, device));
    fine(await client.ask("POST", "/_matrix/client/v3/keys/upload", own));
    return new RawAddressee(user, device);
  }
}

/** What an opening asks of the homeserver, by bare requests one after the other; in ms each. */
export async function rawOpening(
  sender: PlainClient,
  poll: RawPoll,
  to: RawAddressee,
  { share, event }: Bodies,
): Promise<Trips> {
  let last = performance.now();
  const lap = (): number => {
    const before = last;
    last = performance.now();
    return last - before;
  };
  const txn = (): string => randomBytes(16).toString("base64url");
  const path = (rest: string): string => `/_matrix/client/v3/${rest}`;

  const [answer] = await Promise.all([
    sender.ask("POST", path("createRoom"), {
      preset: "private_chat",
      visibility: "private",
      room_version: "12",
      initial_state: ROOM_STATE,
    }),
    poll.until("m.room.create"),
  ]);
  const room = parseRoomId(fine(answer)["room_id"]);
  if (room === null) throw new Error("the homeserver made no room");
  const made = lap();
  const [invited] = await Promise.all([
    sender.ask("POST", roomPath(room, "invite"), { user_id: to.user }),
    poll.until(to.user),
  ]);
  fine(invited);
  const invite = lap();
  fine(await sender.ask("POST", path("keys/query"), { device_keys: { [to.user]: [] } }));
  const query = lap();
  const claim = { one_time_keys: { [to.user]: { [to.device]: "signed_curve25519" } } };
  fine(await sender.ask("POST", path("keys/claim"), claim));
  const claimed = lap();
  const messages = { messages: { [to.user]: { [to.device]: contentOf(share) } } };
  fine(await sender.ask("PUT", path(`sendToDevice/m.room.encrypted/${txn()}`), messages));
  const shared = lap();
  fine(
    await sender.ask("PUT", roomPath(room, "send", "m.room.encrypted", txn()), JSON.parse(event)),
  );
  return {
    "createRoom until the own sync brings it": made,
    "invite until the own sync brings it": invite,
    "keys/query": query,
    "keys/claim": claimed,
    sendToDevice: shared,
    "PUT of the event": lap(),
  };
}

/** The one message of a request that a client made. */
function contentOf(share: string): unknown {
  const { messages } = JSON.parse(share) as {
    readonly messages: { readonly [user: string]: { readonly [device: string]: unknown } };
  };
  return Object.values(messages).flatMap((devices) => Object.values(devices))[0];
}
