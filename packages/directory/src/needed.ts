import type { KeyId, RecordId, StateCode } from "@parley/base";
import type { Book } from "./book.ts";
import { nextRoot } from "./check-operation.ts";
import type { EntryContent } from "./entry.ts";
import type { Operation } from "./operation.ts";
import type { TrustRoot } from "./root.ts";
import { cosignersOf, type RecordStanding } from "./standing.ts";

/** Whose signatures an entry needs next in the log, and whose may stand beside it besides. */
export interface Needed {
  /** State and record that it is about, of whatever kind. */
  readonly state: StateCode | null;
  readonly rec: RecordId | null;
  /** Records that may sign for that State. */
  readonly mayCosign: readonly RecordStanding[];
  /** So many distinct ones of them have to. */
  readonly cosigners: number;
  /** The root that it brings, whose officers sign too. */
  readonly incoming: TrustRoot | null;
}

/** A record that may sign for its State, with the keys that it may do so by. */
export interface CosigningRecord {
  readonly rec: RecordId;
  readonly keys: readonly KeyId[];
}

/** What an entry needs that was checked against the book. Beside one that rests on a reset no key of the State has a place. */
export function neededFor(
  book: Book,
  { operation, reset }: Pick<EntryContent, "operation" | "reset">,
): Needed {
  const { state, rec } = subjectOf(book, operation);
  const standing =
    state === null || reset !== undefined || isOfService(book, operation)
      ? undefined
      : book.states.get(state);
  const may = standing?.speakers.filter(({ listed }) => listed.size > 0) ?? [];
  const needs = standing !== undefined && needsCosigners(operation.op);
  return {
    state,
    rec,
    mayCosign: may,
    cosigners: needs ? cosignersOf(may.length) : 0,
    incoming: operation.op === "root" ? nextRoot(operation.rec.root) : null,
  };
}

/** Officers alone may take a key out and reset a State; all else on a State's records it signs itself (DIR-1). */
export function needsCosigners(op: Operation["op"]): boolean {
  return op === "admit" || op === "list" || op === "card";
}

function subjectOf(
  book: Book,
  operation: Operation,
): { readonly state: StateCode | null; readonly rec: RecordId | null } {
  switch (operation.op) {
    case "admit":
      return { state: operation.rec.state, rec: operation.rec.id };
    case "list":
    case "card":
    case "disable": {
      const { id } = operation.rec;
      return { state: book.records.get(id)?.record.state ?? null, rec: id };
    }
    case "reset":
      return { state: operation.rec.state, rec: null };
    case "headkey":
    case "root":
      return { state: null, rec: null };
  }
}

function isOfService(book: Book, operation: Operation): boolean {
  switch (operation.op) {
    case "admit":
      return operation.rec.kind === "service";
    case "list":
    case "card":
    case "disable":
      return book.records.get(operation.rec.id)?.record.kind === "service";
    default:
      return false;
  }
}
