import { randomBytes } from "node:crypto";
import type { RoomId } from "@parley/base";
import type { HostileProxy, JsonReply } from "../harness/hostile-proxy.ts";

/** An event as a homeserver tells it. */
export interface ToldEvent {
  type: string;
  sender: string;
  content: { [key: string]: unknown };
  event_id?: string;
  origin_server_ts?: number;
  state_key?: string;
  unsigned?: object;
  redacts?: string;
}

interface Told {
  events: ToldEvent[];
}

/** A joined room of a sync reply. */
export interface ToldRoom {
  timeline: Told & { limited?: boolean; prev_batch?: string };
  state: Told;
  ephemeral: Told;
  account_data: Told;
  readonly "org.matrix.msc4222.state_after"?: Told;
}

/** A sync reply that can be changed; what the homeserver left out is there, empty. */
export interface ToldSync {
  next_batch: string;
  readonly rooms: {
    readonly join: Record<RoomId, ToldRoom>;
    readonly invite: Record<RoomId, { invite_state: Told }>;
    readonly leave: Record<RoomId, ToldRoom>;
  };
  readonly presence: Told;
  readonly account_data: Told;
  readonly to_device: Told;
}

type Change = (sync: ToldSync) => void;

/** Changes every sync reply of a line from here on; whoever waits for one gets one at once. */
export function changeSyncs(line: HostileProxy, change: Change): void {
  line.set((request) => (request.path.endsWith("/sync") ? changing(change) : "pass"));
  line.hurry();
}

/** The fate of a sync that is changed. */
export function changing(change: Change): (reply: JsonReply) => unknown {
  return (reply) => {
    // A refusal is no sync.
    if (typeof reply["next_batch"] !== "string") return reply;
    const told = filledIn(reply);
    change(told);
    return told;
  };
}

/** Says something in the next sync reply of a line, once; resolves when it has gone out. */
export function sayOnce(line: HostileProxy, change: Change): Promise<void> {
  return new Promise((resolve) => {
    let said = false;
    changeSyncs(line, (sync) => {
      if (said) return;
      said = true;
      clearInterval(hurry);
      change(sync);
      resolve();
    });
    // A sync that was just on its way here waits as well.
    const hurry = setInterval(() => line.hurry(), 50);
  });
}

/** A room of the reply; told as joined where the reply does not name it. */
export function roomIn(sync: ToldSync, room: RoomId): ToldRoom {
  return (sync.rooms.join[room] ??= emptyRoom());
}

/** An id as the homeserver gives to events. */
export function madeUpId(): string {
  return `$${randomBytes(32).toString("base64url")}`;
}

/** Every state event that a room of the reply brings, wherever it stands there. */
export function stateOf(room: ToldRoom): readonly ToldEvent[] {
  return [room.state, room.timeline, room["org.matrix.msc4222.state_after"]]
    .flatMap((part) => part?.events ?? [])
    .filter(({ state_key }) => state_key !== undefined);
}

/** Puts a state event where the reply tells the state of now. */
export function addState(room: ToldRoom, event: ToldEvent): void {
  const told = { event_id: madeUpId(), origin_server_ts: Date.now(), ...event };
  // With state after the timeline, nothing else counts as state.
  (room["org.matrix.msc4222.state_after"] ?? room.timeline).events.push(told);
}

function filledIn(reply: JsonReply): ToldSync {
  const told = reply as unknown as Partial<ToldSync>;
  const { join = {}, invite = {}, leave = {} } = told.rooms ?? {};
  for (const [id, room] of Object.entries(join)) join[id as RoomId] = { ...emptyRoom(), ...room };
  return {
    ...told,
    next_batch: told.next_batch ?? "",
    rooms: { ...told.rooms, join, invite, leave },
    presence: told.presence ?? { events: [] },
    account_data: told.account_data ?? { events: [] },
    to_device: told.to_device ?? { events: [] },
  };
}

function emptyRoom(): ToldRoom {
  const none = (): Told => ({ events: [] });
  return { timeline: none(), state: none(), ephemeral: none(), account_data: none() };
}
