import type { RecordId } from "@parley/base";

/** What stands beside the list. */
export type DirectoryPage =
  /** Null: one's own record. */
  | { readonly show: "record"; readonly rec: RecordId | null }
  /** What waits for a signature of one's State, by the hash of the entry. */
  | { readonly show: "sign"; readonly hash: string }
  /** The form of one's own contact card. */
  | { readonly show: "card" };
