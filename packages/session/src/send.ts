import { accept, parseEventId, refuse, type EventId, type Result, type RoomId } from "@parley/base";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import type { MatrixClient } from "matrix-js-sdk/lib/client.js";
import { Method } from "matrix-js-sdk/lib/http-api/index.js";
import { MatrixEvent } from "matrix-js-sdk/lib/models/event.js";
import type { Room } from "matrix-js-sdk/lib/models/room.js";
import { GateClosed } from "./gate-hook.ts";
import type { HomeserverFetch } from "./homeserver-fetch.ts";
import { padContent, type PayloadContent } from "./padding.ts";
import type { SendRefusal } from "./port.ts";
import { requestRefusal } from "./refusal.ts";
import { failureOf, isOfRequest } from "./sdk-failure.ts";

/** No encryption takes this long, in ms, unless the network or the machine hangs. */
const OUTCOME = 20_000;

export interface SendParts {
  readonly client: MatrixClient;
  readonly crypto: CryptoBackend;
  readonly way: HomeserverFetch;
  readonly sayWedged: () => void;
}

/**
 * One attempt to send: pads, encrypts, puts the ciphertext on the server, once. The SDK's own send queue is not
 * used: no event is left pending, and no ciphertext outlives the attempt it was made for (OUTBOX-1).
 */
export async function sendPayload(
  parts: SendParts,
  room: RoomId,
  type: string,
  content: PayloadContent,
  txn: string,
): Promise<Result<EventId, SendRefusal>> {
  const sdkRoom = parts.client.getRoom(room);
  if (sdkRoom?.getMyMembership() !== "join") return refused("not in the room");
  // A server that hides the room's encryption: its settings differ from the pinned ones, which the gate says.
  if (!sdkRoom.hasEncryptionStateEvent()) return refuse({ reason: "gate" });
  const padded = padContent(room, type, content);
  if (padded === null) return refuse({ reason: "too-large" });
  const event = new MatrixEvent({ type, content: padded, room_id: room });
  const refusal = await encrypt(parts, event, sdkRoom);
  return refusal === null ? put(parts.client, room, event, txn) : refuse(refusal);
}

/** Null: done. */
async function encrypt(
  parts: SendParts,
  event: MatrixEvent,
  room: Room,
): Promise<SendRefusal | null> {
  try {
    const outcome = await encryptInTime(parts, event, room);
    if (outcome === "encrypted") return null;
    if (outcome === "away") return { reason: "away" };
  } catch (error) {
    if (error instanceof GateClosed) return { reason: "gate" };
    if (isOfRequest(error)) return requestRefusal(failureOf(error));
    // What is left are errors of the machine itself; opened anew it may go on.
  }
  parts.sayWedged();
  return { reason: "wedged" };
}

async function encryptInTime(
  parts: SendParts,
  event: MatrixEvent,
  room: Room,
): Promise<"encrypted" | "away" | "late"> {
  const started = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), OUTCOME);
  });
  const encrypting = parts.crypto.encryptEvent(event, room).then(() => "encrypted" as const);
  // After the race is lost nobody waits for it any more.
  encrypting.catch(() => undefined);
  try {
    const outcome = await Promise.race([encrypting, late]);
    if (outcome === "encrypted") return outcome;
  } finally {
    clearTimeout(timer);
  }
  return parts.way.troubledSince(started) ? "away" : "late";
}

async function put(
  client: MatrixClient,
  room: RoomId,
  event: MatrixEvent,
  txn: string,
): Promise<Result<EventId, SendRefusal>> {
  if (event.getWireType() !== "m.room.encrypted") throw new Error("not encrypted");
  const path = `/rooms/${encodeURIComponent(room)}/send/m.room.encrypted/${encodeURIComponent(txn)}`;
  try {
    const answer = await client.http.authedRequest<{ readonly event_id?: unknown }>(
      Method.Put,
      path,
      {},
      event.getWireContent(),
    );
    const id = parseEventId(answer.event_id);
    return id === null ? refuse({ reason: "away" }) : accept(id);
  } catch (error) {
    return refuse(requestRefusal(failureOf(error)));
  }
}

function refused(detail: string): Result<never, SendRefusal> {
  return refuse({ reason: "refused", detail });
}
