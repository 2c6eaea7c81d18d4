import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/** A value of one column of one row. */
export interface Cell {
  readonly table: string;
  readonly column: string;
  readonly value: string | Uint8Array;
}

/**
 * Every text and blob of every table: ordinary, virtual, and the shadow tables in which a full-text index keeps its
 * terms. Numbers are left out, they cannot spell a word.
 */
export function* cellsOf(database: DatabaseSync): Generator<Cell> {
  for (const table of tablesOf(database)) {
    const rows = database.prepare(`SELECT * FROM ${quoted(table)}`);
    rows.setReadBigInts(true); // some of Synapse's numbers do not fit a double
    for (const row of rows.iterate()) {
      for (const [column, value] of Object.entries(row)) {
        if (typeof value === "string" || value instanceof Uint8Array) {
          yield { table, column, value };
        }
      }
    }
  }
}

/** Names of all tables but SQLite's own list of them. */
export function tablesOf(database: DatabaseSync): readonly string[] {
  const listing = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
  return listing.all().map(({ name }) => String(name));
}

/**
 * Opens a database that its server has left, without leaving a trace beside it. Throws where the server was killed: then
 * a part of what it kept stands in a file of its own.
 */
export function openLeft(file: string): DatabaseSync {
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) {
    throw new Error(`${file} was not closed in order; start its server again and stop it`);
  }
  const url = pathToFileURL(file);
  url.searchParams.set("immutable", "1");
  return new DatabaseSync(url, { readOnly: true });
}

/** A copy of a database that its server may have open; as one moment held it, and without freed pages. */
export function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    database.prepare("VACUUM INTO ?").run(to);
  } finally {
    database.close();
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
