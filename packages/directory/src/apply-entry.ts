import type { StateCode } from "@parley/base";
import type { Book } from "./book.ts";
import { nextRoot } from "./check-operation.ts";
import type { EntryView } from "./entry.ts";
import { keyIdOfDevice } from "./key-id.ts";
import { keysOf } from "./keys.ts";
import { needsCosigners } from "./needed.ts";
import type { DirectoryRecord } from "./record.ts";
import { speaksForState, waitOf, type RecordStanding, type StateStanding } from "./standing.ts";

/** Writes down what an entry says that was checked against the book, with its signatures. */
export function applyEntry(book: Book, entry: EntryView): void {
  const { operation, n, at } = entry;
  closeReset(book, entry);
  switch (operation.op) {
    case "admit":
      admit(book, operation.rec);
      break;
    case "list": {
      const { id, device } = operation.rec;
      const standing = book.records.get(id);
      standing?.listed.set(keyIdOfDevice(device), device);
      standing?.ids.add(device.id);
      book.keys.take(keysOf(device));
      break;
    }
    case "disable": {
      const standing = book.records.get(operation.rec.id);
      const device = standing?.listed.get(operation.rec.key);
      standing?.listed.delete(operation.rec.key);
      if (device !== undefined) book.keys.takeOut(keysOf(device));
      break;
    }
    case "card":
      break;
    case "headkey":
      if (book.headKey !== null) book.keys.takeOut([book.headKey]);
      book.headKey = operation.rec.key;
      book.keys.take([book.headKey]);
      break;
    case "reset": {
      const standing = book.states.get(operation.rec.state);
      const records = [...(standing?.records.values() ?? [])].map(({ record }) => record);
      if (standing !== undefined) standing.reset = { n, until: at + waitOf(records) };
      break;
    }
    case "root":
      follow(book, operation.rec.root);
      break;
  }
  book.entries.push(entry);
}

function admit(book: Book, record: DirectoryRecord): void {
  const standing: RecordStanding = {
    record,
    listed: new Map(record.devices.map((device) => [keyIdOfDevice(device), device])),
    ids: new Set(record.devices.map(({ id }) => id)),
  };
  book.records.set(record.id, standing);
  book.admitted.add(record.id);
  book.users.add(record.user);
  book.keys.take(record.devices.flatMap(keysOf));
  if (record.kind === "service") return;
  const { state } = record;
  const ofState: StateStanding = book.states.get(state) ?? {
    state,
    records: new Map(),
    speakers: [],
    reset: null,
  };
  ofState.records.set(record.id, standing);
  if (speaksForState(record)) ofState.speakers.push(standing);
  book.states.set(state, ofState);
}

/** A reset is over when an entry rests on it, or when the State itself signs beside one on its records. */
function closeReset(book: Book, { operation, state, cosigners, restsOn }: EntryView): void {
  if (restsOn === null && (cosigners.length === 0 || !needsCosigners(operation.op))) return;
  const standing = state === null ? undefined : book.states.get(state);
  if (standing === undefined) return;
  standing.reset = null;
  if (restsOn !== null) endRecords(book, standing.state);
}

/** The State is as before its first admission: none of its keys is listed any more, and none comes back. */
function endRecords(book: Book, state: StateCode): void {
  const standing = book.states.get(state);
  for (const { record, listed } of standing?.records.values() ?? []) {
    for (const device of listed.values()) book.keys.takeOut(keysOf(device));
    book.records.delete(record.id);
  }
  standing?.records.clear();
  standing?.speakers.splice(0);
}

function follow(book: Book, text: string): void {
  const next = nextRoot(text);
  if (next === null) throw new Error("a root that was not checked");
  const removed = book.root.officers.filter((key) => !next.officers.includes(key));
  for (const key of removed) book.formerOfficers.add(key);
  book.keys.takeOut(removed);
  book.keys.take(next.officers);
  book.root = next;
}
