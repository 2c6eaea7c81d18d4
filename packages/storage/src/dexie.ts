import { accept, refuse, type Result } from "@parley/base";
import { ready } from "@parley/crypto";
import { Dexie } from "dexie";
import { CHECK, fits, openValue, type Sample, type SealedRow } from "./check-value.ts";
import { refusalOf } from "./idb-refusal.ts";
import { firstTables } from "./migrations/0001-first-tables.ts";
import { keptTable } from "./migrations/0002-kept-table.ts";
import type { Change, Contents, Store, StoreRefusal } from "./port.ts";
import { rowSeal, type RowSeal } from "./row-seal.ts";
import { TABLES, contentsOf, stepsOf, type Table } from "./rows.ts";

const MIGRATIONS = [firstTables, keptTable];
const NEWEST = Math.max(...MIGRATIONS.map(({ version }) => version));
/** Dexie counts versions in tenths of what IndexedDB keeps. */
const NATIVE = 10;

export interface DexieOptions {
  /** Name of the database, one per profile. It is stored in the clear. */
  readonly name: string;
  /** 32 bytes, from the vault. */
  readonly key: Uint8Array;
  /**
   * Whether the disk has room to spare; asked before every write. Where a write of Chromium's meets a disk without a byte
   * left, it may find its database damaged the next time and throw away all of it, so nothing may come that near.
   */
  readonly hasRoom?: () => Promise<boolean>;
  /** Another IndexedDB than that of the environment. */
  readonly idb?: {
    readonly indexedDB: IDBFactory;
    readonly IDBKeyRange: typeof IDBKeyRange;
  };
}

/**
 * Opens, or makes, a store in IndexedDB. Values are sealed with XChaCha20-Poly1305 and bound to their place;
 * names of rows are keyed hashes. What stays visible to whoever reads the disk: the name of the database, how many
 * rows of which kind there are, their sizes, and which of them change together. A value put back from an older copy of
 * the same row, and a row taken away, are not noticed here. Erased values may stay on the disk until the browser
 * tidies up; what is left there is sealed too.
 */
export async function openDexieStore({
  name,
  key,
  hasRoom = () => Promise.resolve(true),
  idb = globalThis,
}: DexieOptions): Promise<Result<Store, StoreRefusal>> {
  await ready();
  const sealing = rowSeal(key);
  const db = new Dexie(name, {
    autoOpen: false,
    chromeTransactionDurability: "strict",
    indexedDB: idb.indexedDB,
    IDBKeyRange: idb.IDBKeyRange,
  });
  for (const { version, stores } of MIGRATIONS) db.version(version).stores(stores);
  const store = new DexieStore(db, sealing, hasRoom);
  db.on("versionchange", () => void store.close());
  const refusal = await openAndCheck(idb.indexedDB, db, sealing);
  if (refusal === null) return accept(store);
  await store.close();
  return refuse(refusal);
}

async function openAndCheck(
  factory: IDBFactory,
  db: Dexie,
  sealing: RowSeal,
): Promise<StoreRefusal | null> {
  try {
    // Asked first, because dexie itself opens a newer database and may change it.
    const stored = (await factory.databases()).find((database) => database.name === db.name);
    if ((stored?.version ?? 0) > NEWEST * NATIVE) return "newer";
    await db.open();
    return await checkKey(db, sealing);
  } catch (error) {
    return refusalOf(error, "reading");
  }
}

/** Writes the check value into an empty database; null where key and database fit. */
async function checkKey(db: Dexie, sealing: RowSeal): Promise<StoreRefusal | null> {
  const [table, name, text] = CHECK;
  return db.transaction("rw", [table, ...TABLES], async () => {
    const check: unknown = await db.table(table).get(name);
    const samples = await Promise.all(TABLES.map((one) => firstRow(db, one)));
    const verdict = fits(sealing, check, samples);
    if (verdict !== "empty") return verdict;
    await db.table(table).add(sealing.close(table, name, text), name);
    return null;
  });
}

async function firstRow(db: Dexie, table: Table): Promise<Sample | null> {
  const [row] = await readRows(db, table, 1);
  return row === undefined ? null : { table, row };
}

