/** One thing that a transaction did to a database. Keys are texts (`keyText`), values bytes (`v8.serialize`). */
export type Step =
  | { readonly do: "version"; readonly version: number }
  | {
      readonly do: "make-store";
      readonly store: string;
      readonly keyPath: string | readonly string[] | null;
    }
  | { readonly do: "drop-store"; readonly store: string }
  | ({ readonly do: "make-index"; readonly store: string } & IndexShape)
  | { readonly do: "drop-index"; readonly store: string; readonly index: string }
  | {
      readonly do: "put";
      readonly store: string;
      readonly key: string;
      readonly value: Uint8Array;
    }
  | { readonly do: "delete"; readonly store: string; readonly key: string }
  | { readonly do: "clear"; readonly store: string };

export interface IndexShape {
  readonly index: string;
  readonly keyPath: string | readonly string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

/** A database as it is kept. */
export interface KeptDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly KeptStore[];
}

export interface KeptStore {
  readonly name: string;
  readonly keyPath: string | readonly string[] | null;
  readonly indexes: readonly IndexShape[];
  readonly records: readonly { readonly key: string; readonly value: Uint8Array }[];
}
