import { readFileSync } from "node:fs";

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly offset?: string;
  readonly size?: number;
}

/** The files of a packed program by their paths. Source of the layout: Electron's asar format (pickled header, then bytes). */
export function readAsar(archive: string): ReadonlyMap<string, Buffer> {
  const bytes = readFileSync(archive);
  const start = 8 + bytes.readUInt32LE(4);
  const length = bytes.readUInt32LE(12);
  const header = JSON.parse(bytes.toString("utf8", 16, 16 + length)) as Entry;
  const out = new Map<string, Buffer>();
  const visit = (entry: Entry, path: string): void => {
    for (const [name, child] of Object.entries(entry.files ?? {})) {
      visit(child, path === "" ? name : `${path}/${name}`);
    }
    if (entry.offset === undefined || entry.size === undefined) return;
    const from = start + Number(entry.offset);
    out.set(path, bytes.subarray(from, from + entry.size));
  };
  visit(header, "");
  return out;
}
