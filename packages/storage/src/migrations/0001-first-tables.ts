/** One table per kind of row and one for the check value; all with opaque keys beside the sealed value, no index. */
export const firstTables: {
  readonly version: number;
  readonly stores: { readonly [table: string]: string };
} = {
  version: 1,
  stores: {
    meta: "",
    profile: "",
    directory: "",
    inbox: "",
    events: "",
    acts: "",
    outbox: "",
    drafts: "",
    rooms: "",
  },
};
