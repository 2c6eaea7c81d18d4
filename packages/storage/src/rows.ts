import type {
  ActRow,
  Change,
  Contents,
  DirectoryRow,
  DraftRow,
  EventRow,
  InboxRow,
  KeptRow,
  OutboxRow,
  Profile,
  RoomRow,
} from "./port.ts";

/** Row type of each table. */
interface Rows {
  readonly profile: Profile;
  readonly directory: DirectoryRow;
  readonly inbox: InboxRow;
  readonly events: EventRow;
  readonly acts: ActRow;
  readonly outbox: OutboxRow;
  readonly drafts: DraftRow;
  readonly rooms: RoomRow;
  readonly kept: KeptRow;
}

export type Table = keyof Rows;

export const TABLES: readonly Table[] = [
  "profile",
  "directory",
  "inbox",
  "events",
  "acts",
  "outbox",
  "drafts",
  "rooms",
  "kept",
];

/** What makes a row that row; another one with the same identity replaces it. */
const IDENTITY: { readonly [T in Table]: (row: Rows[T]) => string } = {
  profile: () => "profile",
  directory: () => "directory",
  inbox: ({ senderKey, id }) => `${senderKey} ${id}`,
  events: ({ room, event }) => `${room} ${event}`,
  acts: ({ hash }) => hash,
  outbox: ({ id }) => id,
  drafts: ({ id }) => id,
  rooms: ({ room }) => room,
  kept: ({ kind, id }) => `${kind} ${id}`,
};

/** Where a row is. */
export interface Place {
  readonly table: Table;
  readonly id: string;
}

/** A row as adapters write it: JSON text, so that what is read back shares nothing with what was written. */
export interface WrittenRow extends Place {
  readonly text: string;
}

function written<T extends Table>(table: T, rows: readonly Rows[T][] = []): readonly WrittenRow[] {
  return rows.map((row) => ({ table, id: IDENTITY[table](row), text: JSON.stringify(row) }));
}

/** What a change removes, and then what it puts. */
export function stepsOf(change: Change): {
  readonly gone: readonly Place[];
  readonly put: readonly WrittenRow[];
} {
  const gone: Place[] = [
    ...(change.outboxGone ?? []).map((id) => ({ table: "outbox" as const, id })),
    ...(change.draftsGone ?? []).map((id) => ({ table: "drafts" as const, id })),
    ...(change.keptGone ?? []).map(({ kind, id }) => ({
      table: "kept" as const,
      id: IDENTITY.kept({ kind, id, text: "" }),
    })),
  ];
  const put = [
    ...written("profile", change.profile && [change.profile]),
    ...written("directory", change.directory && [change.directory]),
    ...written("inbox", change.inbox),
    ...written("events", change.events),
    ...written("acts", change.acts),
    ...written("outbox", change.outbox),
    ...written("drafts", change.drafts),
    ...written("rooms", change.rooms),
    ...written("kept", change.kept),
  ];
  return { gone, put };
}

/** Puts rows together in the order that the port promises. */
export function contentsOf(texts: (table: Table) => readonly string[]): Contents {
  // The texts were written by `stepsOf` and, where they left memory, came back under a seal.
  const rows = <T extends Table>(table: T): readonly Rows[T][] =>
    texts(table)
      .map((text) => JSON.parse(text) as Rows[T])
      .map((row) => ({ row, order: place(table, row) }))
      .toSorted((a, b) => byOrder(a.order, b.order))
      .map(({ row }) => row);
  return {
    profile: rows("profile")[0] ?? null,
    directory: rows("directory")[0] ?? null,
    inbox: rows("inbox"),
    events: rows("events"),
    acts: rows("acts"),
    outbox: rows("outbox"),
    drafts: rows("drafts"),
    rooms: rows("rooms"),
    kept: rows("kept"),
  };
}

type Order = readonly [seq: number, id: string];

function place<T extends Table>(table: T, row: Rows[T]): Order {
  return ["seq" in row ? row.seq : 0, IDENTITY[table](row)];
}

function byOrder([aSeq, aId]: Order, [bSeq, bId]: Order): number {
  return aSeq - bSeq || (aId < bId ? -1 : aId > bId ? 1 : 0);
}
