import {
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** Thrown for a file that is longer than such a file ever is. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** The whole of a file of at most `limit` bytes. Throws `TooLarge`, or the system's error. */
export function readWhole(file: string, limit: number): Buffer {
  // Without waiting: opening a named pipe must not hold the program up.
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const parts: Buffer[] = [];
    let size = 0;
    for (;;) {
      const part = Buffer.alloc(65_536);
      const read = readSync(handle, part, 0, part.length, null);
      if (read === 0) return Buffer.concat(parts);
      size += read;
      if (size > limit) throw new TooLarge(file);
      parts.push(part.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
}

/**
 * Puts the text in place of what the file held, in one step: after a crash at any point the file holds the old or the
 * new text, whole. Only this user may read it. Throws the system's error; then the old text stands.
 */
export function replaceWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    const handle = openSync(unfinished, "w", 0o600);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  settleFolder(path.dirname(file));
}

/** Removes the file for good; one that is not there is as good as removed. */
export function removeWhole(file: string): void {
  rmSync(file, { force: true });
  settleFolder(path.dirname(file));
}

/** A rename or removal is on the disk once its folder is. Windows offers no such call and does it by itself. */
function settleFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
