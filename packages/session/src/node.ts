import * as fakeIndexedDb from "fake-indexeddb";
import { openSession } from "./open.ts";
import type { SessionOpener } from "./port.ts";
import { signIn } from "./sign-in.ts";

/**
 * Sessions whose crypto stores are kept in this process's memory: one that is closed and opened again under the
 * same prefix is the same device; none outlives the process.
 */
export function nodeSessions(): SessionOpener {
  provideIndexedDb();
  return { signIn, open: openSession };
}

/** The crypto machine looks for IndexedDB and its classes among the globals; what is there already stays. */
function provideIndexedDb(): void {
  for (const [name, value] of Object.entries(fakeIndexedDb)) {
    if (name in globalThis || !/^(indexedDB|IDB\w+)$/.test(name)) continue;
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
