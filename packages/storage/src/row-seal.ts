import { concatBytes, toBase64Url, toUtf8 } from "@parley/base";
import { open, seal, sha512, wipe } from "@parley/crypto";

/** Closes and opens single values for one database, and gives rows names that say nothing. */
export interface RowSeal {
  /** Opaque name of a row: the same for the same row, and not computable without the vault key. */
  nameOf(table: string, id: string): string;
  /** Binds the value to its table and name: a value that was moved does not open. */
  close(table: string, name: string, text: string): Uint8Array;
  /** Null where the value was not closed under this key for this place. */
  open(table: string, name: string, sealed: Uint8Array): string | null;
  /** Overwrites its keys. Nothing is named, closed or opened after. */
  forget(): void;
}

/** A key for one purpose out of the vault key: first 32 bytes of SHA-512(purpose ‖ 0 ‖ vault key). */
function subKey(purpose: string, vaultKey: Uint8Array): Uint8Array {
  return sha512(concatBytes(toUtf8(purpose), Uint8Array.of(0), vaultKey)).slice(0, 32);
}

/** The platform's own reads what a whole profile holds in a fraction of the time; as strict as `fromUtf8`. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** `vaultKey` has 32 bytes. */
export function rowSeal(vaultKey: Uint8Array): RowSeal {
  if (vaultKey.length !== 32) throw new Error("a vault key has 32 bytes");
  const names = subKey("chat.parley.store.name.v1", vaultKey);
  const values = subKey("chat.parley.store.value.v1", vaultKey);
  const place = (table: string, name: string): Uint8Array => toUtf8(`${table}\n${name}`);
  return {
    // 24 of 64 bytes: cut, so that a hash with the key in front cannot be extended.
    nameOf: (table, id) => toBase64Url(sha512(concatBytes(names, place(table, id))).slice(0, 24)),
    close: (table, name, text) => seal(values, toUtf8(text), place(table, name)),
    open: (table, name, sealed) => {
      const bytes = open(values, sealed, place(table, name));
      return bytes === null ? null : textOf(bytes);
    },
    forget: () => {
      wipe(names);
      wipe(values);
    },
  };
}
