import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Where a text stands in a file of a folder. */
export interface FoundText {
  readonly text: string;
  /** Below the folder. */
  readonly file: string;
}

/** Every file below a folder, in whatever state it is; without what went away meanwhile, as a program that runs has it. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => lstatSync(path.join(folder, name), { throwIfNoEntry: false })?.isFile() === true,
  );
}

/**
 * Looks for texts in the raw bytes of every file, in its name, as UTF-8 and as UTF-16 of both orders. Shorter ones than
 * `BY_CHANCE` count as words of their own only: what is random and written in base64 holds them sometimes.
 */
export function searchFolder(folder: string, texts: readonly string[]): readonly FoundText[] {
  return filesBelow(folder).flatMap((file) => {
    const bytes = readIfThere(path.join(folder, file));
    return texts
      .filter((text) => file.includes(text) || holds(bytes, text))
      .map((text) => ({ text, file }));
  });
}

/** In some megabytes of base64, texts of fewer signs stand by chance. */
const BY_CHANCE = 7;

function holds(bytes: Buffer, text: string): boolean {
  const little = Buffer.from(text, "utf16le");
  const big = Buffer.from(little).swap16();
  return holdsUtf8(bytes, text) || bytes.includes(little) || bytes.includes(big);
}

function holdsUtf8(bytes: Buffer, text: string): boolean {
  if (!bytes.includes(text) || text.length >= BY_CHANCE) return bytes.includes(text);
  const word = new RegExp(`(?<![A-Za-z0-9+/_-])${text}(?![A-Za-z0-9+/_-])`);
  return word.test(bytes.toString("latin1"));
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return Buffer.alloc(0);
    throw error;
  }
}
