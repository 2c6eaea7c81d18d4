import type { Instant, KeyId, Level, Power, RecordId, StateCode, UserId } from "@parley/base";
import type { Entry } from "./entry.ts";
import { keyIdOfDevice } from "./key-id.ts";
import type { DirectoryRecord, ListedDevice } from "./record.ts";
import type { TrustRoot } from "./root.ts";

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

/**
 * A directory log that verified from the root. Every question takes an entry number `n`, and is answered as
 * of that head; without it, as of the newest. Records come with the devices listed at that head only.
 */
export interface Log {
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
  /** Entry that disabled the key; null while none has. */
  disabledAt(key: KeyId): number | null;

  /** The fold's words for the same log. A record keeps its State, levels and powers when its devices are disabled. */
  state(rec: RecordId, n?: number): StateCode | null;
  levels(rec: RecordId, n?: number): readonly Level[];
  powers(rec: RecordId, n?: number): readonly Power[];
  listed(key: KeyId, rec: RecordId, n: number): boolean;
}

interface Listing {
  readonly rec: RecordId;
  readonly device: ListedDevice;
  readonly from: number;
  /** Entry that disabled it. */
  readonly until: number | null;
}

interface Admission {
  readonly record: DirectoryRecord;
  readonly from: number;
}

/** Builds the answers from entries that `readLog` has checked against each other. */
export function makeLog(root: TrustRoot, text: string, entries: readonly Entry[]): Log {
  const admissions = new Map<RecordId, Admission>();
  const ofUser = new Map<UserId, RecordId>();
  const listings = new Map<KeyId, Listing>();
  for (const { n, operation } of entries) {
    if (operation.op === "admit") {
      const { rec: record } = operation;
      admissions.set(record.id, { record, from: n });
      ofUser.set(record.user, record.id);
      for (const device of record.devices)
        listings.set(keyIdOfDevice(device), { rec: record.id, device, from: n, until: null });
    } else {
      const listing = listings.get(operation.rec.key);
      if (listing !== undefined) listings.set(operation.rec.key, { ...listing, until: n });
    }
  }
  const last = entries.at(-1);
  const head: Head = { n: last?.n ?? 0, h: last?.h ?? "", at: last?.at ?? root.at };

  const listingAt = (rec: RecordId, key: KeyId, n: number): Listing | null => {
    const listing = listings.get(key);
    return listing?.rec === rec &&
      listing.from <= n &&
      (listing.until === null || listing.until > n)
      ? listing
      : null;
  };
  /** The record as it was admitted, with all its devices. */
  const admittedAt = (rec: RecordId, n: number = head.n): DirectoryRecord | null => {
    const admission = admissions.get(rec);
    return admission === undefined || admission.from > n ? null : admission.record;
  };
  const recordOf = (rec: RecordId, n: number = head.n): DirectoryRecord | null => {
    const record = admittedAt(rec, n);
    if (record === null) return null;
    const devices = record.devices.filter(
      (device) => listingAt(rec, keyIdOfDevice(device), n) !== null,
    );
    return { ...record, devices };
  };
  const recordByUser = (user: UserId, n: number = head.n): DirectoryRecord | null => {
    const rec = ofUser.get(user);
    return rec === undefined ? null : recordOf(rec, n);
  };
  const isListed = (rec: RecordId, key: KeyId, n: number = head.n): boolean =>
    listingAt(rec, key, n) !== null;

  return {
    root,
    text,
    head,
    hashAt: (n) => (n === 0 ? "" : (entries[n - 1]?.h ?? null)),
    records: (n = head.n) =>
      [...admissions.keys()].map((rec) => recordOf(rec, n)).filter((record) => record !== null),
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
    keyAt: (rec, key, n) => listingAt(rec, key, n)?.device.act ?? null,
    everKey: (rec, key) => {
      const listing = listings.get(key);
      return listing?.rec === rec ? listing.device.act : null;
    },
    listedAt: (key) => listings.get(key)?.from ?? null,
    disabledAt: (key) => listings.get(key)?.until ?? null,
    state: (rec, n) => admittedAt(rec, n)?.state ?? null,
    levels: (rec, n) => admittedAt(rec, n)?.level ?? [],
    powers: (rec, n) => admittedAt(rec, n)?.powers ?? [],
    listed: (key, rec, n) => isListed(rec, key, n),
  };
}
