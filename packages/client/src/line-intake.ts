import { encodePayload, parsePayload } from "@parley/protocol";
import type { Arrival } from "@parley/session";
import type { Change } from "@parley/storage";
import type { Core } from "./core.ts";
import { arrivalRow, arrivalsOf, seenRow, wasSeen } from "./line-rows.ts";

/** So many messages of one line wait to be dealt with; what comes beyond them is asked for anew by whoever misses it. */
const MOST_WAITING = 200;

/**
 * What one arrival over a line adds to what is at rest; null where nothing. Lines keep no history: a message is written,
 * dealt with, and gone, since everything said there is either proven by itself or said again.
 */
export function takeInLine(core: Core, arrival: Arrival): Change | null {
  const { state } = core;
  const { room, event, sender } = arrival;
  const before = wasSeen(state, room, event);
  if (before === "taken") return null;
  if (arrival.kind !== "payload")
    return before === "seen" ? null : { kept: [seenRow(state, room, event, false)] };
  const seen = seenRow(state, room, event, true);
  if (sender === state.profile.user) return { kept: [seen] };
  const payload = parsePayload(arrival.type, arrival.content);
  if (!payload.ok) return { kept: [seen] };
  if (payload.value.type !== "chat.parley.line" && payload.value.type !== "chat.parley.grade")
    return { kept: [seen] };
  const waiting = arrivalsOf(state).filter((one) => one.room === room);
  if (waiting.length >= MOST_WAITING) return { kept: [seen] };
  const { senderKey, shield } = arrival;
  const { type, content } = encodePayload(payload.value);
  const { id } = payload.value;
  if (waiting.some((one) => one.id === id && one.senderKey === senderKey)) return { kept: [seen] };
  return {
    kept: [seen, arrivalRow(state, { room, sender, senderKey, shield, id, type, content })],
  };
}
