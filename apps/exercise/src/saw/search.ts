import { readFileSync } from "node:fs";
import { cellsOf, openLeft, type Cell } from "./cells.ts";
import { needles, type Needles } from "./needles.ts";
import { readingsOf, type Reading } from "./readings.ts";

/** A place where something stands that was looked for. */
export interface Sighting {
  readonly what: string;
  readonly table: string;
  readonly column: string;
  readonly readAs: Reading["how"] | "file";
}

export interface Findings {
  readonly cells: number;
  readonly found: readonly Sighting[];
  /** Words that stand in a very cell that an untouched server of this version also has. */
  readonly alsoInAnEmptyServer: readonly Sighting[];
}

export interface SearchOptions {
  /** SQLite file of a server that was stopped. */
  readonly database: string;
  /** SQLite file of an untouched server of the same version, for what Synapse itself says. */
  readonly emptyDatabase: string;
  /** Free texts that were typed. */
  readonly canaries: readonly string[];
  /** State names, template and code words. */
  readonly words: readonly string[];
}

/** Looks for canaries and words in every cell of every table, and for canaries in the file itself. */
export function search(options: SearchOptions): Findings {
  const { canaries, words } = options;
  const wanted = needles(canaries, words);
  const known = fingerprintsOf(options.emptyDatabase);
  const never = new Set(canaries);
  const found: Sighting[] = [];
  const alsoInAnEmptyServer: Sighting[] = [];
  let cells = 0;
  const database = openLeft(options.database);
  try {
    for (const cell of cellsOf(database)) {
      cells += 1;
      for (const sighting of sightingsIn(cell, wanted)) {
        // A canary is never Synapse's own, whatever the empty server holds.
        const own = !never.has(sighting.what) && known.has(fingerprint(cell));
        (own ? alsoInAnEmptyServer : found).push(sighting);
      }
    }
  } finally {
    database.close();
  }
  found.push(...sightingsInFile(options.database, canaries));
  return { cells, found: distinct(found), alsoInAnEmptyServer: distinct(alsoInAnEmptyServer) };
}

function sightingsIn(cell: Cell, wanted: Needles): readonly Sighting[] {
  const { table, column } = cell;
  const byNeedle = new Map<string, Sighting>();
  for (const reading of readingsOf(cell.value)) {
    for (const what of wanted.in(reading)) {
      if (!byNeedle.has(what)) byNeedle.set(what, { what, table, column, readAs: reading.how });
    }
  }
  return [...byNeedle.values()];
}

/** Pages that SQLite has freed keep what was deleted; no table shows it, the file does. */
function sightingsInFile(file: string, canaries: readonly string[]): readonly Sighting[] {
  const bytes = readFileSync(file);
  return canaries
    .filter((canary) => bytes.includes(canary))
    .map((what) => ({ what, table: "", column: "", readAs: "file" }));
}

function fingerprintsOf(file: string): ReadonlySet<string> {
  const database = openLeft(file);
  try {
    return new Set([...cellsOf(database)].map(fingerprint));
  } finally {
    database.close();
  }
}

function fingerprint({ table, column, value }: Cell): string {
  const text = typeof value === "string" ? value : `blob ${Buffer.from(value).toString("hex")}`;
  return JSON.stringify([table, column, text]);
}

function distinct(sightings: readonly Sighting[]): readonly Sighting[] {
  return [...new Map(sightings.map((one) => [JSON.stringify(one), one])).values()];
}
