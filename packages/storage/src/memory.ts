import { accept, refuse, type Result } from "@parley/base";
import type { Change, Contents, Store, StoreRefusal } from "./port.ts";
import { contentsOf, stepsOf, type Table } from "./rows.ts";

/** What stays when a memory store is closed or abandoned, as a disk would keep it. */
export interface MemoryDisk {
  /** Per table: identity to row as text. */
  readonly tables: Map<Table, Map<string, string>>;
  /** Set: every commit is refused so. */
  refuses: StoreRefusal | null;
}

export function memoryDisk(): MemoryDisk {
  return { tables: new Map(), refuses: null };
}

/** A store for tests and tools: everything in memory, copied in and out. Opened again on one disk, it reads the same. */
export function memoryStore(disk: MemoryDisk = memoryDisk()): Store {
  let open = true;
  return {
    load(): Promise<Result<Contents, StoreRefusal>> {
      const contents = (): Contents =>
        contentsOf((table) => [...(disk.tables.get(table)?.values() ?? [])]);
      return Promise.resolve(open ? accept(contents()) : refuse("closed"));
    },
    commit(change: Change): Promise<Result<void, StoreRefusal>> {
      if (!open) return Promise.resolve(refuse("closed"));
      if (disk.refuses !== null) return Promise.resolve(refuse(disk.refuses));
      const { gone, put } = stepsOf(change);
      for (const { table, id } of gone) disk.tables.get(table)?.delete(id);
      for (const { table, id, text } of put) {
        const rows = disk.tables.get(table) ?? new Map<string, string>();
        disk.tables.set(table, rows.set(id, text));
      }
      return Promise.resolve(accept(undefined));
    },
    close(): Promise<void> {
      open = false;
      return Promise.resolve();
    },
    erase(): Promise<void> {
      open = false;
      disk.tables.clear();
      return Promise.resolve();
    },
  };
}
