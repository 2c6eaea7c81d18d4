import type { RoomId } from "@parley/base";
import type { MatrixClient } from "matrix-js-sdk/lib/client.js";
import { EventShieldReason } from "matrix-js-sdk/lib/crypto-api/index.js";
import { MatrixEvent, MatrixEventEvent } from "matrix-js-sdk/lib/models/event.js";
import type { Arrival, Shield } from "./port.ts";
import type { Json, RawEvent } from "./sync-split.ts";

/** What a ciphertext consists of; anything else beside it in the event is the server's addition. */
const CIPHERTEXT = ["algorithm", "ciphertext", "session_id", "sender_key", "device_id"] as const;

/**
 * Reads one event of a room. `later` is called once if an event that could not be read now becomes readable
 * because its key came.
 */
export async function readArrival(
  client: MatrixClient,
  room: RoomId,
  raw: RawEvent,
  later: (arrival: Arrival) => void,
): Promise<Arrival> {
  const { event, sender } = raw;
  if (raw.type !== "m.room.encrypted") return { kind: "plaintext", room, event, sender };
  try {
    return await decrypted(client, room, raw, later);
  } catch {
    // The SDK catches what the machine throws. Should it not, one event must not keep those after it away.
    return unreadable(room, raw, "READ_FAILED");
  }
}

async function decrypted(
  client: MatrixClient,
  room: RoomId,
  raw: RawEvent,
  later: (arrival: Arrival) => void,
): Promise<Arrival> {
  const held = sdkEvent(room, raw);
  await client.decryptEventIfNeeded(held);
  if (!held.isDecryptionFailure()) return payloadOf(client, room, raw, held);
  held.on(MatrixEventEvent.Decrypted, () => {
    if (held.isDecryptionFailure()) return;
    held.removeAllListeners();
    void payloadOf(client, room, raw, held).then(later);
  });
  return unreadable(room, raw, held.decryptionFailureReason ?? "UNKNOWN_ERROR");
}

/** An event object of our own, outside of every timeline of the SDK. */
function sdkEvent(room: RoomId, raw: RawEvent): MatrixEvent {
  return new MatrixEvent({
    type: raw.type,
    event_id: raw.event,
    sender: raw.sender,
    room_id: room,
    origin_server_ts: raw.at,
    content: cutToCiphertext(raw).content,
  });
}

/** An event without anything that it is never read for: what comes in the clear is counted only. */
export function cutToCiphertext(raw: RawEvent): RawEvent {
  const keys = raw.type === "m.room.encrypted" ? CIPHERTEXT : [];
  const content = Object.fromEntries(
    keys
      .filter((key) => typeof raw.content[key] === "string")
      .map((key) => [key, raw.content[key]]),
  );
  return { ...raw, content };
}

async function payloadOf(
  client: MatrixClient,
  room: RoomId,
  raw: RawEvent,
  held: MatrixEvent,
): Promise<Arrival> {
  const senderKey = held.getSenderKey();
  const content: Json | null = held.getClearContent();
  if (senderKey === null || content === null) return unreadable(room, raw, "NO_SENDER_KEY");
  return {
    kind: "payload",
    room,
    event: raw.event,
    sender: raw.sender,
    senderKey,
    shield: await shieldOf(client, held),
    type: held.getType(),
    content,
  };
}

async function shieldOf(client: MatrixClient, held: MatrixEvent): Promise<Shield> {
  const info = await client
    .getCrypto()
    ?.getEncryptionInfoForEvent(held)
    .catch(() => null);
  // The machine has just decrypted it; if it does not know how, nothing vouches for its author.
  if (info === null || info === undefined) return "authenticity-not-guaranteed";
  switch (info.shieldReason) {
    case null:
      return "none";
    case EventShieldReason.AUTHENTICITY_NOT_GUARANTEED:
      return "authenticity-not-guaranteed";
    case EventShieldReason.MISMATCHED_SENDER:
      return "mismatched-sender";
    default:
      return "other";
  }
}

function unreadable(room: RoomId, { event, sender }: RawEvent, code: string): Arrival {
  return { kind: "unreadable", room, event, sender, code };
}
