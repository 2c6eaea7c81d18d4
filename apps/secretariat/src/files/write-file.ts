import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";

/**
 * Writes a file for its owner only (0600). Readers see the old text or the new one, never a part, and after a crash of the
 * machine it is one of the two.
 */
export function writeAtomically(file: string, text: string): void {
  const fresh = writeBeside(file, text);
  renameSync(fresh, file);
  syncFolder(path.dirname(file));
}

/** The same for a file that must not exist yet: false where it does, and then it stays as it is. */
export function writeNew(file: string, text: string): boolean {
  const fresh = writeBeside(file, text);
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  syncFolder(path.dirname(file));
  return true;
}

/** A folder for its owner only; made where it is missing. */
export function makeFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
}

function writeBeside(file: string, text: string): string {
  const fresh = `${file}.${randomBytes(6).toString("hex")}.new`;
  const handle = openSync(fresh, "wx", 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return fresh;
}

function syncFolder(dir: string): void {
  const handle = openSync(dir, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
