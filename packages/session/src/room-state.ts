import type { RoomId, UserId } from "@parley/base";
import { EventTimeline } from "matrix-js-sdk/lib/models/event-timeline.js";
import type { RoomState } from "matrix-js-sdk/lib/models/room-state.js";
import type { Room } from "matrix-js-sdk/lib/models/room.js";
import type { Invitation, Member, RoomSettings } from "./port.ts";

/**
 * Whom the server shows as joined or invited. Ids are passed on as they came: one that no parser takes belongs
 * to a stranger, and the gate must see it to hold.
 */
export function membersOf(room: Room): readonly Member[] {
  const of = (membership: Member["membership"]): readonly Member[] =>
    room
      .getMembersWithMembership(membership)
      .map(({ userId }) => ({ user: userId as UserId, membership }));
  return [...of("join"), ...of("invite")];
}

/**
 * What the server says now, whatever is pinned; null until this account is in and all four are said. A room that was
 * just made comes in pieces, each in a sync of its own. What is said and is no text reads as "".
 */
export function settingsOf(room: Room): RoomSettings | null {
  const create = stateOf(room, "m.room.create");
  const encryption = stateOf(room, "m.room.encryption");
  const visibility = stateOf(room, "m.room.history_visibility");
  const rules = stateOf(room, "m.room.join_rules");
  if (create === null || encryption === null || visibility === null || rules === null) return null;
  if (room.getMyMembership() !== "join") return null;
  return {
    version: text(create["room_version"]),
    algorithm: text(encryption["algorithm"]),
    historyVisibility: text(visibility["history_visibility"]),
    joinRule: text(rules["join_rule"]),
  };
}

/** The invitation of this account to the room; null where there is none. */
export function invitationOf(room: Room, own: UserId): Invitation | null {
  if (room.getMyMembership() !== "invite") return null;
  const sender = stateIn(room)?.getStateEvents("m.room.member", own)?.getSender();
  return sender === undefined ? null : { room: room.roomId as RoomId, sender: sender as UserId };
}

function stateOf(room: Room, type: string): { readonly [key: string]: unknown } | null {
  return stateIn(room)?.getStateEvents(type, "")?.getContent() ?? null;
}

function stateIn(room: Room): RoomState | undefined {
  return room.getLiveTimeline().getState(EventTimeline.FORWARDS);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