async function readRows(
  db: Dexie,
  table: Table,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<readonly SealedRow[]> {
  const all = db.table<unknown, unknown>(table).toCollection();
  const some = Number.isFinite(limit) ? all.limit(limit) : all;
  // Both in the order of the names, and of one moment: a cursor would ask the database once for every row.
  const [names, values] = await Promise.all([some.primaryKeys(), some.toArray()]);
  return names.map((name, i) => [name, values[i]]);
}

class DexieStore implements Store {
  readonly #db: Dexie;
  readonly #sealing: RowSeal;
  readonly #hasRoom: () => Promise<boolean>;
  #closed = false;
  /** The connection ended without anybody having taken the database over: Chromium ends it where a write fails. */
  #cutOff = false;

  constructor(db: Dexie, sealing: RowSeal, hasRoom: () => Promise<boolean>) {
    this.#db = db;
    this.#sealing = sealing;
    this.#hasRoom = hasRoom;
  }

  async load(): Promise<Result<Contents, StoreRefusal>> {
    try {
      const tables = await this.#readAll();
      // Closed meanwhile: the keys are gone, and what was read cannot be opened any more.
      if (this.#closed) return refuse("closed");
      const texts = new Map<Table, readonly string[]>();
      for (const [table, rows] of tables) {
        const opened = rows.map((row) => openValue(this.#sealing, table, row));
        const whole = opened.filter((text) => text !== null);
        if (whole.length < opened.length) return refuse("damaged");
        texts.set(table, whole);
      }
      return accept(contentsOf((table) => texts.get(table) ?? []));
    } catch (error) {
      return refuse(refusalOf(error, "reading"));
    }
  }

  /** All tables as of one moment. */
  #readAll(): Promise<readonly (readonly [Table, readonly SealedRow[]])[]> {
    return this.#db.transaction("r", [...TABLES], () =>
      Promise.all(TABLES.map(async (table) => [table, await readRows(this.#db, table)] as const)),
    );
  }

  async commit(change: Change): Promise<Result<void, StoreRefusal>> {
    if (this.#closed) return refuse("closed");
    if (!(await this.#hasRoom())) return refuse("full");
    if (this.#cutOff) {
      const refusal = await this.#openAgain();
      if (refusal !== null) return refuse(refusal);
    }
    const steps = stepsOf(change);
    // Sealed before the transaction begins, which must not wait for anything but the database.
    const gone = steps.gone.map(({ table, id }) => ({
      table,
      name: this.#sealing.nameOf(table, id),
    }));
    const put = steps.put.map(({ table, id, text }) => {
      const name = this.#sealing.nameOf(table, id);
      return { table, name, sealed: this.#sealing.close(table, name, text) };
    });
    const touched = [...new Set([...gone, ...put].map(({ table }) => table))];
    if (touched.length === 0) return accept(undefined);
    const under: { transaction?: IDBTransaction } = {};
    try {
      await this.#db.transaction("rw", touched, async ({ idbtrans }) => {
        under.transaction = idbtrans;
        for (const { table, name } of gone) await this.#db.table(table).delete(name);
        for (const { table, name, sealed } of put) await this.#db.table(table).put(sealed, name);
      });
      return accept(undefined);
    } catch (error) {
      return refuse(this.#why(refusalOf(error, "writing", under.transaction?.error)));
    }
  }

  /** A disk that is full ends the connection; only whoever takes the database over says so first (`versionchange`). */
  #why(refusal: StoreRefusal): StoreRefusal {
    if (refusal !== "closed" || this.#closed) return refusal;
    this.#cutOff = true;
    return "full";
  }

  /** Null: this very database is open again. What is not there any more is not made anew under the caller's feet. */
  async #openAgain(): Promise<StoreRefusal | null> {
    const [table, name, text] = CHECK;
    try {
      this.#db.close({ disableAutoOpen: false });
      await this.#db.open();
      const check: unknown = await this.#db.table(table).get(name);
      if (this.#closed) return "closed";
      if (openValue(this.#sealing, table, [name, check]) !== text) return "damaged";
      this.#cutOff = false;
      return null;
    } catch (error) {
      return this.#why(refusalOf(error, "writing"));
    }
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#db.close();
    this.#sealing.forget();
    return Promise.resolve();
  }

  async erase(): Promise<void> {
    await this.close();
    await this.#db.delete();
  }
}
