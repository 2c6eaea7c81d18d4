import * as fakeIndexedDb from "fake-indexeddb";

/** The crypto machine looks for IndexedDB and its classes among the globals; what is there already stays. */
export function provideIndexedDb(): void {
  for (const [name, value] of Object.entries(fakeIndexedDb)) {
    if (name in globalThis || !/^(indexedDB|IDB\w+)$/.test(name)) continue;
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
