import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readAsar } from "../../test/harness/asar.ts";
import { packAsar } from "../desktop/asar.ts";

it("packs a program whose files are read back whole, whatever their sizes", () => {
  const files = {
    "package.json": "{}",
    "main.js": "const word = 'ü';",
    empty: "",
    "index.html": "<p>",
  };
  const dir = mkdtempSync(path.join(tmpdir(), "parley-asar-"));
  try {
    const archive = path.join(dir, "app.asar");
    writeFileSync(archive, packAsar(files));
    const read = [...readAsar(archive)].map(([name, bytes]) => [name, bytes.toString()]);
    expect(Object.fromEntries(read)).toEqual(files);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
