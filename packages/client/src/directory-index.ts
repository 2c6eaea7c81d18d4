import type { Instant, KeyId, RecordId } from "@parley/base";
import type { EntryView, ListedDevice, Log } from "@parley/directory";
import { keyOfDevice } from "./without-reported.ts";

/** Where things stand in a log: looked up by every snapshot, found once for each log. */
export interface DirectoryIndex {
  /** Entry that admitted a record. */
  readonly admitted: ReadonlyMap<RecordId, EntryView>;
  /** Every device that was ever listed for a record, with the entry that listed it. */
  readonly devices: ReadonlyMap<RecordId, readonly ListedHere[]>;
  /** Records that ever had a card. */
  readonly withCard: ReadonlySet<RecordId>;
}

export interface ListedHere {
  readonly device: ListedDevice;
  readonly key: KeyId;
  readonly entry: EntryView;
}

const known = new WeakMap<Log, DirectoryIndex>();

export function indexOf(log: Log): DirectoryIndex {
  const before = known.get(log);
  if (before !== undefined) return before;
  const admitted = new Map<RecordId, EntryView>();
  const devices = new Map<RecordId, ListedHere[]>();
  const withCard = new Set<RecordId>();
  const list = (rec: RecordId, device: ListedDevice, entry: EntryView): void => {
    const all = devices.get(rec) ?? [];
    devices.set(rec, all);
    all.push({ device, key: keyOfDevice(device), entry });
  };
  for (const entry of log.entries()) {
    const { operation } = entry;
    if ((operation.op === "admit" || operation.op === "card") && operation.rec.card !== "")
      withCard.add(operation.rec.id);
    if (operation.op === "admit") {
      admitted.set(operation.rec.id, entry);
      for (const device of operation.rec.devices) list(operation.rec.id, device, entry);
    } else if (operation.op === "list") list(operation.rec.id, operation.rec.device, entry);
  }
  const index = { admitted, devices, withCard };
  known.set(log, index);
  return index;
}

/** Positions in the trust root, from 1, of the officers who signed an entry. */
export function officersOf(log: Log, { n, officers }: EntryView): readonly number[] {
  const root = log.rootNow(n - 1);
  return officers.map((key) => root.officers.indexOf(key) + 1);
}

/** Number and claimed time of an entry. */
export function placeOf(log: Log, n: number): { readonly n: number; readonly at: Instant } {
  return { n, at: log.entryAt(n)?.at ?? log.head.at };
}
