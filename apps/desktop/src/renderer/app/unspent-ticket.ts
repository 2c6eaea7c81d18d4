import { accept, type Result } from "@parley/base";
import type { Contents, Store, StoreRefusal } from "@parley/storage";

/** The one row in which a store keeps a ticket from the choice of the passphrase until it is spent. */
const ROW = { kind: "ticket", id: "unspent" } as const;

export function keepTicket(store: Store, text: string): Promise<Result<void, StoreRefusal>> {
  return store.commit({ kept: [{ ...ROW, text }] });
}

export function dropTicket(store: Store): Promise<Result<void, StoreRefusal>> {
  return store.commit({ keptGone: [ROW] });
}

/** The text of the ticket that is kept; null where none is. */
export function ticketIn({ kept }: Contents): string | null {
  return kept.find(({ kind, id }) => kind === ROW.kind && id === ROW.id)?.text ?? null;
}

/** The same store, which answers its first `load` with what was read from it just now. */
export function loadedOnce(store: Store, contents: Contents): Store {
  let first: Contents | null = contents;
  return {
    load: () => {
      if (first === null) return store.load();
      const known = first;
      first = null;
      return Promise.resolve(accept(known));
    },
    commit: (change) => store.commit(change),
    close: () => store.close(),
    erase: () => store.erase(),
  };
}
