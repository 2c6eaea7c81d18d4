import { readFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { IDBKeyRange, indexedDB } from "fake-indexeddb";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { durableSessions } from "../src/node/durable.ts";
import { Journal } from "../src/node/journal.ts";
import { keyOf, keyText } from "../src/node/key-text.ts";
import { recordInto } from "../src/node/recorder.ts";
import { forget, replay } from "../src/node/replay.ts";

const root = mkdtempSync(path.join(tmpdir(), "parley-journal-"));
let files = 0;
const newFile = (): string => path.join(root, `${++files}.sqlite`);
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a journal of IndexedDB", () => {
  it("gives back, in another process's stead, what completed transactions have done, and nothing of those that broke off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTransaction(), { maxLength: 8 }), async (transactions) => {
        const { name, file, journal, end } = recorded();
        const db = await make(name);
        for (const { steps, aborted } of transactions) await run(db, steps, aborted);
        const before = await dump(db);
        db.close();
        end();
        await forget(name);
        journal.close();
        const again = reopen(file);
        for (const database of again.databases("")) await replay(database);
        expect(await dump(await answer(indexedDB.open(name)))).toEqual(before);
        await forgetOpen(name);
      }),
      { numRuns: 60 },
    );
  });

  it("has everything on the disk before anybody hears that the transaction is complete", async () => {
    const { name, file } = recorded();
    const db = await make(name);
    const heard: string[] = [];
    const look = (who: string) => (): void => {
      heard.push(`${who} ${readFileSync(`${file}-wal`).includes("the-value")}`);
    };
    const transaction = db.transaction("plain", "readwrite");
    transaction.oncomplete = look("handler");
    transaction.addEventListener("complete", look("listener"));
    transaction.objectStore("plain").put("the-value", "key");
    expect(readFileSync(`${file}-wal`).includes("the-value")).toBe(false);
    await finished(transaction);
    expect(heard).toEqual(["listener true", "handler true"]);
    db.close();
  });

  it("follows changes of the stores and indexes themselves", async () => {
    const { name, file, journal, end } = recorded();
    (await make(name)).close();
    const request = indexedDB.open(name, 2);
    request.addEventListener("upgradeneeded", () => {
      const { result: db, transaction } = request;
      db.deleteObjectStore("plain");
      db.createObjectStore("later", { keyPath: "id" }).put({ id: 1, text: "later" });
      transaction?.objectStore("inline").deleteIndex("by-n");
      transaction?.objectStore("inline").createIndex("by-text", "text", { unique: true });
    });
    const db = await answer(request);
    const before = await dump(db);
    expect(before.version).toBe(2);
    db.close();
    end();
    journal.close();
    for (const database of reopen(file).databases(name)) await replay(database);
    expect(await dump(await answer(indexedDB.open(name)))).toEqual(before);
    await forgetOpen(name);
  });

  it("forgets a database that is deleted", async () => {
    const { name, journal } = recorded();
    const db = await make(name);
    await run(db, [{ do: "put", n: 1, text: "one" }], false);
    db.close();
    expect(journal.databases("")).toHaveLength(1);
    await answer(indexedDB.deleteDatabase(name));
    expect(journal.databases("")).toEqual([]);
  });

  it("keeps nothing of databases that have another name", async () => {
    const { name, journal } = recorded();
    const db = await make(`other-${name}`);
    await run(db, [{ do: "put", n: 1, text: "one" }], false);
    db.close();
    expect(journal.databases("")).toEqual([]);
  });

  it("ends the process where a write fails", async () => {
    const { name, journal } = recorded();
    const db = await make(name);
    const said: string[] = [];
    const abort = vi.spyOn(process, "abort").mockImplementation((() => undefined) as never);
    const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
    journal.close();
    await run(db, [{ do: "put", n: 1, text: "one" }], false);
    expect(abort).toHaveBeenCalled();
    expect(said.join("")).toMatch(/^Keys could not be written to the disk/);
    abort.mockRestore();
    stderr.mockRestore();
    db.close();
  });
});

describe("the file of a journal", () => {
  it("is for this user alone, and for one process at a time", async () => {
    const file = newFile();
    const first = durableSessions({ file });
    if (!first.ok) throw new Error(first.refusal);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(durableSessions({ file })).toEqual({ ok: false, refusal: "in-use" });
    first.value.generation = 7;
    await first.value.close();
    const again = durableSessions({ file });
    if (!again.ok) throw new Error(again.refusal);
    expect(again.value.generation).toBe(7);
    await again.value.close();
  });

  it("is refused where it is broken, from a newer version, or cannot be made", () => {
    const broken = newFile();
    writeFileSync(broken, "no database at all, whatever its name says".repeat(40));
    expect(durableSessions({ file: broken })).toEqual({ ok: false, refusal: "damaged" });
    const newer = newFile();
    const db = new DatabaseSync(newer);
    db.exec("PRAGMA user_version = 2");
    db.close();
    expect(durableSessions({ file: newer })).toEqual({ ok: false, refusal: "newer" });
    const nowhere = path.join(root, "no-folder", "journal.sqlite");
    expect(durableSessions({ file: nowhere })).toEqual({ ok: false, refusal: "unwritable" });
  });
});

