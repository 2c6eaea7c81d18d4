import type { EventId, Instant, RoomId } from "@parley/base";
import { encodeLineMessage, parseLineMessage, type LineMessage } from "@parley/directory";
import type { Change, OutboxRow } from "@parley/storage";
import { newPayloadId, outboxRow, queuedIn } from "./outbox-row.ts";
import { payloadOf } from "./payload-of.ts";
import type { State } from "./state.ts";

/** Messages that stay until the other end has graded them; the rest is said again by itself. */
const GRADED: ReadonlySet<LineMessage["kind"]> = new Set([
  "cosign",
  "decline",
  "report",
  "wish",
  "card",
]);
/** Of these a later one says all that an earlier one says. */
const ONE_AT_A_TIME: ReadonlySet<LineMessage["kind"]> = new Set(["enrol", "have", "head"]);
/** So many messages wait to leave over one line; the oldest are let go, and asked for anew. */
const MOST_QUEUED = 200;

/** What a row of a line says; null where it is none. */
export function lineMessageOf(row: OutboxRow): LineMessage | null {
  const payload = payloadOf(row);
  const parsed = payload?.type === "chat.parley.line" ? parseLineMessage(payload.line) : null;
  return parsed?.ok === true ? parsed.value : null;
}

/** Whether the other end says that it has taken in such a message. */
export function isGraded(message: LineMessage | null): boolean {
  return message !== null && GRADED.has(message.kind);
}

/** Queues a message, in place of waiting ones that it makes needless. */
export function lineChange(
  state: State,
  room: RoomId,
  message: LineMessage,
  now: Instant,
  inFlight: (id: OutboxRow["id"]) => boolean,
): Required<Pick<Change, "outbox" | "outboxGone">> {
  const line = encodeLineMessage(message);
  const row = outboxRow(
    state,
    room,
    "line",
    { type: "chat.parley.line", id: newPayloadId(), line },
    now,
  );
  const waiting = queuedIn(state, room).filter(({ id }) => !inFlight(id));
  const same = ONE_AT_A_TIME.has(message.kind)
    ? waiting.filter((one) => lineMessageOf(one)?.kind === message.kind)
    : [];
  const loose = waiting.filter((one) => !isGraded(lineMessageOf(one)));
  const many = loose.slice(0, Math.max(0, waiting.length + 1 - MOST_QUEUED));
  return { outbox: [row], outboxGone: [...new Set([...same, ...many])].map(({ id }) => id) };
}

/** What is written once a message has left. */
export function lineSent(row: OutboxRow, event: EventId, now: Instant): Change {
  const message = lineMessageOf(row);
  if (isGraded(message)) {
    const { sentAt = now } = row;
    return { outbox: [{ ...row, status: "sent", sentAt, event: row.event ?? event }] };
  }
  return {
    outboxGone: [row.id],
    ...(message?.kind === "enrol"
      ? { kept: [{ kind: "enrol-sent", id: "", text: String(now) }] }
      : {}),
  };
}
