import type { ActHash } from "@parley/base";
import { reachesTo, type FoldAct } from "./act.ts";

type Compare = (a: FoldAct, b: FoldAct) => number;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byHash: Compare = (a, b) => byText(a.hash, b.hash);
const byTimeThenHash: Compare = (a, b) => byText(a.at, b.at) || byHash(a, b);

/** Puts `act` where it belongs in a list that is sorted with the last to come first. */
function insert(ready: FoldAct[], act: FoldAct, compare: Compare): void {
  let from = 0;
  let to = ready.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const there = ready[middle];
    if (there !== undefined && compare(there, act) > 0) from = middle + 1;
    else to = middle;
  }
  ready.splice(from, 0, act);
}

/** Each act after all it reaches to; of several that could come next the first by `compare`. */
function topological(
  acts: readonly FoldAct[],
  compare: Compare,
  reach: (act: FoldAct) => readonly ActHash[],
): readonly FoldAct[] {
  const missing = new Map<ActHash, number>();
  const above = new Map<ActHash, FoldAct[]>();
  const ready: FoldAct[] = [];
  for (const act of acts) {
    const below = new Set(reach(act));
    missing.set(act.hash, below.size);
    for (const hash of below) {
      const known = above.get(hash);
      if (known === undefined) above.set(hash, [act]);
      else known.push(act);
    }
    if (below.size === 0) insert(ready, act, compare);
  }
  const out: FoldAct[] = [];
  for (let act = ready.pop(); act !== undefined; act = ready.pop()) {
    out.push(act);
    for (const next of above.get(act.hash) ?? []) {
      const left = (missing.get(next.hash) ?? 0) - 1;
      missing.set(next.hash, left);
      if (left === 0) insert(ready, next, compare);
    }
  }
  return out;
}

function once(acts: readonly FoldAct[]): readonly FoldAct[] {
  return [...new Map(acts.map((act) => [act.hash, act])).values()];
}

/**
 * The acts whose whole past is here (ACT-3), each after its past, ties by hash: the same for any order of arrival,
 * and the order of a past is the same in every larger set.
 */
export function foldOrder(acts: readonly FoldAct[]): readonly FoldAct[] {
  return topological(once(acts), byHash, reachesTo);
}

/** For reading only: after what it builds on, ties by claimed time, then hash. Acts that are not here are passed over. */
export function displayOrder(acts: readonly FoldAct[]): readonly FoldAct[] {
  const here = new Set(acts.map((act) => act.hash));
  return topological(once(acts), byTimeThenHash, (act) =>
    reachesTo(act).filter((hash) => here.has(hash)),
  );
}
