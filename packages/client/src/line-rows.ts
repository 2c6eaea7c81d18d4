import { parseUserId, type EventId, type PayloadId, type RoomId, type UserId } from "@parley/base";
import type { Member, Shield } from "@parley/session";
import type { KeptRow, RoomRow } from "@parley/storage";
import type { State } from "./state.ts";

/** Events of one line that are remembered: enough for a gap to be paged back to one of them. */
const MOST_EVENTS = 200;

/** What came over a line and was not dealt with yet. The client wrote the row itself. */
export interface LineArrival {
  /** Id of its row. */
  readonly row: string;
  readonly room: RoomId;
  readonly sender: UserId;
  readonly senderKey: string;
  readonly shield: Shield;
  readonly id: PayloadId;
  readonly type: string;
  readonly content: unknown;
}

/** Rooms between this account and the one at the other end, oldest first. */
export function lineRooms(state: State): readonly RoomId[] {
  return [...state.rooms.values()]
    .filter(({ line }) => line === true)
    .toSorted((a, b) => a.joinedAt - b.joinedAt || (a.room < b.room ? -1 : 1))
    .map(({ room }) => room);
}

export function isLine(state: State, room: RoomId): boolean {
  return state.rooms.get(room)?.line === true;
}

/** Account at the other end. */
export function peerOf(state: State, room: RoomId): UserId | null {
  return parseUserId(state.kept("line").get(room));
}

/** Somebody besides the two ends is in the room, or invited: it is no line. */
export function hasOthers(members: readonly Member[], ends: readonly (UserId | null)[]): boolean {
  return members.some(({ user }) => !ends.includes(user));
}

/** What is written before anything goes through a new line, or comes out of it. */
export function newLine(
  row: Omit<RoomRow, "line" | "sharedWith" | "readSeq">,
  peer: UserId,
): { readonly rooms: readonly RoomRow[]; readonly kept: readonly KeptRow[] } {
  return {
    rooms: [{ ...row, line: true, sharedWith: "", readSeq: 0 }],
    kept: [{ kind: "line", id: row.room, text: peer }],
  };
}

type Seen = readonly (readonly [event: EventId, taken: boolean])[];

function seenIn(state: State, room: RoomId): Seen {
  const text = state.kept("line-seen").get(room);
  return text === undefined ? [] : (JSON.parse(text) as Seen);
}

/** Whether this event came over the line before; `taken`: and was read then. */
export function wasSeen(state: State, room: RoomId, event: EventId): "no" | "seen" | "taken" {
  const known = seenIn(state, room).find(([one]) => one === event);
  if (known === undefined) return "no";
  return known[1] ? "taken" : "seen";
}

/** The row that remembers one more event, and forgets the oldest. */
export function seenRow(state: State, room: RoomId, event: EventId, taken: boolean): KeptRow {
  const others = seenIn(state, room).filter(([one]) => one !== event);
  const all = [...others, [event, taken] as const].slice(-MOST_EVENTS);
  return { kind: "line-seen", id: room, text: JSON.stringify(all) };
}

/** Rows that wait to be dealt with, in the order in which they came. */
export function arrivalsOf(state: State): readonly LineArrival[] {
  return [...state.kept("line-in")]
    .map(([row, text]) => ({ ...(JSON.parse(text) as Omit<LineArrival, "row">), row }))
    .toSorted((a, b) => (a.row < b.row ? -1 : 1));
}

/** Row of one more arrival. Its id tells its place. */
export function arrivalRow(state: State, arrival: Omit<LineArrival, "row">): KeptRow {
  const last = [...state.kept("line-in").keys()].reduce((max, id) => Math.max(max, Number(id)), 0);
  return {
    kind: "line-in",
    id: String(last + 1).padStart(12, "0"),
    text: JSON.stringify(arrival),
  };
}
