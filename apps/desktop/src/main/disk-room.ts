import { statfsSync } from "node:fs";

/** So many bytes stay free, since Chromium writes besides what it is asked to: 16 MiB. */
const SPARE = 16 * 1_048_576;

/** Whether a folder's disk has room to spare; true where the system does not tell. */
export function diskHasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= SPARE;
  } catch {
    return true;
  }
}
