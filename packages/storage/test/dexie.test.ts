import { toUtf8 } from "@parley/base";
import { ready } from "@parley/crypto";
import { Dexie } from "dexie";
import { IDBFactory as FakeFactory, IDBKeyRange as FakeKeyRange } from "fake-indexeddb";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDexieStore } from "../src/dexie.ts";
import { refusalOf } from "../src/idb-refusal.ts";
import { firstTables } from "../src/migrations/0001-first-tables.ts";
import { rowSeal } from "../src/row-seal.ts";
import { stepsOf } from "../src/rows.ts";
import { answer, Browser, KEY, NAME, TABLE_NAMES } from "./browser.ts";
import { commit, contents, storeContract } from "./contract.ts";
import { act, draft, EVERYTHING, inbox, NOTHING } from "./sample.ts";

beforeAll(ready);
afterEach(() => new Browser().full(false));

storeContract("dexie", () => new Browser());

/** A browser with everything in it, and no store open. */
async function filled(): Promise<Browser> {
  const browser = new Browser();
  const store = await browser.open();
  await commit(store, EVERYTHING);
  await store.close();
  return browser;
}

const refused = (refusal: string): unknown => ({ ok: false, refusal });

describe("what the disk shows", () => {
  it("holds no text of any row and no id, in names or values", async () => {
    const browser = await filled();
    const rows = await browser.rows();
    expect(rows.length).toBe(stepsOf(EVERYTHING).put.length + 1);
    const seen = rows.flatMap(({ name, value }) => [latin(name), latin(value)]);
    const own = stepsOf(EVERYTHING).put.flatMap(({ id, text }) => [id, ...wordsOf(text)]);
    const canaries = ["canary", ...own.filter((word) => word.length >= 8)];
    expect(canaries.length).toBeGreaterThan(60);
    for (const word of canaries)
      for (const text of seen) expect(text.includes(latin(toUtf8(word)))).toBe(false);
    // The search does find what is there.
    const [meta] = rows.filter(({ table }) => table === "meta");
    expect(seen.some((text) => text.includes(latin(meta?.name)))).toBe(true);
  });

  it("gives rows names of one length that differ by table and by key", async () => {
    const rows = (await (await filled()).rows()).filter(({ table }) => table !== "meta");
    for (const { name } of rows) expect(name).toMatch(/^[\w-]{32}$/);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    const other = rowSeal(new Uint8Array(32).fill(8));
    expect(other.nameOf("acts", "x")).not.toBe(rowSeal(KEY).nameOf("acts", "x"));
    expect(rowSeal(KEY).nameOf("acts", "x")).not.toBe(rowSeal(KEY).nameOf("drafts", "x"));
  });

  it("seals the same row differently each time", async () => {
    const browser = new Browser();
    const store = await browser.open();
    const sealed = new Set<string>();
    for (let i = 0; i < 5; i++) {
      await commit(store, { drafts: [draft(1)] });
      for (const { table, value } of await browser.rows())
        if (table === "drafts") sealed.add(latin(value));
    }
    expect(sealed.size).toBe(5);
  });
});

describe("opening", () => {
  it("refuses another key, with rows and without, and changes nothing", async () => {
    const other = new Uint8Array(32).fill(8);
    const empty = new Browser();
    await (await empty.open()).close();
    expect(await empty.tryOpen(other)).toEqual(refused("wrong-key"));
    const browser = await filled();
    const before = await browser.rows();
    expect(await browser.tryOpen(other)).toEqual(refused("wrong-key"));
    expect(await browser.rows()).toEqual(before);
    expect(await contents(await browser.open())).toEqual(EVERYTHING);
  });

  it("takes no key of another length", async () => {
    await expect(new Browser().tryOpen(new Uint8Array(31))).rejects.toThrow("32 bytes");
  });

  it("tells a damaged check value from a wrong key, as long as one row is whole", async () => {
    for (const value of [new Uint8Array(80), "text", undefined]) {
      const browser = await filled();
      await browser.behindTheBack(async (table) => {
        if (value === undefined) await answer(table("meta").delete("check"));
        else await answer(table("meta").put(value, "check"));
      });
      expect(await browser.tryOpen()).toEqual(refused("damaged"));
    }
  });

  it("refuses data of a newer version, and leaves them alone", async () => {
    const browser = await filled();
    await new Promise<void>((resolve, reject) => {
      const request = browser.indexedDB.open(NAME, 30);
      request.addEventListener("upgradeneeded", () => request.result.createObjectStore("later"));
      request.addEventListener("success", () => {
        request.result.close();
        resolve();
      });
      request.addEventListener("error", () => reject(request.error));
    });
    expect(await browser.tryOpen()).toEqual(refused("newer"));
    const [database] = await browser.indexedDB.databases();
    expect(database?.version).toBe(30);
  });

  it("keeps profiles of other names apart", async () => {
    const indexedDB = new FakeFactory();
    const idb = { indexedDB, IDBKeyRange: FakeKeyRange };
    const one = await openDexieStore({ name: "one", key: KEY, idb });
    const two = await openDexieStore({ name: "two", key: new Uint8Array(32), idb });
    if (!one.ok || !two.ok) throw new Error("not opened");
    await commit(one.value, EVERYTHING);
    expect(await contents(two.value)).toEqual(NOTHING);
    await two.value.erase();
    expect(await contents(one.value)).toEqual(EVERYTHING);
  });
});

