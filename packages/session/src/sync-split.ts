import { parseEventId, parseRoomId, parseUserId } from "@parley/base";
import type { EventId, RoomId, UserId } from "@parley/base";

/** A JSON object of the server, unread. */
export interface Json {
  readonly [key: string]: unknown;
}

/** One message-like event as the server gave it, cut to what counts; `unsigned` and times are gone (INBOX-1). */
export interface RawEvent {
  readonly event: EventId;
  readonly sender: UserId;
  readonly type: string;
  readonly content: Json;
  readonly at: number;
}

/** What one sync brings of a room: where its gap begins (null: none) and the events after it, oldest first. */
export interface RoomBatch {
  readonly room: RoomId;
  readonly gapFrom: string | null;
  readonly events: readonly RawEvent[];
}

/** A sync answer in two parts: state and key traffic for the SDK, message-like events for the intake. */
export interface SplitSync {
  readonly forSdk: Json;
  readonly token: string | null;
  readonly batches: readonly RoomBatch[];
}

/**
 * State that the SDK gets, with what of its content: what keys depend on. Names, topics and whatever else a room may
 * hold reach nobody and fill no memory.
 */
const STATE: ReadonlyMap<unknown, string> = new Map([
  ["m.room.create", "room_version"],
  ["m.room.encryption", "algorithm"],
  ["m.room.history_visibility", "history_visibility"],
  ["m.room.join_rules", "join_rule"],
  ["m.room.member", "membership"],
]);

/** Device-to-device messages that carry keys, or say that one is withheld. The SDK sees no others. */
const KEY_TRAFFIC: ReadonlySet<unknown> = new Set(["m.room.encrypted", "m.room_key.withheld"]);
/** Levels of such a message: event, content, ciphertext, one per device, its values. */
const KEY_TRAFFIC_DEPTH = 5;

/**
 * Keeps message-like events away from the SDK: its timeline would let relations, edits, redactions and what the
 * server adds to `unsigned` work on them (INBOX-1). Also kept away: presence, receipts, typing, account data, and all
 * of a room's state but one value of each kind that keys depend on; so rotation periods in `m.room.encryption`, which are
 * the server's word against forward secrecy (ROOM-1). What is left is shallow, whatever the server sent.
 */
export function splitSync(answer: Json): SplitSync {
  const rooms = object(answer["rooms"]);
  const join = mapValues(object(rooms["join"]), trimRoom);
  const leave = mapValues(object(rooms["leave"]), trimRoom);
  const token = typeof answer["next_batch"] === "string" ? answer["next_batch"] : null;
  const forSdk = {
    ...(token === null ? {} : { next_batch: token }),
    device_lists: {
      changed: texts(object(answer["device_lists"])["changed"]),
      left: texts(object(answer["device_lists"])["left"]),
    },
    device_one_time_keys_count: numbers(answer["device_one_time_keys_count"]),
    // Its absence says that the server knows no fallback keys.
    ...(Array.isArray(answer["device_unused_fallback_key_types"])
      ? { device_unused_fallback_key_types: texts(answer["device_unused_fallback_key_types"]) }
      : {}),
    to_device: {
      events: list(object(answer["to_device"])["events"]).filter(
        (event) => KEY_TRAFFIC.has(object(event)["type"]) && isShallow(event, KEY_TRAFFIC_DEPTH),
      ),
    },
    rooms: { join, leave, invite: mapValues(object(rooms["invite"]), trimInvite) },
  };
  return { forSdk, token, batches: batchesOf(object(rooms["join"])) };
}

/** The message-like events of a list, oldest first; malformed ones and state are left out. */
export function readEvents(events: unknown): readonly RawEvent[] {
  return list(events).flatMap((value) => {
    const raw = object(value);
    const event = parseEventId(raw["event_id"]);
    const sender = parseUserId(raw["sender"]);
    const { type, content, origin_server_ts: at } = raw;
    if (event === null || sender === null || typeof type !== "string") return [];
    if (raw["state_key"] !== undefined || !isObject(content)) return [];
    return [{ event, sender, type, content, at: typeof at === "number" ? at : 0 }];
  });
}

function batchesOf(join: Json): readonly RoomBatch[] {
  return Object.entries(join).flatMap(([id, value]) => {
    const room = parseRoomId(id);
    if (room === null) return [];
    const timeline = object(object(value)["timeline"]);
    const from = timeline["prev_batch"];
    const gapFrom = timeline["limited"] === true && typeof from === "string" ? from : null;
    const events = readEvents(timeline["events"]);
    return events.length === 0 && gapFrom === null ? [] : [{ room, gapFrom, events }];
  });
}

function trimRoom(value: unknown): Json {
  const room = object(value);
  const after = object(room["org.matrix.msc4222.state_after"]);
  return {
    state: { events: stateOf(object(room["state"])["events"]) },
    timeline: {
      events: stateOf(object(room["timeline"])["events"]),
      limited: false,
      prev_batch: null,
    },
    ...(isObject(room["org.matrix.msc4222.state_after"])
      ? { "org.matrix.msc4222.state_after": { events: stateOf(after["events"]) } }
      : {}),
  };
}

function trimInvite(value: unknown): Json {
  return { invite_state: { events: stateOf(object(object(value)["invite_state"])["events"]) } };
}

function stateOf(events: unknown): readonly Json[] {
  return list(events).flatMap((value) => {
    const { type, state_key, sender, event_id, origin_server_ts, content } = object(value);
    const name = STATE.get(type);
    if (name === undefined || typeof state_key !== "string" || typeof sender !== "string")
      return [];
    if (!isObject(content)) return [];
    const said = content[name];
    return [
      {
        type,
        state_key,
        sender,
        // Stripped state of an invitation has neither id nor time.
        ...(typeof event_id === "string" ? { event_id } : {}),
        ...(typeof origin_server_ts === "number" ? { origin_server_ts } : {}),
        content: typeof said === "string" ? { [name]: said } : {},
      },
    ];
  });
}

/** Whether a value is no deeper than this; looks no deeper itself. */
function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((one) => isShallow(one, depth - 1));
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((one) => typeof one === "string");
}

function numbers(value: unknown): Json {
  return Object.fromEntries(
    Object.entries(object(value)).filter(([, one]) => typeof one === "number"),
  );
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function mapValues(values: Json, change: (value: unknown) => Json): Json {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
