import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import path from "node:path";

const BLOCK = 65_536;
/** Bytes that stay free when it is filled. */
const LEFT = 4 * 1_048_576;

/** A disk of its own under a folder, in memory; needs `MAY_MOUNT`. */
export interface SmallDisk {
  /**
   * Takes the room but for a rest, in bytes; without one, what the client wants to be left: whoever writes on takes it, and
   * finds no byte more.
   */
  fill(rest?: number): void;
  /** Gives it back. */
  makeRoom(): void;
  remove(): void;
}

/** @param size megabytes */
export function mountSmallDisk(folder: string, size: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}m`, "tmpfs", folder]);
  const filler = path.join(folder, "filler");
  return {
    fill: (rest = LEFT) => {
      const { bsize, bavail } = statfsSync(folder);
      const file = openSync(filler, "a");
      for (let taken = 0; taken < bavail * bsize - rest; taken += BLOCK) {
        writeSync(file, Buffer.alloc(BLOCK));
      }
      closeSync(file);
    },
    makeRoom: () => rmSync(filler),
    remove: () => execFileSync("umount", ["-l", folder]),
  };
}