describe("values changed outside", () => {
  it("is damaged when any byte of a value is another one", async () => {
    const browser = new Browser();
    const store = await browser.open();
    await commit(store, { drafts: [draft(1)] });
    await store.close();
    const length = await browser.behindTheBack(async (table) => {
      const [value] = (await answer(table("drafts").getAll())) as Uint8Array[];
      return value?.length ?? 0;
    });
    expect(length).toBeGreaterThan(80);
    for (const at of [0, 23, 24, Math.floor(length / 2), length - 17, length - 1]) {
      await changeDraft(browser, (value) => value.with(at, (value[at] ?? 0) ^ 1));
      expect(await (await browser.open()).load()).toEqual(refused("damaged"));
      await changeDraft(browser, (value) => value.with(at, (value[at] ?? 0) ^ 1));
    }
    expect((await contents(await browser.open())).drafts).toEqual([draft(1)]);
  });

  it("is damaged when a value is cut, or is no value at all", async () => {
    for (const change of [
      (value: Uint8Array) => value.slice(0, -1),
      (value: Uint8Array) => value.slice(0, 39),
      () => new Uint8Array(),
      (value: Uint8Array) => [...value],
      () => null,
      () => "text",
    ]) {
      const browser = await filled();
      await changeDraft(browser, change);
      expect(await (await browser.open()).load()).toEqual(refused("damaged"));
    }
  });

  it("is damaged when a value stands in the place of another, or in another table", async () => {
    for (const target of ["acts", "drafts"] as const) {
      const browser = new Browser();
      const store = await browser.open();
      await commit(store, { acts: [act(1), act(2)], drafts: [draft(1)] });
      await store.close();
      await browser.behindTheBack(async (table) => {
        const [value] = (await answer(table("acts").getAll())) as unknown[];
        const names = await answer(table(target).getAllKeys());
        await answer(table(target).put(value, names.at(-1)));
      });
      expect(await (await browser.open()).load()).toEqual(refused("damaged"));
    }
  });

  it("is damaged when a row was added", async () => {
    for (const name of ["A".repeat(32), 5]) {
      const browser = await filled();
      await browser.behindTheBack((table) => answer(table("inbox").put(new Uint8Array(99), name)));
      expect(await (await browser.open()).load()).toEqual(refused("damaged"));
    }
  });
});

describe("connections", () => {
  it("is closed when another one erases the database, and says so", async () => {
    const browser = new Browser();
    const [first, second] = [await browser.open(), await browser.open()];
    await commit(first, EVERYTHING);
    await second.erase();
    expect(await first.commit({ drafts: [draft(3)] })).toEqual(refused("closed"));
    expect(await first.load()).toEqual(refused("closed"));
    expect(await contents(await browser.open())).toEqual(NOTHING);
  });

  it("that ends from below, as where a write fails, reads as full, and is there again at the next write", async () => {
    const browser = new Browser();
    const store = await browser.open();
    await commit(store, EVERYTHING);
    browser.cutOff();
    expect(await store.commit({ drafts: [draft(3)] })).toEqual(refused("full"));
    await commit(store, { drafts: [draft(4)] });
    expect((await contents(store)).drafts).toContainEqual(draft(4));
    expect((await contents(store)).inbox).toHaveLength(EVERYTHING.inbox?.length ?? 0);
  });

  it("that ends from below is not made anew where the database is gone", async () => {
    const browser = new Browser();
    const store = await browser.open();
    await commit(store, EVERYTHING);
    browser.cutOff();
    expect(await store.commit({ drafts: [draft(3)] })).toEqual(refused("full"));
    await answer(browser.indexedDB.deleteDatabase(NAME));
    expect(await store.commit({ drafts: [draft(4)] })).toEqual(refused("damaged"));
    expect(await store.commit({ drafts: [draft(4)] })).toEqual(refused("damaged"));
  });

  it("writes nothing where the disk has no room to spare", async () => {
    const browser = new Browser();
    const store = await browser.open();
    await commit(store, EVERYTHING);
    browser.room = false;
    expect(await store.commit({ drafts: [draft(3)] })).toEqual(refused("full"));
    browser.room = true;
    await commit(store, { drafts: [draft(4)] });
    expect((await contents(store)).drafts).not.toContainEqual(draft(3));
  });

  it("either writes or refuses what was under way when it was closed", async () => {
    const browser = new Browser();
    const store = await browser.open();
    const rows = Array.from({ length: 50 }, (_, i) => inbox(i));
    const [committed, loaded] = [store.commit({ inbox: rows }), store.load()];
    await store.close();
    const { ok } = await committed;
    expect(await loaded).toSatisfy(
      (one: Awaited<typeof loaded>) => one.ok || one.refusal === "closed",
    );
    expect((await contents(await browser.open())).inbox).toHaveLength(ok ? 50 : 0);
  });
});

