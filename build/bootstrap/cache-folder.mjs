/** Folders under `.cache` that are either complete or not there. */
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";

const UNFINISHED = ".unfinished-";

/**
 * A name for what is made from these inputs: it changes when any of them does.
 *
 * @param {readonly string[]} files read as bytes; a missing file counts as such
 * @param {readonly string[]} [words] further inputs
 * @returns {string} 12 hexadecimal digits
 */
export function inputHash(files, words = []) {
  const hash = createHash("sha256");
  for (const word of words) hash.update(`${word}\0`);
  for (const file of files) {
    hash.update(existsSync(file) ? readFileSync(file) : "missing").update("\0");
  }
  return hash.digest("hex").slice(0, 12);
}

/**
 * Fills a fresh folder beside `folder` and renames it when that succeeded, so an interruption at any moment leaves
 * nothing that looks complete.
 *
 * @param {string} folder absolute
 * @param {(unfinished: string) => Promise<void>} fill
 */
export async function fillOnce(folder, fill) {
  if (existsSync(folder)) return;
  const unfinished = `${folder}${UNFINISHED}${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await fill(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * Removes what interrupted runs left; call it only while holding the lock.
 *
 * @param {string} cache
 */
export function removeUnfinished(cache) {
  for (const name of readdirSync(cache)) {
    if (name.includes(UNFINISHED)) {
      rmSync(path.join(cache, name), { recursive: true, force: true });
    }
  }
}

/**
 * @param {string} folder
 * @returns {number} bytes of all files below; what vanishes meanwhile is not counted
 */
export function folderBytes(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) bytes += folderBytes(full);
      else bytes += lstatSync(full).size;
    }
  } catch {
    return bytes; // removed between listing and reading: the caller only wants to show progress
  }
  return bytes;
}
