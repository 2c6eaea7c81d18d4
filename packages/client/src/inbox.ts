import type { PayloadId } from "@parley/base";
import { actHash, encodePayload, parsePayload, type Payload } from "@parley/protocol";
import type { Arrival } from "@parley/session";
import type { Change, InboxRow } from "@parley/storage";
import type { Core } from "./core.ts";
import { gradeRows, sentChange } from "./grades.ts";
import type { ArrivalReason } from "./reasons.ts";
import { hasTooManyCounted, hasTooManyOf } from "./inbox-bounds.ts";
import { adopts, roomRow } from "./adopt-room.ts";
import { takeInLine } from "./line-intake.ts";
import { isLine } from "./line-rows.ts";
import { outboxRow } from "./outbox-row.ts";
import { inboxKey, NO_SENDER } from "./state.ts";

/**
 * What one arrival adds to what is at rest (INBOX-1); null where nothing. A payload waits here for its verdict; what
 * is none is counted with its reason, without content. Rooms that this device did not make or join leave nothing.
 */
export function takeIn(core: Core, arrival: Arrival): Change | null {
  const { room, event } = arrival;
  if (!core.state.rooms.has(room)) return adopts(core, arrival) ? takeFirst(core, arrival) : null;
  if (isLine(core.state, room)) return takeInLine(core, arrival);
  const events = core.state.hasEvent(room, event) ? [] : [{ room, event }];
  switch (arrival.kind) {
    case "plaintext":
    case "unreadable":
      return events.length === 0 ? null : countedChange(core, arrival, events, arrival.kind);
    case "payload":
      return takePayload(core, arrival, events);
  }
}

/** The first that is taken of a room that this device's account was in before it (TRUST-2). */
function takeFirst(core: Core, arrival: PayloadArrival): Change | null {
  const { room, event } = arrival;
  const change = takePayload(core, arrival, [{ room, event }]);
  return change === null ? null : { ...change, rooms: [roomRow(core, arrival)] };
}

type PayloadArrival = Arrival & { readonly kind: "payload" };

function takePayload(
  core: Core,
  arrival: PayloadArrival,
  events: NonNullable<Change["events"]>,
): Change | null {
  const { room, event, sender, senderKey, shield } = arrival;
  const { state } = core;
  const readLater = readNow(core, arrival);
  const parsed = parsePayload(arrival.type, arrival.content);
  if (!parsed.ok)
    return events.length === 0 && readLater.length === 0
      ? null
      : countedChange(core, arrival, events, parsed.refusal);
  // Lines are rooms of their own kind.
  if (parsed.value.type === "chat.parley.line")
    return events.length === 0 ? null : countedChange(core, arrival, events, "unknown-type");
  const { type, content } = encodePayload(parsed.value);
  const { id } = parsed.value;
  const own = senderKey === core.device.curve25519;
  const forgotten = own && isForgotten(core, parsed.value);
  if (forgotten && sender === state.profile.user && !isBroken(shield)) core.wasSetBack();
  if (own && !forgotten) return { events, inbox: readLater, ...ownEcho(core, arrival, id) };
  const before = state.inbox.get(inboxKey({ senderKey, id }));
  if (before !== undefined && isKnown(before, shield))
    return events.length === 0 ? null : { events, inbox: readLater, ...gradesAgain(core, before) };
  if (hasTooManyOf(core.state, arrival, core.now()))
    return readLater.length > 0 || events.length === 0
      ? { events, inbox: readLater }
      : tooMany(core, arrival, events);
  const row: InboxRow = {
    senderKey,
    id,
    room,
    sender,
    event,
    type,
    content: JSON.stringify(content),
    shield,
    receivedAt: core.now(),
    seq: state.nextSeq(),
    verdict: "waiting",
  };
  return { events, inbox: [...readLater, row] };
}

/** A payload that came before; but what was shown under another's name does not stand in the way of the true one. */
function isKnown(before: InboxRow, shield: PayloadArrival["shield"]): boolean {
  return before.reason !== "shield" || isBroken(shield);
}

