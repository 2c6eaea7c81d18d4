import { existsSync } from "node:fs";
import { accept, type Result } from "@parley/base";
import { writeAtomically, writeNew } from "../files/write-file.ts";
import { refused, type Refused } from "./command.ts";

/** Writes a file that must not be there yet; what is there stays. */
export function writeFresh(file: string, text: string): Result<void, Refused> {
  return written(file, () =>
    writeNew(file, text)
      ? accept(undefined)
      : refused("exists", `${file} exists already and was left as it is.`),
  );
}

/** Writes a file, in place of one that may be there. */
export function writeOver(file: string, text: string): Result<void, Refused> {
  return written(file, () => {
    writeAtomically(file, text);
    return accept(undefined);
  });
}

/** Before anything is done that cannot be taken back: whether the files that it ends in can be written. */
export function mustBeFree(...files: readonly (string | null)[]): Result<void, Refused> {
  const taken = files.find((file) => file !== null && existsSync(file));
  return taken === undefined || taken === null
    ? accept(undefined)
    : refused("exists", `${taken} exists already and was left as it is.`);
}

function written(file: string, write: () => Result<void, Refused>): Result<void, Refused> {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refused("disk", `${file} cannot be written (${code ?? "unknown"}).`);
  }
}
