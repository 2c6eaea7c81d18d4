import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A folder that lives as long as the test. */
export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "parley-desktop-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
