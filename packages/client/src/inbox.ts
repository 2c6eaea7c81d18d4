import type { PayloadId } from "@parley/base";
import { encodePayload, parsePayload } from "@parley/protocol";
import type { Arrival } from "@parley/session";
import type { Change, InboxRow } from "@parley/storage";
import type { Core } from "./core.ts";
import { sentChange } from "./grades.ts";
import type { ArrivalReason } from "./reasons.ts";
import { inboxKey } from "./state.ts";

/** In place of a sender key in rows of what never was a payload; no curve25519 key reads so. */
const NO_SENDER = "event";

/**
 * What one arrival adds to what is at rest (INBOX-1); null where nothing. A payload waits here for its verdict; what
 * is none is counted with its reason, without content. Rooms that this device did not make or join leave nothing.
 */
export function takeIn(core: Core, arrival: Arrival): Change | null {
  const { room, event } = arrival;
  if (!core.state.rooms.has(room)) return null;
  const events = core.state.hasEvent(room, event) ? [] : [{ room, event }];
  switch (arrival.kind) {
    case "plaintext":
      return events.length === 0 ? null : { events, inbox: [counted(core, arrival, "plaintext")] };
    case "unreadable":
      return events.length === 0 ? null : { events, inbox: [counted(core, arrival, "unreadable")] };
    case "payload":
      return takePayload(core, arrival, events);
  }
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
      : { events, inbox: [counted(core, arrival, parsed.refusal)] };
  const { type, content } = encodePayload(parsed.value);
  const { id } = parsed.value;
  if (senderKey === core.device.curve25519)
    return { events, inbox: readLater, ...ownEcho(core, arrival, id) };
  if (state.inbox.has(inboxKey({ senderKey, id })))
    return events.length === 0 ? null : { events, inbox: readLater };
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

/** An event that could not be read at first is no longer counted as such. */
function readNow(core: Core, arrival: PayloadArrival): readonly InboxRow[] {
  const id = arrival.event as string as PayloadId;
  const row = core.state.inbox.get(inboxKey({ senderKey: NO_SENDER, id }));
  return row?.reason === "unreadable" ? [{ ...row, reason: "read-later" }] : [];
}

/** The server shows an own payload that this device still held for unsent: its answer was lost (OUTBOX-1). */
function ownEcho(core: Core, arrival: PayloadArrival, id: PayloadId): Change {
  const { sender, shield, event } = arrival;
  const row = core.state.outbox.get(id);
  if (row === undefined || row.room !== arrival.room || row.sentAt !== undefined) return {};
  if (row.status !== "queued" || sender !== core.state.profile.user) return {};
  if (shield === "authenticity-not-guaranteed" || shield === "mismatched-sender") return {};
  return sentChange(core.state, row, event, core.now());
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
