import { renameSync, writeFileSync } from "node:fs";

/** Readers see the old text or the new one, never a part. Readable by the owner only. */
export function writeAtomically(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
