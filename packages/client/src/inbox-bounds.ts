import type { Instant, KeyId, RoomId } from "@parley/base";
import type { Arrival } from "@parley/session";
import type { Channel } from "./channel.ts";
import { listedIn } from "./signed-devices.ts";
import { NO_SENDER, type State } from "./state.ts";

/** Rows of one room that a server or a device outside the directory can cause. */
const MOST_COUNTED = 1_000;
/** Payloads of one listed device in one room: more than people write in a crisis of months. */
const MOST_OF_DEVICE = 20_000;
/** Acts of one key in one channel, whoever carries them: more than people sign in a crisis, and what keeps folding quick. */
const MOST_ACTS = 500;
/** Of these, without a verdict at one time: for an opening or a directory that may never come. */
const MOST_WAITING = 1_000;

/** Whether a room has as many rows as it keeps of what is no payload. */
export function hasTooManyCounted(state: State, room: RoomId): boolean {
  return state.keptFrom(room, NO_SENDER) >= MOST_COUNTED;
}

/** Whether more has come from this device, or from all unlisted ones together, than one room keeps. */
export function hasTooManyOf(
  state: State,
  { room, sender, senderKey }: Arrival & { readonly kind: "payload" },
  now: Instant,
): boolean {
  const isListed =
    listedIn(state, state.channelOf(room), now).deviceBySenderKey(sender, senderKey) !== null;
  if (!isListed) return state.keptFromUnlisted(room) >= MOST_COUNTED;
  if (state.keptFrom(room, senderKey) >= MOST_OF_DEVICE) return true;
  const waiting = state.waitingIn(room).filter((row) => row.senderKey === senderKey);
  return waiting.length >= MOST_WAITING;
}

/** Whether a key has signed as many acts of a channel as are kept of one key. */
export function hasTooManyActs(channel: Channel, key: KeyId): boolean {
  return channel.actsOf(key) >= MOST_ACTS;
}
