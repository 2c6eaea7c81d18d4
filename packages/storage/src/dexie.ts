import { accept, refuse, type Result } from "@parley/base";
import { ready } from "@parley/crypto";
import { Dexie } from "dexie";
import { refusalOf } from "./idb-refusal.ts";
import { firstTables } from "./migrations/0001-first-tables.ts";
import type { Change, Contents, Store, StoreRefusal } from "./port.ts";
import { rowSeal, type RowSeal } from "./row-seal.ts";
import { TABLES, contentsOf, stepsOf, type Table } from "./rows.ts";

const MIGRATIONS = [firstTables];
const NEWEST = Math.max(...MIGRATIONS.map(({ version }) => version));
/** Dexie counts versions in tenths of what IndexedDB keeps. */
const NATIVE = 10;

/** Table, name and text of the value that tells a wrong key from a damaged row. */
const CHECK = ["meta", "check", "chat.parley.store.v1"] as const;

export interface DexieOptions {
  /** Name of the database, one per profile. It is stored in the clear. */
  readonly name: string;
  /** 32 bytes, from the vault. */
  readonly key: Uint8Array;
  /** Another IndexedDB than that of the environment. */
  readonly idb?: {
    readonly indexedDB: IDBFactory;
    readonly IDBKeyRange: typeof IDBKeyRange;
  };
}

/**
 * Opens, or makes, a store in IndexedDB. Values are sealed with XChaCha20-Poly1305 and bound to their place;
 * names of rows are keyed hashes. What stays visible: how many rows of which kind there are, and their sizes. A
 * value put back from an older copy of the same row is not noticed here.
 */
export async function openDexieStore({
  name,
  key,
  idb = globalThis,
}: DexieOptions): Promise<Result<Store, StoreRefusal>> {
  await ready();
  const sealing = rowSeal(key);
  // Asked first, because dexie itself opens a newer database and may change it.
  const stored = (await idb.indexedDB.databases()).find((database) => database.name === name);
  if ((stored?.version ?? 0) > NEWEST * NATIVE) return refuse("newer");

  const db = new Dexie(name, {
    autoOpen: false,
    chromeTransactionDurability: "strict",
    indexedDB: idb.indexedDB,
    IDBKeyRange: idb.IDBKeyRange,
  });
  for (const { version, stores } of MIGRATIONS) db.version(version).stores(stores);
  db.on("versionchange", () => db.close());
  try {
    await db.open();
    const refusal = await checkKey(db, sealing);
    if (refusal === null) return accept(new DexieStore(db, sealing));
    db.close();
    return refuse(refusal);
  } catch (error) {
    db.close();
    return refuse(refusalOf(error));
  }
}

type SealedRow = readonly [name: string, sealed: unknown];

/** Writes the check value into an empty database; null where key and database fit. */
async function checkKey(db: Dexie, sealing: RowSeal): Promise<StoreRefusal | null> {
  const [table, name, text] = CHECK;
  return db.transaction("rw", [table, ...TABLES], async () => {
    const check: unknown = await db.table(table).get(name);
    if (check !== undefined && openValue(sealing, table, [name, check]) === text) return null;
    const samples = await Promise.all(TABLES.map((one) => firstRow(db, one)));
    const rows = samples.filter((sample) => sample !== null);
    if (check === undefined && rows.length === 0) {
      await db.table(table).add(sealing.close(table, name, text), name);
      return null;
    }
    // A key that opens any row is the right one, so it is the check value that was changed.
    const fits = rows.some(({ table: one, row }) => openValue(sealing, one, row) !== null);
    return fits || check === undefined ? "damaged" : "wrong-key";
  });
}

async function firstRow(
  db: Dexie,
  table: Table,
): Promise<{ readonly table: Table; readonly row: SealedRow } | null> {
  const [name] = await db.table(table).toCollection().limit(1).primaryKeys();
  return name === undefined
    ? null
    : { table, row: [String(name), (await db.table(table).get(name)) as unknown] };
}

function openValue(sealing: RowSeal, table: string, [name, sealed]: SealedRow): string | null {
  return sealed instanceof Uint8Array ? sealing.open(table, name, sealed) : null;
}

class DexieStore implements Store {
  readonly #db: Dexie;
  readonly #sealing: RowSeal;

  constructor(db: Dexie, sealing: RowSeal) {
    this.#db = db;
    this.#sealing = sealing;
  }

  async load(): Promise<Result<Contents, StoreRefusal>> {
    try {
      const texts = new Map<Table, readonly string[]>();
      for (const [table, rows] of await this.#readAll()) {
        const opened = rows.map((row) => openValue(this.#sealing, table, row));
        const whole = opened.filter((text) => text !== null);
        if (whole.length < opened.length) return refuse("damaged");
        texts.set(table, whole);
      }
      return accept(contentsOf((table) => texts.get(table) ?? []));
    } catch (error) {
      return refuse(refusalOf(error));
    }
  }

  /** All tables as of one moment. */
  #readAll(): Promise<readonly (readonly [Table, readonly SealedRow[]])[]> {
    return this.#db.transaction("r", [...TABLES], () =>
      Promise.all(
        TABLES.map(async (table) => {
          const rows: SealedRow[] = [];
          await this.#db
            .table(table)
            .each((sealed: unknown, cursor) => rows.push([String(cursor.primaryKey), sealed]));
          return [table, rows] as const;
        }),
      ),
    );
  }

  async commit(change: Change): Promise<Result<void, StoreRefusal>> {
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
    try {
      await this.#db.transaction("rw", touched, async () => {
        for (const { table, name } of gone) await this.#db.table(table).delete(name);
        for (const { table, name, sealed } of put) await this.#db.table(table).put(sealed, name);
      });
      return accept(undefined);
    } catch (error) {
      return refuse(refusalOf(error));
    }
  }

  close(): Promise<void> {
    this.#db.close();
    return Promise.resolve();
  }

  async erase(): Promise<void> {
    await this.#db.delete();
  }
}
