import type { Result } from "@parley/base";
import {
  forceCloseDatabase,
  IDBFactory as FakeFactory,
  IDBKeyRange as FakeKeyRange,
  IDBObjectStore as FakeObjectStore,
} from "fake-indexeddb";
import { openDexieStore } from "../src/dexie.ts";
import type { Store, StoreRefusal } from "../src/index.ts";
import type { Disk } from "./contract.ts";

export const KEY: Uint8Array = new Uint8Array(32).fill(7);
export const NAME = "parley-test";

/** An IndexedDB of its own, whose disk can fill up, and whose values a test may read and change behind the store's back. */
export class Browser implements Disk {
  readonly indexedDB: IDBFactory = new FakeFactory();
  /** Whether the disk has room to spare. */
  room = true;

  async open(): Promise<Store> {
    const opened = await this.tryOpen();
    if (!opened.ok) throw new Error(`the store refuses to open: ${opened.refusal}`);
    return opened.value;
  }

  tryOpen(key: Uint8Array = KEY): Promise<Result<Store, StoreRefusal>> {
    return openDexieStore({
      name: NAME,
      key,
      hasRoom: () => Promise.resolve(this.room),
      idb: { indexedDB: this.indexedDB, IDBKeyRange: FakeKeyRange },
    });
  }

  /** Ends all connections from below, without asking them, as Chromium does where a write fails. */
  cutOff(): void {
    const { _databases: databases } = this.indexedDB as unknown as {
      _databases: Map<string, { connections: Parameters<typeof forceCloseDatabase>[0][] }>;
    };
    for (const { connections } of databases.values())
      for (const connection of connections.slice()) forceCloseDatabase(connection);
  }

  full(on: boolean): void {
    FakeObjectStore.prototype.put = on ? breakingPut : REAL_PUT;
  }

  /** Runs in one transaction over all tables of the database as it is, without the store. */
  async behindTheBack<T>(
    call: (table: (name: string) => IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const db = await answer(this.indexedDB.open(NAME));
    const transaction = db.transaction([...db.objectStoreNames], "readwrite");
    const done = new Promise((resolve, reject) => {
      transaction.addEventListener("complete", resolve);
      transaction.addEventListener("abort", reject);
    });
    const result = await call((name) => transaction.objectStore(name));
    await done;
    db.close();
    return result;
  }

  /** Every table with every name and value in it. */
  rows(): Promise<readonly { table: string; name: unknown; value: unknown }[]> {
    return this.behindTheBack(async (table) => {
      const rows = [];
      for (const name of TABLE_NAMES) {
        const names: unknown[] = await answer(table(name).getAllKeys());
        const values: unknown[] = await answer(table(name).getAll());
        rows.push(...names.map((one, i) => ({ table: name, name: one, value: values[i] })));
      }
      return rows;
    });
  }
}

// oxlint-disable-next-line typescript/unbound-method -- called with its object below
const REAL_PUT = FakeObjectStore.prototype.put;

/** Writes, and then the transaction breaks off for want of room, as Chromium's does. */
function breakingPut(
  this: IDBObjectStore,
  ...[value, key]: Parameters<IDBObjectStore["put"]>
): IDBRequest<IDBValidKey> {
  const request = REAL_PUT.call(this, value, key);
  const transaction = this.transaction as IDBTransaction & { _abort(name: string): void };
  request.addEventListener("success", () => transaction._abort("QuotaExceededError"));
  return request;
}

export const TABLE_NAMES = [
  "meta",
  "profile",
  "directory",
  "inbox",
  "events",
  "acts",
  "outbox",
  "drafts",
  "rooms",
  "kept",
] as const;

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}
