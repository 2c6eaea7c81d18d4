import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the packaged client is made of, relative to the repository. */
const SOURCES = [
  "apps/desktop/package.json",
  "apps/desktop/packaging",
  "apps/desktop/src",
  "apps/desktop/vite.config.ts",
  "crypto/package.json",
  "crypto/src",
  "packages",
  "pnpm-lock.yaml",
  "tsconfig.base.json",
];
/** Folders beside the sources that the client does not hold. */
const LEFT_OUT: ReadonlySet<string> = new Set(["node_modules", "test"]);

/** One hash over names and contents of everything that the packaged client is made of. */
export function inputsHash(root: string, ...more: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of more) hash.update(`${text}\0`);
  for (const source of SOURCES) addTo(hash, root, source);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, root: string, name: string): void {
  const file = path.join(root, name);
  const entries = folderEntries(file);
  if (entries === null) {
    const bytes = readFileSync(file);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
    return;
  }
  for (const entry of entries) {
    if (!LEFT_OUT.has(entry)) addTo(hash, root, `${name}/${entry}`);
  }
}

/** Null for a file. */
function folderEntries(file: string): readonly string[] | null {
  try {
    return readdirSync(file).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return null;
    throw error;
  }
}
