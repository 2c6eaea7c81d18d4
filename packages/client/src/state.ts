import {
  accept,
  refuse,
  type ActHash,
  type EventId,
  type Instant,
  type KeyId,
  type PayloadId,
  type Result,
  type RoomId,
  type UserId,
} from "@parley/base";
import { keyIdOf, parseRoot, readKeptLog, type Log, type TrustRoot } from "@parley/directory";
import type {
  Change,
  Contents,
  DirectoryRow,
  DraftRow,
  InboxRow,
  OutboxRow,
  Profile,
  RoomRow,
  StoreRefusal,
} from "@parley/storage";
import { ownBytes } from "./bytes.ts";
import { Channel } from "./channel.ts";
import { heldReports, REPORT, type HeldReport } from "./device-reports.ts";
import { keptOf, type KeptAct } from "./kept-act.ts";
import type { ArrivalReason } from "./reasons.ts";
import { withoutReported } from "./without-reported.ts";

/** In place of a sender key in rows of what never was a payload; no curve25519 key reads so. */
export const NO_SENDER = "event";

export const inboxKey = (row: Pick<InboxRow, "senderKey" | "id">): string =>
  `${row.senderKey} ${row.id}`;
const eventKey = (room: RoomId, event: EventId): string => `${room} ${event}`;

/** How long a room key is waited for that did not come with its event, in ms: a week. */
const KEY_MAY_COME = 7 * 24 * 3_600_000;

/** The row of a log that waits for the end of a reset's wait. */
export const OFFERED = { kind: "offered", id: "" } as const;

interface Kept {
  readonly sender: UserId;
  rows: number;
}

/** What the store holds, in memory. Changes only by `apply`, with what was committed. */
export class State {
  readonly root: TrustRoot;
  /** Id of this device's act key. */
  readonly ownKey: KeyId;
  profile: Profile;
  log: Log;
  /** The log as it counts now for keys, reading and trust: without devices that were reported. */
  listed: Log;
  /** Reports that hold, by the id of the device's act key. */
  reports: ReadonlyMap<KeyId, HeldReport> = new Map();
  readonly inbox: Map<string, InboxRow> = new Map();
  readonly outbox: Map<PayloadId, OutboxRow> = new Map();
  readonly drafts: Map<string, DraftRow> = new Map();
  readonly rooms: Map<RoomId, RoomRow> = new Map();
  readonly acts: Map<ActHash, KeptAct> = new Map();
  readonly channels: Map<ActHash, Channel> = new Map();
  /** Rows of one kind, by id. */
  readonly #keptOf = new Map<string, Map<string, string>>();
  /** Rows without a verdict, by room. */
  readonly #waiting = new Map<RoomId, Map<string, InboxRow>>();
  readonly #inboxOf = new Map<RoomId, Map<string, InboxRow>>();
  readonly #outboxOf = new Map<RoomId, Map<PayloadId, OutboxRow>>();
  /** Rows by room and sending device, with the account that the first of them came from. */
  readonly #kept = new Map<RoomId, Map<string, Kept>>();
  /** How many rows of a room may read otherwise should their event come once more. */
  readonly #unsettled = new Map<RoomId, number>();
  readonly #channelOfRoom = new Map<RoomId, Channel>();
  readonly #events = new Set<string>();
  #seq = 0;

  private constructor(profile: Profile, root: TrustRoot, log: Log) {
    this.profile = profile;
    this.ownKey = keyIdOf(ownBytes(profile.act.publicKey));
    this.root = root;
    this.log = log;
    this.listed = log;
  }

  /** Null where there is no profile. */
  static of(contents: Contents): Result<State | null, StoreRefusal> {
    const { profile } = contents;
    if (profile === null) return accept(null);
    const root = parseRoot(profile.root);
    if (!root.ok) return refuse("damaged");
    // Verified before it was written, into rows that are sealed under this profile's own key.
    const log = readKeptLog(root.value, contents.directory?.log ?? "");
    if (!log.ok) return refuse("damaged");
    const state = new State(profile, root.value, log.value);
    const { inbox, events, acts, outbox, drafts, rooms, kept: others } = contents;
    const parsed: KeptAct[] = [];
    for (const row of acts) {
      const kept = keptOf(row);
      if (kept === null) return refuse("damaged");
      parsed.push(kept);
    }
    state.apply({ inbox, events, outbox, drafts, rooms, kept: others });
    // What follows an opening may have come in before it.
    const opens = ({ row }: KeptAct): boolean => row.chan === row.hash;
    for (const kept of parsed.filter(opens)) state.#keep(kept);
    for (const kept of parsed.filter((one) => !opens(one))) state.#keep(kept);
    return accept(state);
  }

