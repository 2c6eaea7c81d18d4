import { cpSync, rmSync } from "node:fs";

/** Copies the folder of a profile that is not in use; the answer puts the copy in its place, as often as it is called. */
export function copyProfile(folder: string): () => void {
  const copy = `${folder}.copy`;
  cpSync(folder, copy, { recursive: true });
  return () => {
    rmSync(folder, { recursive: true });
    cpSync(copy, folder, { recursive: true });
  };
}
