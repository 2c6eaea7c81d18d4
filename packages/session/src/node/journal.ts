import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { accept, refuse, type Result } from "@parley/base";
import type { KeptDatabase, KeptStore, Step } from "./step.ts";

/** Why a journal cannot be used. */
export type JournalRefusal =
  /** Another process, or another part of this one, has it open. */
  | "in-use"
  /** It is no journal, or a broken one. */
  | "damaged"
  /** It comes from a newer version. */
  | "newer"
  /** It can neither be made nor written to: no room, no right. */
  | "unwritable";

const FORMAT = 1;

const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE databases (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE stores (
    db TEXT, store TEXT, key_path TEXT NOT NULL, PRIMARY KEY (db, store)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE indexes (
    db TEXT, store TEXT, name TEXT, key_path TEXT NOT NULL, uniq INTEGER NOT NULL,
    multi INTEGER NOT NULL, PRIMARY KEY (db, store, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE records (
    db TEXT NOT NULL, store TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (db, store, key)
  ) STRICT;
  PRAGMA user_version = ${FORMAT};
`;

/**
 * Databases of IndexedDB on the disk, in one SQLite file that only one process may have open. What a call has written is
 * on the disk when it returns: write-ahead log, flushed at every commit.
 */
export class Journal {
  readonly #db: DatabaseSync;
  readonly #run: (sql: string, ...values: readonly (string | number | Uint8Array)[]) => void;

  private constructor(db: DatabaseSync) {
    this.#db = db;
    const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
    this.#run = (sql, ...values) => {
      const statement = prepared.get(sql) ?? db.prepare(sql);
      prepared.set(sql, statement);
      statement.run(...values);
    };
  }

  /** Opens a journal, or makes one that only this user may read. */
  static open(file: string): Result<Journal, JournalRefusal> {
    let db: DatabaseSync | null = null;
    try {
      closeSync(openSync(file, "a", 0o600));
      db = new DatabaseSync(file);
      db.exec("PRAGMA locking_mode = EXCLUSIVE");
      db.exec("PRAGMA journal_mode = WAL");
      db.exec("PRAGMA synchronous = FULL");
      // Keys that were used up do not stay in free pages.
      db.exec("PRAGMA secure_delete = ON");
      // Takes the lock, and finds out whether anything can be written at all.
      db.exec("BEGIN EXCLUSIVE");
      const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
      if (version === 0) db.exec(TABLES);
      db.exec("COMMIT");
      if (version > FORMAT) throw new Newer();
      return accept(new Journal(db));
    } catch (error) {
      db?.close();
      return refuse(refusalOf(error));
    }
  }

  /** Everything in databases whose names begin so. Throws where values are broken. */
  databases(prefix: string): readonly KeptDatabase[] {
    const rows = this.#db.prepare("SELECT name, version FROM databases ORDER BY name").all();
    return rows
      .map(({ name, version }) => ({ name: text(name), version: Number(version) }))
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ name, version }) => ({ name, version, stores: this.#stores(name) }));
  }

  #stores(db: string): readonly KeptStore[] {
    const stores = this.#db.prepare("SELECT store, key_path FROM stores WHERE db = ?").all(db);
    const indexes = this.#db.prepare("SELECT * FROM indexes WHERE db = ? AND store = ?");
    const records = this.#db.prepare("SELECT key, value FROM records WHERE db = ? AND store = ?");
    return stores.map(({ store, key_path }) => {
      const name = text(store);
      return {
        name,
        keyPath: JSON.parse(text(key_path)) as KeptStore["keyPath"],
        indexes: indexes.all(db, name).map((row) => ({
          index: text(row["name"]),
          keyPath: JSON.parse(text(row["key_path"])) as string | readonly string[],
          unique: row["uniq"] === 1,
          multiEntry: row["multi"] === 1,
        })),
        records: records.all(db, name).map(({ key, value }) => {
          if (!(value instanceof Uint8Array)) throw new Error("a record without bytes");
          return { key: text(key), value };
        }),
      };
    });
  }

  /** Writes all of what a transaction did to a database, in its order. Throws where the disk does not take it. */
  write(db: string, steps: readonly Step[]): void {
    this.#atomically(() => {
      for (const step of steps) this.#step(db, step);
    });
  }

  #step(db: string, step: Step): void {
    switch (step.do) {
      case "version":
        return this.#run("INSERT OR REPLACE INTO databases VALUES (?, ?)", db, step.version);
      case "make-store":
        return this.#run(
          "INSERT INTO stores VALUES (?, ?, ?)",
          db,
          step.store,
          JSON.stringify(step.keyPath),
        );
      case "drop-store":
        for (const table of ["stores", "indexes", "records"])
          this.#run(`DELETE FROM ${table} WHERE db = ? AND store = ?`, db, step.store);
        return;
      case "make-index":
        return this.#run(
          "INSERT INTO indexes VALUES (?, ?, ?, ?, ?, ?)",
          db,
          step.store,
          step.index,
          JSON.stringify(step.keyPath),
          Number(step.unique),
          Number(step.multiEntry),
        );
      case "drop-index":
        return this.#run(
          "DELETE FROM indexes WHERE db = ? AND store = ? AND name = ?",
          db,
          step.store,
          step.index,
        );
      case "put":
        return this.#run(
          "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
          db,
          step.store,
          step.key,
          step.value,
        );
      case "delete":
        return this.#run(
          "DELETE FROM records WHERE db = ? AND store = ? AND key = ?",
          db,
          step.store,
          step.key,
        );
      case "clear":
        return this.#run("DELETE FROM records WHERE db = ? AND store = ?", db, step.store);
    }
  }

  /** Deletes a database with all that is in it. */
  drop(db: string): void {
    this.#atomically(() => {
      this.#run("DELETE FROM databases WHERE name = ?", db);
      for (const table of ["stores", "indexes", "records"])
        this.#run(`DELETE FROM ${table} WHERE db = ?`, db);
    });
  }

  /** A number that its owner raises, so that an older copy of this file gives itself away; 0 at first. */
  get generation(): number {
    const row = this.#db.prepare("SELECT value FROM meta WHERE name = 'generation'").get();
    return Number(row?.["value"] ?? 0);
  }

  set generation(to: number) {
    this.#run("INSERT OR REPLACE INTO meta VALUES ('generation', ?)", to);
  }

  close(): void {
    this.#db.close();
  }

  #atomically(call: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      call();
      this.#db.exec("COMMIT");
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

class Newer extends Error {}

/** Primary result codes of SQLite: busy, locked; corrupt, not a database. */
const IN_USE = new Set([5, 6]);
const DAMAGED = new Set([11, 26]);

function refusalOf(error: unknown): JournalRefusal {
  if (error instanceof Newer) return "newer";
  if (!(error instanceof Error)) throw error;
  if ("errcode" in error && typeof error.errcode === "number") {
    // The upper bits say more about the same thing.
    const code = error.errcode & 0xff;
    return IN_USE.has(code) ? "in-use" : DAMAGED.has(code) ? "damaged" : "unwritable";
  }
  // Of the file system: no folder, no right, no room.
  if ("syscall" in error) return "unwritable";
  throw error;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error("a column without text");
  return value;
}