  /** The next place in the order of this device; given out once. */
  nextSeq(): number {
    return ++this.#seq;
  }

  /** The newest place given out. */
  get seq(): number {
    return this.#seq;
  }

  hasEvent(room: RoomId, event: EventId): boolean {
    return this.#events.has(eventKey(room, event));
  }

  /**
   * Whether paging back may end at this event. What could not be read yet is asked for again, while it is young
   * enough that its key may still come: so only what came in before it ends the paging.
   */
  mayEndAt(room: RoomId, event: EventId, now: Instant): boolean {
    if (!this.hasEvent(room, event)) return false;
    const rows = this.inboxIn(room);
    const open = rows.filter(
      ({ reason, receivedAt }) => reason === "unreadable" && now - receivedAt < KEY_MAY_COME,
    );
    if (open.length === 0) return true;
    const first = Math.min(...open.map(({ seq }) => seq));
    return rows.some((row) => row.event === event && row.seq < first);
  }

  /**
   * Whether the event, should it come once more, changes nothing: it was taken in, and nothing of its room was left
   * unread, shown under another's name, or not taken for want of space.
   */
  isSettled(room: RoomId, event: EventId): boolean {
    return this.hasEvent(room, event) && (this.#unsettled.get(room) ?? 0) === 0;
  }

  channelOf(room: RoomId): Channel | null {
    return this.#channelOfRoom.get(room) ?? null;
  }

  /** Takes over what was committed. `log` comes verified, beside its row. */
  apply(change: Change, log?: Log): void {
    if (change.profile !== undefined) this.profile = change.profile;
    if (log !== undefined) this.log = log;
    for (const id of change.outboxGone ?? []) this.#takeOut(id);
    for (const id of change.draftsGone ?? []) this.drafts.delete(id);
    for (const row of change.inbox ?? []) this.#takeIn(this.#counted(row));
    for (const row of change.outbox ?? []) this.#putOut(this.#counted(row));
    for (const row of change.drafts ?? []) this.drafts.set(row.id, row);
    for (const row of change.rooms ?? []) this.rooms.set(row.room, row);
    for (const { kind, id } of change.keptGone ?? []) this.#keptOf.get(kind)?.delete(id);
    for (const { kind, id, text } of change.kept ?? []) this.#keptIn(kind).set(id, text);
    for (const { room, event } of change.events ?? []) this.#events.add(eventKey(room, event));
    for (const row of change.acts ?? []) {
      const kept = keptOf(row);
      if (kept === null) throw new Error("an act was committed that does not parse");
      this.#keep(kept);
    }
    const rows = [...(change.kept ?? []), ...(change.keptGone ?? [])];
    if (log !== undefined || rows.some(({ kind }) => kind === REPORT)) this.#lookAtReports();
  }

  #lookAtReports(): void {
    this.reports = heldReports(this.log, this.kept(REPORT));
    this.listed = withoutReported(this.log, new Set(this.reports.keys()));
  }

  /** What a part of the client keeps of one kind: text by id, in the order in which each was first written. */
  kept(kind: string): ReadonlyMap<string, string> {
    return this.#keptOf.get(kind) ?? new Map<string, string>();
  }

  /** A longer log that was offered and is not taken up as a whole yet, as text (DIR-1); null where there is none. */
  get offered(): string | null {
    return this.kept(OFFERED.kind).get(OFFERED.id) ?? null;
  }

