import type { Instant, KeyId, Level, Power, RecordId, StateCode, UserId } from "@parley/base";
import type { EntryView } from "./entry.ts";
import { keyIdOfDevice } from "./key-id.ts";
import type { CosigningRecord } from "./needed.ts";
import type { DirectoryRecord, ListedDevice } from "./record.ts";
import type { TrustRoot } from "./root.ts";
import { cosignersOf, speaksForState } from "./standing.ts";
import { Timeline, type Reset } from "./timeline.ts";

/** Newest entry: number from 1, hash (32 bytes, base64url) and claimed time. An empty log: 0, "", time of the root. */
export interface Head {
  readonly n: number;
  readonly h: string;
  readonly at: Instant;
}

/** A device together with the record that lists it. */
export interface DeviceOfRecord {
  readonly record: DirectoryRecord;
  readonly device: ListedDevice;
  readonly key: KeyId;
}

/** Whose signatures an entry on a State's records needs: `count` of distinct records; 0 before its first admission. */
export interface CosignersNeeded {
  readonly count: number;
  readonly records: readonly CosigningRecord[];
}

/**
 * A directory log that verified from the root. Every question takes an entry number `n`, and is answered as
 * of that head; without it, as of the newest. Records come with the devices listed at that head only.
 */
export interface Log {
  /** The root that it begins at. */
  readonly root: TrustRoot;
  readonly text: string;
  readonly head: Head;
  /** Hash of entry n, "" for 0; null above the head. */
  hashAt(n: number): string | null;
  records(n?: number): readonly DirectoryRecord[];
  recordOf(rec: RecordId, n?: number): DirectoryRecord | null;
  recordByUser(user: UserId, n?: number): DirectoryRecord | null;
  listedDevices(user: UserId, n?: number): readonly ListedDevice[];
  deviceBySenderKey(user: UserId, curve25519: string, n?: number): DeviceOfRecord | null;
  isListed(rec: RecordId, key: KeyId, n?: number): boolean;
  /** Act public key, base64url, while it is listed; null before and after. */
  keyAt(rec: RecordId, key: KeyId, n: number): string | null;
  /** Act public key, base64url, of a device that was ever listed for the record: signatures stay checkable. */
  everKey(rec: RecordId, key: KeyId): string | null;
  /** Entry that listed the key; null where none did. */
  listedAt(key: KeyId): number | null;
  /** Entry that took the key out; null while none has. */
  disabledAt(key: KeyId): number | null;

  /** All entries, oldest first: what they say, and who signed them. */
  entries(): readonly EntryView[];
  entryAt(n: number): EntryView | null;
  /** The root in force after entry n. */
  rootNow(n?: number): TrustRoot;
  /** Ed25519 key that dates heads, base64url; null while there is none. */
  headKey(n?: number): string | null;
  /** Every reset there ever was, oldest first. */
  resets(): readonly Reset[];
  cosignersNeeded(state: StateCode, n?: number): CosignersNeeded;
  /** States with a listed device, ascending; services of the Secretariat count for none. */
  statesListed(n?: number): readonly StateCode[];

  /** The fold's words for the same log. A record keeps its State, levels and powers when its devices are disabled. */
  state(rec: RecordId, n?: number): StateCode | null;
  levels(rec: RecordId, n?: number): readonly Level[];
  powers(rec: RecordId, n?: number): readonly Power[];
  listed(key: KeyId, rec: RecordId, n: number): boolean;
}

/** Builds the answers from entries that were checked against each other. */
export function makeLog(root: TrustRoot, text: string, entries: readonly EntryView[]): Log {
  const line = new Timeline(entries);
  const last = entries.at(-1);
  const head: Head = { n: last?.n ?? 0, h: last?.h ?? "", at: last?.at ?? root.at };

  const recordOf = (rec: RecordId, n: number = head.n): DirectoryRecord | null => {
    const record = line.versionAt(rec, n);
    if (record === null) return null;
    const devices = record.devices.filter(
      (device) => line.listingAt(rec, keyIdOfDevice(device), n) !== null,
    );
    return { ...record, devices };
  };
  const records = (n: number = head.n): readonly DirectoryRecord[] =>
    [...line.versions.keys()].map((rec) => recordOf(rec, n)).filter((record) => record !== null);
  const recordByUser = (user: UserId, n: number = head.n): DirectoryRecord | null => {
    const rec = line.ofUser.get(user);
    return rec === undefined ? null : recordOf(rec, n);
  };
  const isListed = (rec: RecordId, key: KeyId, n: number = head.n): boolean =>
    line.listingAt(rec, key, n) !== null;

  return {
    root,
    text,
    head,
    hashAt: (n) => (n === 0 ? "" : (entries[n - 1]?.h ?? null)),
    records,
    recordOf,
    recordByUser,
    listedDevices: (user, n) => recordByUser(user, n)?.devices ?? [],
    deviceBySenderKey: (user, curve25519, n) => {
      const record = recordByUser(user, n);
      const device = record?.devices.find((one) => one.curve25519 === curve25519);
      return record === null || device === undefined
        ? null
        : { record, device, key: keyIdOfDevice(device) };
    },
    isListed,
    keyAt: (rec, key, n) => line.listingAt(rec, key, n)?.device.act ?? null,
    everKey: (rec, key) => {
      const listing = line.listings.get(key);
      return listing?.rec === rec ? listing.device.act : null;
    },
    listedAt: (key) => line.listings.get(key)?.from ?? null,
    disabledAt: (key) => line.listings.get(key)?.until ?? null,
    entries: () => entries,
    entryAt: (n) => entries[n - 1] ?? null,
    rootNow: (n = head.n) => line.roots.findLast(({ from }) => from <= n)?.root ?? root,
    headKey: (n = head.n) => line.headKeys.findLast(({ from }) => from <= n)?.key ?? null,
    resets: () => line.resets,
    cosignersNeeded: (state, n = head.n) => cosignersNeeded(records(n), state),
    statesListed: (n) => statesOf(records(n)),
    state: (rec, n = head.n) => line.versionAt(rec, n)?.state ?? null,
    levels: (rec, n = head.n) => line.versionAt(rec, n)?.level ?? [],
    powers: (rec, n = head.n) => line.versionAt(rec, n)?.powers ?? [],
    listed: (key, rec, n) => isListed(rec, key, n),
  };
}

/** From records as of one number. A record that a reset ended has no listed device, so it signs for nobody. */
function cosignersNeeded(records: readonly DirectoryRecord[], state: StateCode): CosignersNeeded {
  const ofState = records.filter((record) => record.state === state && record.kind !== "service");
  const may = ofState.filter((record) => record.devices.length > 0 && speaksForState(record));
  return {
    count: ofState.length === 0 ? 0 : cosignersOf(may.length),
    records: may.map(({ id, devices }) => ({ rec: id, keys: devices.map(keyIdOfDevice) })),
  };
}

function statesOf(records: readonly DirectoryRecord[]): readonly StateCode[] {
  const listed = records.filter(({ kind, devices }) => kind !== "service" && devices.length > 0);
  return [...new Set(listed.map(({ state }) => state))].toSorted();
}
