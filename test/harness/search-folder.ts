import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Where a text stands in a file of a folder. */
export interface FoundText {
  readonly text: string;
  /** Below the folder. */
  readonly file: string;
}

/** Every file below a folder, in whatever state it is. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    lstatSync(path.join(folder, name)).isFile(),
  );
}

/** Looks for texts in the raw bytes of every file, in its name, as UTF-8 and as UTF-16 of both orders. */
export function searchFolder(folder: string, texts: readonly string[]): readonly FoundText[] {
  return filesBelow(folder).flatMap((file) => {
    const bytes = readFileSync(path.join(folder, file));
    return texts
      .filter((text) => file.includes(text) || holds(bytes, text))
      .map((text) => ({ text, file }));
  });
}

function holds(bytes: Buffer, text: string): boolean {
  const little = Buffer.from(text, "utf16le");
  const big = Buffer.from(little).swap16();
  return bytes.includes(text) || bytes.includes(little) || bytes.includes(big);
}
