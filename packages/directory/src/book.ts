import type { RecordId, StateCode, UserId } from "@parley/base";
import type { EntryContent, EntryView } from "./entry.ts";
import { KeyBook } from "./keys.ts";
import type { TrustRoot } from "./root.ts";
import type { RecordStanding, StateStanding } from "./standing.ts";

/** What the entries so far have said, for checking the next one against. Only `applyEntry` changes it. */
export class Book {
  readonly entries: EntryView[] = [];
  readonly keys: KeyBook = new KeyBook();
  /** Records that were admitted and that no reset has ended. */
  readonly records: Map<RecordId, RecordStanding> = new Map();
  /** States with a first admission; services of the Secretariat belong to none. */
  readonly states: Map<StateCode, StateStanding> = new Map();
  /** Every record and every account that was ever named. */
  readonly admitted: Set<RecordId> = new Set();
  readonly users: Set<UserId> = new Set();
  /** Officers of earlier roots who are none any more. */
  readonly formerOfficers: Set<string> = new Set();
  /** The key that dates heads, while there is one. */
  headKey: string | null = null;
  /** In force for the next entry. */
  root: TrustRoot;

  constructor(root: TrustRoot) {
    this.root = root;
    this.keys.take(root.officers);
  }

  /** Whether the content has the number, and names the entry before it, as the next entry does. */
  follows({ n, prev }: Pick<EntryContent, "n" | "prev">): boolean {
    return n === this.entries.length + 1 && prev === (this.entries.at(-1)?.h ?? "");
  }
}
