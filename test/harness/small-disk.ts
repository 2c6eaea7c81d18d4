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
      const file = openSync(filler, "a");
      try {
        while (freeOn(folder) >= rest + BLOCK) writeSync(file, Buffer.alloc(BLOCK));
      } catch (error) {
        // Whoever else writes there may have taken the last of it.
        if (!isFull(error)) throw error;
      } finally {
        closeSync(file);
      }
    },
    makeRoom: () => rmSync(filler),
    remove: () => execFileSync("umount", ["-l", folder]),
  };
}

function freeOn(folder: string): number {
  const { bsize, bavail } = statfsSync(folder);
  return bavail * bsize;
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOSPC";
}