  /** Rows of a room, in the order in which they came to be known. */
  inboxIn(room: RoomId): readonly InboxRow[] {
    return [...(this.#inboxOf.get(room)?.values() ?? [])];
  }

  /** What this device has sent or is to send in a room. */
  outboxIn(room: RoomId): readonly OutboxRow[] {
    return [...(this.#outboxOf.get(room)?.values() ?? [])];
  }

  /** Whether this device's key signed the act. */
  isOwn(act: ActHash): boolean {
    return this.acts.get(act)?.signed.act.key === this.ownKey;
  }

  /** Rows of a room that have no verdict yet, in order of arrival. */
  waitingIn(room: RoomId): readonly InboxRow[] {
    return [...(this.#waiting.get(room)?.values() ?? [])].toSorted((a, b) => a.seq - b.seq);
  }

  /** Rows of a room that one device caused. */
  keptFrom(room: RoomId, senderKey: string): number {
    return this.#kept.get(room)?.get(senderKey)?.rows ?? 0;
  }

  /** Payloads of a room from devices that are not listed now. */
  keptFromUnlisted(room: RoomId): number {
    return [...(this.#kept.get(room) ?? [])]
      .filter(
        ([key, { sender }]) =>
          key !== NO_SENDER && this.log.deviceBySenderKey(sender, key) === null,
      )
      .reduce((sum, [, { rows }]) => sum + rows, 0);
  }

  #keptIn(kind: string): Map<string, string> {
    const rows = this.#keptOf.get(kind) ?? new Map<string, string>();
    this.#keptOf.set(kind, rows);
    return rows;
  }

  #takeIn(row: InboxRow): void {
    const key = inboxKey(row);
    if (!this.inbox.has(key)) {
      const room = this.#kept.get(row.room) ?? new Map<string, Kept>();
      this.#kept.set(row.room, room);
      const known = room.get(row.senderKey) ?? { sender: row.sender, rows: 0 };
      room.set(row.senderKey, known);
      known.rows += 1;
    }
    const more = Number(isUnsettled(row)) - Number(isUnsettled(this.inbox.get(key)));
    this.#unsettled.set(row.room, (this.#unsettled.get(row.room) ?? 0) + more);
    this.inbox.set(key, row);
    mapIn(this.#inboxOf, row.room).set(key, row);
    const waiting = mapIn(this.#waiting, row.room);
    if (row.verdict === "waiting") waiting.set(key, row);
    else waiting.delete(key);
  }

  #putOut(row: OutboxRow): void {
    this.outbox.set(row.id, row);
    // An opening has no room at first; nothing ever goes from one room to another.
    if (row.room !== null) mapIn(this.#outboxOf, row.room).set(row.id, row);
  }

  #takeOut(id: PayloadId): void {
    const room = this.outbox.get(id)?.room ?? null;
    this.outbox.delete(id);
    if (room !== null) this.#outboxOf.get(room)?.delete(id);
  }

  #counted<Row extends { readonly seq: number }>(row: Row): Row {
    this.#seq = Math.max(this.#seq, row.seq);
    return row;
  }

  #keep(kept: KeptAct): void {
    const { row, signed } = kept;
    this.#counted(row);
    this.acts.set(signed.hash, kept);
    let channel = this.channels.get(row.chan);
    if (channel === undefined) {
      // Only openings that were accepted are kept, and before everything that follows them.
      if (row.chan !== signed.hash) throw new Error("an act was kept before its opening");
      channel = new Channel(signed, row.room);
      this.channels.set(row.chan, channel);
      this.#channelOfRoom.set(row.room, channel);
    }
    channel.put(kept);
  }
}

function mapIn<K, V>(maps: Map<RoomId, Map<K, V>>, room: RoomId): Map<K, V> {
  const map = maps.get(room) ?? new Map<K, V>();
  maps.set(room, map);
  return map;
}

/** Reasons of rows that may read otherwise when their event comes once more. */
const MAY_CHANGE: ReadonlySet<string | undefined> = new Set<ArrivalReason>([
  "unreadable",
  "shield",
  "too-many",
]);

function isUnsettled(row: InboxRow | undefined): boolean {
  return MAY_CHANGE.has(row?.reason);
}

/** The row of a log that was taken up. */
export function directoryRow(log: Log, at: number): DirectoryRow {
  return { log: log.text, n: log.head.n, head: log.head.h, at };
}
