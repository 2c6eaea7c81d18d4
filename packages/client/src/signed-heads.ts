import type { Instant } from "@parley/base";
import {
  ageOfHead,
  HEAD_OLD,
  placeHead,
  readHead,
  type Log,
  type SignedHead,
} from "@parley/directory";
import type { Change } from "@parley/storage";
import type { Core } from "./core.ts";
import type { HeadView } from "./directory-view.ts";
import type { State } from "./state.ts";

/** Rows of heads, by the number of the entry that was the newest then. */
const HEAD = "head";
/** Heads of so many entries are kept: what a reset waits for counts from the last one before it (DIR-1). */
const MOST = 64;

interface KeptHead {
  readonly n: number;
  readonly at: Instant;
  readonly text: string;
}

function keptHeads(state: State): readonly KeptHead[] {
  return [...state.kept(HEAD)]
    .map(([id, row]) => ({ n: Number(id), ...(JSON.parse(row) as Omit<KeptHead, "n">) }))
    .toSorted((a, b) => a.n - b.n);
}

interface Newest {
  /** Rows that it was chosen from, as one text. */
  readonly rows: string;
  readonly head: SignedHead | null;
}

/** The gate asks at every look: a signature is verified once for a log and its heads. */
const newestOf = new WeakMap<Log, Newest>();

/** When the service last said, before entry n was there, which entry was the newest; null where it never did. */
export function headBefore(state: State, n: number): Instant | null {
  return keptHeads(state).findLast((head) => head.n < n)?.at ?? null;
}

export interface TakenHead {
  /** Null where it says nothing new. */
  readonly change: Change | null;
  /** It names an entry above mine: the directory is behind (DIR-5). */
  readonly behind: boolean;
  /** It names another entry under a number that mine has. */
  readonly forked: boolean;
}

/** Takes up a head that the service signed (DIR-3). */
export function takeHead({ state }: Core, text: string): TakenHead {
  const head = readHead(text, state.log);
  if (!head.ok) return { change: null, behind: false, forked: head.refusal === "forked" };
  const { n, at } = head.value;
  const behind = placeHead(state.log, head.value) === "behind";
  const known = keptHeads(state);
  // What is said of an entry twice is said anew; an older word never takes the place of a newer one.
  if (known.some((one) => one.n === n && one.at >= at))
    return { change: null, behind, forked: false };
  const gone = known.filter((one) => one.n !== n).slice(0, -(MOST - 1));
  return {
    change: {
      kept: [{ kind: HEAD, id: String(n), text: JSON.stringify({ at, text }) }],
      keptGone: gone.map((one) => ({ kind: HEAD, id: String(one.n) })),
    },
    behind,
    forked: false,
  };
}

/** The newest word on how far the directory goes that still verifies. */
function newestHead(state: State): SignedHead | null {
  const rows = [...state.kept(HEAD).values()].join("\n");
  const before = newestOf.get(state.log);
  if (before?.rows === rows) return before.head;
  const byTime = keptHeads(state).toSorted((a, b) => b.at - a.at);
  let head: SignedHead | null = null;
  for (const { text } of byTime) {
    const read = readHead(text, state.log);
    head ??= read.ok ? read.value : null;
    if (head !== null) break;
  }
  newestOf.set(state.log, { rows, head });
  return head;
}

/**
 * As of when the directory is known to be the newest; null where its log names no key that dates it, so that it cannot
 * age. An entry that came is as good a word as a head of its time.
 */
function datedAt(state: State): Pick<SignedHead, "at" | "until"> | null {
  if (state.log.headKey() === null) return null;
  const entry = { at: state.log.head.at, until: state.log.head.at + HEAD_OLD };
  const head = newestHead(state);
  return head !== null && head.at >= entry.at ? head : entry;
}

export function headViewOf({
  state,
  now,
}: {
  readonly state: State;
  readonly now: Instant;
}): HeadView {
  const dated = datedAt(state);
  if (dated === null) return { state: "none", at: null, until: null };
  return { state: ageOf(dated, now), at: dated.at, until: dated.until };
}

function ageOf(dated: Pick<SignedHead, "at" | "until">, now: Instant): HeadView["state"] {
  return ageOfHead({ dir: "", n: 0, h: "", ...dated }, now);
}

/** When the directory is older than 72 hours: as of when it is. Null while it is not. */
export function directoryOld(state: State, now: Instant): Instant | null {
  const dated = datedAt(state);
  return dated !== null && ageOf(dated, now) === "old" ? dated.at : null;
}

/** Moments at which the age of the head reads otherwise. */
export function headMoments(state: State): readonly Instant[] {
  const dated = datedAt(state);
  if (dated === null) return [];
  return [dated.until + 1, dated.at + HEAD_OLD / 3 + 1, dated.at + HEAD_OLD + 1];
}
