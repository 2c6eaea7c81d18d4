/** The files that a check looks at. */
import { readdirSync } from "node:fs";
import path from "node:path";

const NOT_OURS = new Set([
  "node_modules",
  "out",
  "dist",
  ".cache",
  ".git",
  "demo-output",
  "bench-output",
]);

/**
 * @returns paths below `root`, with `/`, ascending; none where the folder is missing
 */
export function filesBelow(root: string, folder: string, ending: RegExp): readonly string[] {
  const found: string[] = [];
  const visit = (relative: string): void => {
    for (const entry of readdirSync(path.join(root, relative), { withFileTypes: true })) {
      const below = path.posix.join(relative, entry.name);
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name)) visit(below);
      } else if (ending.test(entry.name)) found.push(below);
    }
  };
  try {
    visit(folder);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return found.toSorted();
}
