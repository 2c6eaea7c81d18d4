import { deserialize } from "node:v8";
import { indexedDB } from "fake-indexeddb";
import { keyOf } from "./key-text.ts";
import type { KeptDatabase, KeptStore } from "./step.ts";

/** Makes a database in IndexedDB, which must not be recorded meanwhile; one of this name that is there goes first. */
export async function replay({ name, version, stores }: KeptDatabase): Promise<void> {
  await forget(name);
  const request = indexedDB.open(name, version);
  request.addEventListener("upgradeneeded", () => {
    for (const store of stores) make(request.result, store);
  });
  (await answer(request)).close();
}

function make(database: IDBDatabase, { name, keyPath, indexes, records }: KeptStore): void {
  const store = database.createObjectStore(name, { keyPath: given(keyPath) });
  for (const { index, keyPath: path, unique, multiEntry } of indexes)
    store.createIndex(index, given(path), { unique, multiEntry });
  for (const { key, value } of records) {
    const what: unknown = deserialize(value);
    if (keyPath === null) store.put(what, keyOf(key));
    else store.put(what);
  }
}

/** Takes a database out of memory. */
export async function forget(name: string): Promise<void> {
  await answer(indexedDB.deleteDatabase(name));
}

function given<T extends string | null>(keyPath: T | readonly string[]): T | string[] {
  return typeof keyPath === "object" && keyPath !== null ? [...keyPath] : keyPath;
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("a database did not open")),
    );
  });
}
