import type { ActHash, Instant, PayloadId, RoomId } from "@parley/base";
import { randomBytes } from "@parley/crypto";
import { encodePayload, payloadIdOf, type Payload } from "@parley/protocol";
import type { OutboxRow } from "@parley/storage";
import type { State } from "./state.ts";

export function newPayloadId(): PayloadId {
  return payloadIdOf(randomBytes(16));
}

/** A payload that waits to be sent: plaintext, without padding (OUTBOX-1). */
export function outboxRow(
  state: State,
  room: RoomId,
  kind: Exclude<OutboxRow["kind"], "opening">,
  payload: Payload,
  now: Instant,
  act?: ActHash,
): OutboxRow {
  const { type, content } = encodePayload(payload);
  return {
    id: payload.id,
    seq: state.nextSeq(),
    room,
    kind,
    type,
    content: JSON.stringify(content),
    ...(act === undefined ? {} : { act }),
    queuedAt: now,
    status: "queued",
  };
}

/** The content of a row as the session takes it. The client wrote it itself. */
export function contentOf(row: OutboxRow): { readonly [key: string]: unknown } {
  return JSON.parse(row.content) as { readonly [key: string]: unknown };
}

/** Rows of one room that are to be sent, first come first. */
export function queuedIn(state: State, room: RoomId): readonly OutboxRow[] {
  return state
    .outboxIn(room)
    .filter((row) => row.status === "queued" && row.content !== "")
    .toSorted((a, b) => a.seq - b.seq);
}
