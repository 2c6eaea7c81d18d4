import type { ActHash, EventId, Instant, PayloadId, RoomId, StateCode } from "@parley/base";
import { PAYLOAD_LIST, type GradePayload } from "@parley/protocol";
import type { Change, InboxRow, OutboxRow } from "@parley/storage";
import { lineSent } from "./line-outbox.ts";
import { contentOf, newPayloadId, outboxRow, queuedIn } from "./outbox-row.ts";
import { payloadOf } from "./payload-of.ts";
import type { State } from "./state.ts";

/** Grades to be written, and those whose place they take. */
export type Grading = Required<Pick<Change, "outbox" | "outboxGone">>;

/**
 * Rows that grade these payloads, to be written in the change that takes the payloads in. A grade that has not left yet
 * takes more of them along, under another id: should it have left and the answer been lost, whoever has it takes nothing
 * else under the id that it had (INBOX-1). Grades themselves are never graded.
 */
export function gradeRows(
  state: State,
  room: RoomId,
  ids: readonly PayloadId[],
  now: Instant,
  inFlight: (id: PayloadId) => boolean,
): Grading {
  const rows: OutboxRow[] = [];
  const outboxGone: PayloadId[] = [];
  const waiting = queuedIn(state, room).findLast(
    (row) => row.kind === "grade" && !inFlight(row.id),
  );
  let rest = [...new Set(ids)];
  if (waiting !== undefined && rest.length > 0) {
    const before = readGrade(waiting)?.of ?? [];
    const more = rest.filter((id) => !before.includes(id)).slice(0, PAYLOAD_LIST - before.length);
    rest = rest.filter((id) => !before.includes(id) && !more.includes(id));
    if (more.length > 0) {
      const id = newPayloadId();
      const content = JSON.stringify({ ...contentOf(waiting), id, of: [...before, ...more] });
      rows.push({ ...waiting, id, content });
      outboxGone.push(waiting.id);
    }
  }
  for (let at = 0; at < rest.length; at += PAYLOAD_LIST) {
    const { n, h } = state.log.head;
    rows.push(
      outboxRow(
        state,
        room,
        "grade",
        {
          type: "chat.parley.grade",
          id: newPayloadId(),
          dir: { n, h },
          of: rest.slice(at, at + PAYLOAD_LIST),
        },
        now,
      ),
    );
  }
  return { outbox: rows, outboxGone };
}

function readGrade(row: InboxRow | OutboxRow): GradePayload | null {
  const payload = payloadOf(row);
  return payload?.type === "chat.parley.grade" ? payload : null;
}

/** Since when a device of each State has one's own payloads. */
export type Delivered = ReadonlyMap<PayloadId, ReadonlyMap<StateCode, Instant>>;

/** Delivery of one's own payloads: grades from counted devices, first one per State. */
export function deliveredIn(state: State, room: RoomId): Delivered {
  const delivered = new Map<PayloadId, Map<StateCode, Instant>>();
  for (const row of state.inboxIn(room)) {
    if (row.type !== "chat.parley.grade" || row.verdict !== "counts") continue;
    const record = state.log.recordByUser(row.sender);
    if (record === null) continue;
    for (const id of readGrade(row)?.of ?? []) {
      const sent = state.outbox.get(id);
      if (sent === undefined || sent.room !== room) continue;
      const states = delivered.get(id) ?? new Map<StateCode, Instant>();
      delivered.set(id, states);
      if (!states.has(record.state)) states.set(record.state, row.receivedAt);
    }
  }
  return delivered;
}

/** Own acts of a room, each with the payload that carries it. */
export function ownPayloadIn(state: State, room: RoomId): ReadonlyMap<ActHash, OutboxRow> {
  const rows = new Map<ActHash, OutboxRow>();
  for (const row of state.outboxIn(room))
    if (row.act !== undefined && isOwnAct(state, row)) rows.set(row.act, row);
  return rows;
}

/** Whether the row carries an act for the first time, and not one that is brought again for somebody else (ACT-3). */
export function isOwnAct(state: State, row: OutboxRow): boolean {
  if (row.kind === "opening") return true;
  if (row.kind !== "act" || row.act === undefined) return false;
  return state.isOwn(row.act);
}

/** What is written once a payload has left. Rows of what a person sent stay; the others have done their work. */
export function sentChange(state: State, row: OutboxRow, event: EventId, now: Instant): Change {
  if (row.kind === "line") return lineSent(row, event, now);
  if (row.kind !== "note" && !isOwnAct(state, row)) return { outboxGone: [row.id] };
  const { sentAt = now } = row;
  return { outbox: [{ ...row, status: "sent", sentAt, event: row.event ?? event }] };
}
