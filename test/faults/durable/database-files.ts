import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A database with what SQLite keeps beside it. */
export type Files = ReadonlyMap<string, Uint8Array>;

export function filesOf(dir: string, database: string): Files {
  const names = readdirSync(dir).filter((name) => name.startsWith(database));
  return new Map(names.map((name) => [name, readFileSync(path.join(dir, name))]));
}

export function putBack(dir: string, database: string, files: Files): void {
  for (const name of filesOf(dir, database).keys()) rmSync(path.join(dir, name));
  for (const [name, bytes] of files) writeFileSync(path.join(dir, name), bytes);
}