describe("words of IndexedDB", () => {
  const named = (name: string, inside: object = {}): unknown =>
    Object.assign(new Error(name), { name }, inside);

  it.each([
    ["QuotaExceededError", "writing", "full"],
    ["UnknownError", "writing", "full"],
    ["UnknownError", "reading", "damaged"],
    ["NotReadableError", "reading", "damaged"],
    ["DatabaseClosedError", "reading", "closed"],
    ["InvalidStateError", "writing", "closed"],
    ["AbortError", "writing", "closed"],
    ["VersionError", "reading", "newer"],
  ] as const)("takes %s while %s as %s", (name, during, refusal) => {
    expect(refusalOf(named(name), during)).toBe(refusal);
  });

  it("looks for the cause inside, whatever it led to", () => {
    const quota = named("QuotaExceededError");
    expect(refusalOf(named("AbortError", { inner: quota }), "writing")).toBe("full");
    expect(refusalOf(named("AbortError"), "writing", quota)).toBe("full");
    expect(refusalOf(named("BulkError", { failures: [quota] }), "writing")).toBe("full");
  });

  it("throws on what is a bug", () => {
    expect(() => refusalOf(new TypeError("bug"), "writing")).toThrow("bug");
    expect(() => refusalOf("text", "reading")).toThrow();
  });
});

describe("format", () => {
  it("is the database of version 2", async () => {
    const browser = await filled();
    const db = await answer(browser.indexedDB.open(NAME));
    const transaction = db.transaction([...db.objectStoreNames]);
    const stores = [...db.objectStoreNames].map((name) => {
      const { keyPath, autoIncrement, indexNames } = transaction.objectStore(name);
      return { name, keyPath, autoIncrement, indexes: [...indexNames] };
    });
    expect(db.version).toBe(20);
    expect(stores).toEqual(
      TABLE_NAMES.toSorted().map((name) => ({
        name,
        keyPath: null,
        autoIncrement: false,
        indexes: [],
      })),
    );
    db.close();
  });

  it("opens a database of version 1 with all that is in it, and keeps more rows there from then on", async () => {
    const browser = new Browser();
    const before = { ...EVERYTHING, kept: [] };
    const old = new Dexie(NAME, {
      indexedDB: browser.indexedDB,
      IDBKeyRange: FakeKeyRange,
    });
    old.version(firstTables.version).stores(firstTables.stores);
    const sealing = rowSeal(KEY);
    await old.table("meta").put(sealing.close("meta", "check", "chat.parley.store.v1"), "check");
    for (const { table, id, text } of stepsOf(before).put) {
      const name = sealing.nameOf(table, id);
      await old.table(table).put(sealing.close(table, name, text), name);
    }
    const made = old.backendDB();
    expect([made.version, made.objectStoreNames.contains("kept")]).toEqual([10, false]);
    old.close();
    const store = await browser.open();
    expect(await contents(store)).toEqual(before);
    await commit(store, { kept: EVERYTHING.kept });
    await store.close();
    expect(await contents(await browser.open())).toEqual(EVERYTHING);
  });

  it("writes these texts under these names", () => {
    const sealing = rowSeal(KEY);
    const rows = stepsOf(EVERYTHING).put.map(({ table, id, text }) => [
      table,
      id,
      sealing.nameOf(table, id),
      text,
    ]);
    expect(rows).toMatchSnapshot();
  });

  it("opens what an earlier build sealed", () => {
    const sealed = Buffer.from(SEALED, "base64url");
    expect(rowSeal(KEY).open("drafts", "a-name", new Uint8Array(sealed))).toBe("a draft, ü");
  });
});

const SEALED = "nfM9nlKdT6a3RnnNmcEFJ7SPyn3oQ5VyMchRddVX7GdnIZnUUQ_1mZ3bsWxxpjj0xqT-";

async function changeDraft(
  browser: Browser,
  change: (value: Uint8Array) => unknown,
): Promise<void> {
  await browser.behindTheBack(async (table) => {
    const [name = ""] = await answer(table("drafts").getAllKeys());
    const value = (await answer(table("drafts").get(name))) as Uint8Array;
    await answer(table("drafts").put(change(value), name));
  });
}

/** Bytes, one character each, so that any of them can be looked for. */
function latin(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
  return typeof value === "string" ? latin(toUtf8(value)) : JSON.stringify(value);
}

/** All strings in a JSON text. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === "string") words.push(value);
    return value;
  });
  return words;
}
