import { serialize } from "node:v8";
import { IDBCursor, IDBDatabase, IDBFactory, IDBKeyRange, IDBObjectStore } from "fake-indexeddb";
import type { Journal } from "./journal.ts";
import { keyText } from "./key-text.ts";
import type { Step } from "./step.ts";

/** Who keeps databases whose names begin so. */
const journals = new Map<string, Journal>();
/** What transactions under way have done to databases that are kept. */
const logs = new WeakMap<IDBTransaction, Step[]>();
/** The transaction in which a database is being made or changed. */
const upgrades = new WeakMap<IDBDatabase, IDBTransaction>();
let recording = false;

/**
 * From now on whatever is written to databases whose names begin so is in the journal before the transaction says that
 * it is complete: what the crypto machine does after a write rests on what is on the disk. A write that fails ends the
 * process at once, since it can neither be taken back nor told to who waits for it.
 *
 * Rests on IndexedDB's own interface only, and on one trait of it: the first listener of an event is called first.
 *
 * @returns ends it
 */
export function recordInto(journal: Journal, prefix: string): () => void {
  if (!recording) record();
  recording = true;
  if (journalOf(prefix) !== null) throw new Error("databases of this name are kept already");
  journals.set(prefix, journal);
  return () => void journals.delete(prefix);
}

function journalOf(database: string): Journal | null {
  for (const [prefix, journal] of journals) if (database.startsWith(prefix)) return journal;
  return null;
}

/** Puts something around a method, for every object of the class. */
function around<T extends object, K extends keyof T>(
  { prototype }: { readonly prototype: T },
  method: K,
  make: (original: T[K]) => T[K],
): void {
  prototype[method] = make(prototype[method]);
}

function record(): void {
  recordDatabases();
  recordShapes();
  recordRecords();
  recordCursors();
}

/** Where transactions begin. */
function recordDatabases(): void {
  around(IDBFactory, "open", (open) => {
    return function (this: IDBFactory, name, ...rest) {
      const request = open.call(this, name, ...rest);
      request.addEventListener("upgradeneeded", ({ newVersion }) => {
        if (request.transaction === null || newVersion === null) return;
        upgrades.set(request.result, request.transaction);
        follow(request.transaction, name)?.push({ do: "version", version: newVersion });
      });
      return request;
    };
  });
  around(IDBFactory, "deleteDatabase", (deleteDatabase) => {
    return function (this: IDBFactory, name) {
      const request = deleteDatabase.call(this, name);
      request.addEventListener("success", () => {
        const journal = journalOf(name);
        if (journal !== null) orEnd(() => journal.drop(name));
      });
      return request;
    };
  });
  around(IDBDatabase, "transaction", (transaction) => {
    return function (this: IDBDatabase, ...given) {
      const made = transaction.apply(this, given);
      if (made.mode === "readwrite") follow(made, this.name);
      return made;
    };
  });
}

/** The log of a transaction, which goes to the journal when it completes; null where the database is not kept. */
function follow(transaction: IDBTransaction, database: string): Step[] | null {
  const journal = journalOf(database);
  if (journal === null) return null;
  const steps: Step[] = [];
  logs.set(transaction, steps);
  transaction.addEventListener("complete", () => {
    if (steps.length > 0) orEnd(() => journal.write(database, steps));
  });
  return steps;
}

function orEnd(write: () => void): void {
  try {
    write();
  } catch (error) {
    process.stderr.write(
      `Keys could not be written to the disk (${error instanceof Error ? error.message : "no reason given"}). The process ends, so that nothing leaves under keys that are not kept.\n`,
    );
    process.abort();
  }
}

/** Object stores and indexes. */
function recordShapes(): void {
  around(IDBDatabase, "createObjectStore", (createObjectStore) => {
    return function (this: IDBDatabase, name, options) {
      const store = createObjectStore.call(this, name, options);
      const log = logs.get(store.transaction);
      if (log === undefined) return store;
      if (store.autoIncrement) throw new Error("numbered keys are not kept");
      log.push({
        do: "make-store",
        store: name,
        keyPath: store.keyPath,
      });
      return store;
    };
  });
  around(IDBDatabase, "deleteObjectStore", (deleteObjectStore) => {
    return function (this: IDBDatabase, name) {
      deleteObjectStore.call(this, name);
      const transaction = upgrades.get(this);
      if (transaction !== undefined) logs.get(transaction)?.push({ do: "drop-store", store: name });
    };
  });
  around(IDBObjectStore, "createIndex", (createIndex) => {
    return function (this: IDBObjectStore, name: string, ...rest) {
      const index = createIndex.call(this, name, ...rest);
      const { keyPath, unique, multiEntry } = index;
      logs
        .get(this.transaction)
        ?.push({ do: "make-index", store: this.name, index: name, keyPath, unique, multiEntry });
      return index;
    };
  });
  around(IDBObjectStore, "deleteIndex", (deleteIndex) => {
    return function (this: IDBObjectStore, name) {
      deleteIndex.call(this, name);
      logs.get(this.transaction)?.push({ do: "drop-index", store: this.name, index: name });
    };
  });
}

/** Values that are put and taken away; each counts when its request has succeeded. */
function recordRecords(): void {
  for (const method of ["put", "add"] as const)
    around(IDBObjectStore, method, (original) => {
      return function (this: IDBObjectStore, ...given) {
        const log = logs.get(this.transaction);
        if (log === undefined) return original.apply(this, given);
        // As it is now; the caller may change it once the call has returned.
        const value = serialize(given[0]);
        const request = original.apply(this, given);
        request.addEventListener("success", () => {
          log.push({ do: "put", store: this.name, key: keyText(request.result), value });
        });
        return request;
      };
    });
  around(IDBObjectStore, "delete", (original) => {
    return function (this: IDBObjectStore, which) {
      const log = logs.get(this.transaction);
      if (log === undefined) return original.call(this, which);
      // Asked before, because afterwards nobody can tell which keys a range held.
      const range = which instanceof IDBKeyRange ? this.getAllKeys(which) : null;
      const request = original.call(this, which);
      request.addEventListener("success", () => {
        const keys = range === null ? [which as IDBValidKey] : range.result;
        for (const key of keys) log.push({ do: "delete", store: this.name, key: keyText(key) });
      });
      return request;
    };
  });
  around(IDBObjectStore, "clear", (original) => {
    return function (this: IDBObjectStore) {
      const request = original.call(this);
      const log = logs.get(this.transaction);
      if (log !== undefined)
        request.addEventListener("success", () => log.push({ do: "clear", store: this.name }));
      return request;
    };
  });
}

function recordCursors(): void {
  const storeOf = ({ source }: IDBCursor): IDBObjectStore =>
    "objectStore" in source ? source.objectStore : source;
  around(IDBCursor, "update", (original) => {
    return function (this: IDBCursor, value: unknown) {
      const { transaction, name } = storeOf(this);
      const log = logs.get(transaction);
      if (log === undefined) return original.call(this, value);
      const [bytes, key] = [serialize(value), keyText(this.primaryKey)];
      const request = original.call(this, value);
      request.addEventListener("success", () => {
        log.push({ do: "put", store: name, key, value: bytes });
      });
      return request;
    };
  });
  around(IDBCursor, "delete", (original) => {
    return function (this: IDBCursor) {
      const { transaction, name } = storeOf(this);
      const log = logs.get(transaction);
      if (log === undefined) return original.call(this);
      const key = keyText(this.primaryKey);
      const request = original.call(this);
      request.addEventListener("success", () => log.push({ do: "delete", store: name, key }));
      return request;
    };
  });
}
