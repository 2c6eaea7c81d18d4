import type { Instant, KeyId, RecordId, StateCode, UserId } from "@parley/base";
import { nextRoot } from "./check-operation.ts";
import type { EntryView } from "./entry.ts";
import { keyIdOfDevice } from "./key-id.ts";
import { needsCosigners } from "./needed.ts";
import type { DirectoryRecord, ListedDevice } from "./record.ts";
import type { TrustRoot } from "./root.ts";
import { waitOf } from "./standing.ts";

/** A device of a record, from the entry that listed it to the one that took it out. */
export interface Listing {
  readonly rec: RecordId;
  readonly device: ListedDevice;
  readonly from: number;
  /** Entry that took it out; null while none has. */
  until: number | null;
}

/** A record from one entry on, with all devices that were ever listed for it. */
interface Version {
  readonly from: number;
  readonly record: DirectoryRecord;
}

/** A reset of a State by the officers, shown everywhere (DIR-1). */
export interface Reset {
  readonly state: StateCode;
  /** Number and claimed time of its entry. */
  readonly n: number;
  readonly at: Instant;
  /** End of the wait by that time. */
  readonly until: Instant;
  /** What ended it: an admission that rests on it, or the State that signed for itself; null while it is open. */
  readonly end: { readonly n: number; readonly by: "admission" | "state" } | null;
}

/** What the entries of a log say, each thing from which number on. */
export class Timeline {
  readonly versions: Map<RecordId, Version[]> = new Map();
  readonly ofUser: Map<UserId, RecordId> = new Map();
  readonly listings: Map<KeyId, Listing> = new Map();
  readonly headKeys: { readonly from: number; readonly key: string }[] = [];
  /** Roots after the first one. */
  readonly roots: { readonly from: number; readonly root: TrustRoot }[] = [];
  readonly resets: Reset[] = [];
  /** Records that no reset has ended, by State; services of the Secretariat are in none. */
  readonly ofState: Map<StateCode, RecordId[]> = new Map();

  constructor(entries: readonly EntryView[]) {
    for (const entry of entries) this.#add(entry);
  }

  /** The record as of entry n, with all its devices so far. */
  versionAt(rec: RecordId, n: number): DirectoryRecord | null {
    return this.versions.get(rec)?.findLast(({ from }) => from <= n)?.record ?? null;
  }

  listingAt(rec: RecordId, key: KeyId, n: number): Listing | null {
    const listing = this.listings.get(key);
    if (listing?.rec !== rec || listing.from > n) return null;
    return listing.until === null || listing.until > n ? listing : null;
  }

  #add(entry: EntryView): void {
    const { operation, n, at } = entry;
    this.#closeReset(entry);
    switch (operation.op) {
      case "admit":
        this.#admit(operation.rec, n);
        break;
      case "list": {
        const { id, device, holder } = operation.rec;
        const devices = [...(this.#newest(id)?.devices ?? []), device];
        this.#change(id, n, { holder, devices });
        this.#list(id, device, n);
        break;
      }
      case "disable":
        this.#takeOut(operation.rec.key, n);
        break;
      case "card": {
        const { id, card, conf } = operation.rec;
        this.#change(id, n, { card, conf });
        break;
      }
      case "headkey":
        this.headKeys.push({ from: n, key: operation.rec.key });
        break;
      case "reset": {
        const { state } = operation.rec;
        const records = (this.ofState.get(state) ?? []).map((rec) => this.#newest(rec));
        const wait = waitOf(records.filter((record) => record !== null));
        this.resets.push({ state, n, at, until: at + wait, end: null });
        break;
      }
      case "root": {
        const root = nextRoot(operation.rec.root);
        if (root !== null) this.roots.push({ from: n, root });
        break;
      }
    }
  }

  #admit(record: DirectoryRecord, n: number): void {
    const { id, user, state, kind } = record;
    this.versions.set(id, [{ from: n, record }]);
    this.ofUser.set(user, id);
    if (kind !== "service") this.ofState.set(state, [...(this.ofState.get(state) ?? []), id]);
    for (const device of record.devices) this.#list(id, device, n);
  }

  #list(rec: RecordId, device: ListedDevice, n: number): void {
    this.listings.set(keyIdOfDevice(device), { rec, device, from: n, until: null });
  }

  #takeOut(key: KeyId, n: number): void {
    const listing = this.listings.get(key);
    if (listing?.until === null) listing.until = n;
  }

  #newest(rec: RecordId): DirectoryRecord | null {
    return this.versions.get(rec)?.at(-1)?.record ?? null;
  }

  #change(rec: RecordId, n: number, change: Partial<DirectoryRecord>): void {
    const record = this.#newest(rec);
    if (record !== null)
      this.versions.get(rec)?.push({ from: n, record: { ...record, ...change } });
  }

  #closeReset({ n, operation, state, cosigners, restsOn }: EntryView): void {
    if (state === null) return;
    const bySelf = restsOn === null && cosigners.length > 0 && needsCosigners(operation.op);
    if (restsOn === null && !bySelf) return;
    const open = this.resets.findIndex((reset) => reset.state === state && reset.end === null);
    const reset = this.resets[open];
    if (reset === undefined) return;
    this.resets[open] = { ...reset, end: { n, by: bySelf ? "state" : "admission" } };
    if (!bySelf) this.#endRecords(state, n);
  }

  /** From the entry that rests on a reset on, no key of the State's earlier records is listed. */
  #endRecords(state: StateCode, n: number): void {
    for (const rec of this.ofState.get(state) ?? [])
      for (const device of this.#newest(rec)?.devices ?? [])
        this.#takeOut(keyIdOfDevice(device), n);
    this.ofState.delete(state);
  }
}
