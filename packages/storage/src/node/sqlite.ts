import { closeSync, openSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { accept, refuse, type Result } from "@parley/base";
import { ready } from "@parley/crypto";
import { CHECK, fits, openValue, type Sample } from "../check-value.ts";
import type { Change, Contents, Store, StoreRefusal } from "../port.ts";
import { rowSeal, type RowSeal } from "../row-seal.ts";
import { TABLES, contentsOf, stepsOf, type Table } from "../rows.ts";
import { refusalOf } from "./sqlite-refusal.ts";

const FORMAT = 1;

const MAKE = `
  CREATE TABLE rows (
    kind TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (kind, name)
  ) STRICT;
  PRAGMA user_version = ${FORMAT};
`;

export interface SqliteOptions {
  /** Path of the database; made, for this user alone, where there is none. */
  readonly file: string;
  /** 32 bytes. Kept elsewhere: whoever has both reads everything. */
  readonly key: Uint8Array;
}

/**
 * Opens, or makes, a store in one SQLite file, which one process at a time may have open; another one is refused as
 * `closed`. Values are sealed and rows named as in IndexedDB, so what stays visible is the same: how many rows of which
 * kind there are, their sizes, and which change together. What is deleted is overwritten.
 */
export async function openSqliteStore({
  file,
  key,
}: SqliteOptions): Promise<Result<Store, StoreRefusal>> {
  await ready();
  const sealing = rowSeal(key);
  let db: DatabaseSync | null = null;
  try {
    closeSync(openSync(file, "a", 0o600));
    db = new DatabaseSync(file);
    const refusal = openAndCheck(db, sealing);
    if (refusal === null) return accept(new SqliteStore(file, db, sealing));
    db.close();
    return refuse(refusal);
  } catch (error) {
    db?.close();
    return refuse(refusalOf(error));
  }
}

function openAndCheck(db: DatabaseSync, sealing: RowSeal): StoreRefusal | null {
  db.exec("PRAGMA locking_mode = EXCLUSIVE");
  db.exec("PRAGMA journal_mode = WAL");
  // Flushed at every commit: what was said to be written outlives the machine's power.
  db.exec("PRAGMA synchronous = FULL");
  db.exec("PRAGMA secure_delete = ON");
  db.exec("BEGIN EXCLUSIVE");
  const refusal = check(db, sealing);
  db.exec("COMMIT");
  return refusal;
}

function check(db: DatabaseSync, sealing: RowSeal): StoreRefusal | null {
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > FORMAT) return "newer";
  if (version === 0) db.exec(MAKE);
  const [table, name, text] = CHECK;
  const first = db.prepare("SELECT name, sealed FROM rows WHERE kind = ? LIMIT 1");
  const samples = TABLES.map((one): Sample | null => {
    const row = first.get(one);
    return row === undefined ? null : { table: one, row: [row["name"], row["sealed"]] };
  });
  const value = db
    .prepare("SELECT sealed FROM rows WHERE kind = ? AND name = ?")
    .get(table, name)?.["sealed"];
  const verdict = fits(sealing, value, samples);
  if (verdict !== "empty") return verdict;
  db.prepare("INSERT INTO rows VALUES (?, ?, ?)").run(
    table,
    name,
    sealing.close(table, name, text),
  );
  return null;
}

class SqliteStore implements Store {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #sealing: RowSeal;

  constructor(file: string, db: DatabaseSync, sealing: RowSeal) {
    this.#file = file;
    this.#db = db;
    this.#sealing = sealing;
  }

  load(): Promise<Result<Contents, StoreRefusal>> {
    return this.#whileOpen(() => {
      const read = this.#db.prepare("SELECT name, sealed FROM rows WHERE kind = ? ORDER BY name");
      const texts = new Map<Table, readonly string[]>();
      for (const table of TABLES) {
        const rows = read.all(table);
        const opened = rows.map((row) =>
          openValue(this.#sealing, table, [row["name"], row["sealed"]]),
        );
        const whole = opened.filter((text) => text !== null);
        if (whole.length < opened.length) return refuse("damaged");
        texts.set(table, whole);
      }
      return accept(contentsOf((table) => texts.get(table) ?? []));
    });
  }

  commit(change: Change): Promise<Result<void, StoreRefusal>> {
    return this.#whileOpen(() => {
      const { gone, put } = stepsOf(change);
      if (gone.length + put.length === 0) return accept(undefined);
      const remove = this.#db.prepare("DELETE FROM rows WHERE kind = ? AND name = ?");
      const write = this.#db.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)");
      this.#db.exec("BEGIN IMMEDIATE");
      try {
        for (const { table, id } of gone) remove.run(table, this.#sealing.nameOf(table, id));
        for (const { table, id, text } of put) {
          const name = this.#sealing.nameOf(table, id);
          write.run(table, name, this.#sealing.close(table, name, text));
        }
        this.#db.exec("COMMIT");
        return accept(undefined);
      } catch (error) {
        // Some errors have taken everything back already.
        if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
        throw error;
      }
    });
  }

  /** Nothing here waits: what a call does is done before the next one begins. */
  async #whileOpen<T>(call: () => Result<T, StoreRefusal>): Promise<Result<T, StoreRefusal>> {
    if (!this.#db.isOpen) return refuse("closed");
    try {
      return call();
    } catch (error) {
      return refuse(refusalOf(error));
    }
  }

  close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
    this.#sealing.forget();
    return Promise.resolve();
  }

  async erase(): Promise<void> {
    await this.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${this.#file}${end}`, { force: true });
  }
}
