/** One more table, for what parts of the client keep besides; dexie takes over the tables of the versions before. */
export const keptTable: {
  readonly version: number;
  readonly stores: { readonly [table: string]: string };
} = { version: 2, stores: { kept: "" } };