describe("what the journal rests on", () => {
  it("is this version of fake-indexeddb: on another one, the kills of test:long are run first", () => {
    const door = createRequire(import.meta.url).resolve("fake-indexeddb");
    const manifest = door.replace(/build\/.*$/, "package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    expect(version).toBe("6.2.8");
  });

  it("calls the first listener of an event first, and before the handler that is a property", async () => {
    const db = await make(`bare-${++files}`);
    const transaction = db.transaction("plain", "readwrite");
    const order: number[] = [];
    transaction.oncomplete = () => order.push(3);
    transaction.addEventListener("complete", () => order.push(1));
    transaction.addEventListener("complete", () => order.push(2));
    transaction.objectStore("plain").put(1, "key");
    await finished(transaction);
    expect(order).toEqual([1, 2, 3]);
    db.close();
  });

  it("gives equal keys equal texts, and each its own", () => {
    const key: fc.Arbitrary<IDBValidKey> = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      fc.uint8Array({ maxLength: 9 }).map((bytes) => new Uint8Array(bytes).buffer),
      fc.array(fc.string(), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(keyOf(keyText(a))).toEqual(a);
        expect(keyText(a) === keyText(b)).toBe(indexedDB.cmp(a, b) === 0);
      }),
    );
    expect(() => keyText(new Date())).toThrow("not kept");
  });
});

/** A database name that is recorded, and where. */
function recorded(): { name: string; file: string; journal: Journal; end: () => void } {
  const file = newFile();
  const name = `db-${files}-`;
  const journal = reopen(file);
  const end = recordInto(journal, name);
  ends.push(end);
  return { name, file, journal, end };
}

function reopen(file: string): Journal {
  const opened = Journal.open(file);
  if (!opened.ok) throw new Error(opened.refusal);
  return opened.value;
}

async function make(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener("upgradeneeded", () => {
    request.result.createObjectStore("plain");
    const store = request.result.createObjectStore("inline", { keyPath: ["n"] });
    store.createIndex("by-n", "n", { unique: false });
    store.put({ n: 99, text: "from the beginning" });
  });
  return answer(request);
}

type Edit =
  | { readonly do: "put"; readonly n: number; readonly text: string }
  | { readonly do: "cursor-put"; readonly n: number; readonly text: string }
  | { readonly do: "delete"; readonly n: number }
  | { readonly do: "cursor-delete"; readonly n: number }
  | { readonly do: "range"; readonly n: number; readonly to: number }
  | { readonly do: "clear" };

function anyTransaction(): fc.Arbitrary<{ steps: readonly Edit[]; aborted: boolean }> {
  const n = fc.integer({ min: 0, max: 6 });
  const text = fc.string({ unit: "binary", maxLength: 8 });
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant("put" as const), n, text }) },
    fc.record({ do: fc.constant("cursor-put" as const), n, text }),
    fc.record({ do: fc.constant("delete" as const), n }),
    fc.record({ do: fc.constant("cursor-delete" as const), n }),
    fc.record({ do: fc.constant("range" as const), n, to: n }),
    fc.constant({ do: "clear" as const }),
  );
  return fc.record({
    steps: fc.array(edit, { minLength: 1, maxLength: 6 }),
    aborted: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  });
}

async function run(db: IDBDatabase, steps: readonly Edit[], aborted: boolean): Promise<void> {
  const transaction = db.transaction(["plain", "inline"], "readwrite");
  const [plain, inline] = [transaction.objectStore("plain"), transaction.objectStore("inline")];
  const end = finished(transaction);
  for (const step of steps) await edit(plain, inline, step);
  if (aborted) transaction.abort();
  await end;
}

/** Does the same to both stores: one whose keys stand beside the values, and one whose keys stand in them. */
async function edit(plain: IDBObjectStore, inline: IDBObjectStore, step: Edit): Promise<void> {
  switch (step.do) {
    case "put": {
      // Changed after the call: what counts is what it was.
      const value = { text: step.text, bytes: Uint8Array.of(step.n) };
      const put = plain.put(value, `key ${step.n}`);
      value.text = "changed after";
      await answer(put);
      await answer(inline.put({ n: step.n, text: step.text }));
      return;
    }
    case "delete":
      await answer(plain.delete(`key ${step.n}`));
      await answer(inline.delete([step.n]));
      return;
    case "range": {
      const [from, to] = [Math.min(step.n, step.to), Math.max(step.n, step.to) + 1];
      await answer(plain.delete(IDBKeyRange.bound(`key ${from}`, `key ${to}`, true)));
      await answer(inline.delete(IDBKeyRange.bound([from], [to], false, true)));
      return;
    }
    case "clear":
      await answer(plain.clear());
      await answer(inline.clear());
      return;
    case "cursor-put":
    case "cursor-delete": {
      const one = await answer(plain.openCursor(`key ${step.n}`));
      const other = await answer(inline.index("by-n").openCursor(step.n));
      if (one === null || other === null) return;
      if (step.do === "cursor-put") {
        await answer(one.update({ text: step.text }));
        await answer(other.update({ n: step.n, text: step.text }));
      } else await Promise.all([answer(one.delete()), answer(other.delete())]);
      return;
    }
  }
}

/** All of a database: shape and contents. */
async function dump(db: IDBDatabase): Promise<{ version: number; stores: unknown[] }> {
  const stores = [];
  const transaction = db.transaction([...db.objectStoreNames]);
  for (const name of db.objectStoreNames) {
    const store = transaction.objectStore(name);
    const indexes = [...store.indexNames].map((one) => {
      const { keyPath, unique, multiEntry } = store.index(one);
      return [one, keyPath, unique, multiEntry];
    });
    const [keys, values] = [await answer(store.getAllKeys()), await answer(store.getAll())];
    stores.push([name, store.keyPath, indexes, keys, values]);
  }
  return { version: db.version, stores };
}

/** Takes a database out of memory whose connection a test has left open. */
async function forgetOpen(name: string): Promise<void> {
  const db = await answer(indexedDB.open(name));
  db.close();
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve) => {
    for (const end of ["complete", "abort"]) transaction.addEventListener(end, () => resolve());
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", (event) => {
      event.preventDefault();
      reject(request.error ?? new Error("no reason given"));
    });
  });
}