/**
 * Whoever sends a payload once more has read no grade of it: it is graded once more, under a new key, since the one
 * before may not have reached its sender (OUTBOX-4).
 */
function gradesAgain(core: Core, { room, id, sender, type, verdict }: InboxRow): Change {
  const { state } = core;
  if (verdict !== "counts" || sender === state.profile.user) return {};
  if (type !== "chat.parley.act" && type !== "m.room.message") return {};
  if (!core.sentBook.mayGradeAgain(id)) return {};
  core.staleKeys.add(room);
  return gradeRows(state, room, [id], core.now(), core.isInFlight);
}

function isBroken(shield: PayloadArrival["shield"]): boolean {
  return shield === "authenticity-not-guaranteed" || shield === "mismatched-sender";
}

/**
 * An act of this very device that this device does not know: the profile was set back to an older copy (ACT-6). It is
 * taken in like anybody's, so that what is signed next follows it, or the copy comes to light.
 */
function isForgotten({ state }: Core, payload: Payload): boolean {
  return payload.type === "chat.parley.act" && !state.acts.has(actHash(payload.act));
}

/** An event that could not be read at first is no longer counted as such. */
function readNow(core: Core, arrival: PayloadArrival): readonly InboxRow[] {
  const id = arrival.event as string as PayloadId;
  const row = core.state.inbox.get(inboxKey({ senderKey: NO_SENDER, id }));
  return row?.reason === "unreadable" ? [{ ...row, reason: "read-later" }] : [];
}

/** A note of this very device that it does not hold: it stands where it comes in, as sent (ACT-6). */
function forgottenNote(
  core: Core,
  { room, event, type, content }: PayloadArrival,
  id: PayloadId,
): Change {
  const parsed = parsePayload(type, content);
  if (!parsed.ok || parsed.value.type !== "m.room.message") return {};
  // One that was taken back had left before; any other shows that the profile was set back.
  if (!core.takenBack.has(id)) core.wasSetBack();
  const now = core.now();
  const row = outboxRow(core.state, room, "note", parsed.value, now);
  return { outbox: [{ ...row, id, status: "sent", sentAt: now, event }] };
}

/** The server shows an own payload that this device still held for unsent: its answer was lost (OUTBOX-1). */
function ownEcho(core: Core, arrival: PayloadArrival, id: PayloadId): Change {
  const { sender, shield, event } = arrival;
  const row = core.state.outbox.get(id);
  if (sender !== core.state.profile.user || isBroken(shield)) return {};
  if (row === undefined) return forgottenNote(core, arrival, id);
  if (row.room !== arrival.room || row.sentAt !== undefined || row.status !== "queued") return {};
  return sentChange(core.state, row, event, core.now());
}

/** A row that only counts, while there are not too many of them: the server alone can make any number. */
function countedChange(
  core: Core,
  arrival: Arrival,
  events: NonNullable<Change["events"]>,
  reason: ArrivalReason,
): Change | null {
  if (hasTooManyCounted(core.state, arrival.room)) return tooMany(core, arrival, events);
  return { events, inbox: [counted(core, arrival, reason)] };
}

/** The first of what is too many is counted as that; what comes after it leaves nothing, not even that it was seen. */
function tooMany(
  core: Core,
  arrival: Arrival,
  events: NonNullable<Change["events"]>,
): Change | null {
  const id = `too-many ${arrival.room} ${arrival.sender}` as PayloadId;
  if (core.state.inbox.has(inboxKey({ senderKey: NO_SENDER, id }))) return null;
  return { events, inbox: [{ ...counted(core, arrival, "too-many"), id }] };
}

/** A row that only counts: identified by its event, without content. */
function counted(core: Core, arrival: Arrival, reason: ArrivalReason): InboxRow {
  return {
    senderKey: NO_SENDER,
    id: arrival.event as string as PayloadId,
    room: arrival.room,
    sender: arrival.sender,
    event: arrival.event,
    type: "",
    content: "",
    shield: "",
    receivedAt: core.now(),
    seq: core.state.nextSeq(),
    verdict: "refused",
    reason,
  };
}
