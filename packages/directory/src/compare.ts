import type { Log } from "./log.ts";

/** How an offered log stands to the one held. */
export type Comparison =
  | { readonly outcome: "same" | "longer" | "shorter" }
  /** Two hashes for entry `n`: someone shows different logs to different people. */
  | { readonly outcome: "forked"; readonly n: number };

/** Compares entry by entry as far as both go (DIR-5). */
export function compareLogs(held: Log, offered: Log): Comparison {
  const common = Math.min(held.head.n, offered.head.n);
  for (let n = held.root.dir === offered.root.dir ? 1 : 0; n <= common; n++)
    if (n === 0 || held.hashAt(n) !== offered.hashAt(n)) return { outcome: "forked", n };
  if (held.head.n === offered.head.n) return { outcome: "same" };
  return { outcome: offered.head.n > held.head.n ? "longer" : "shorter" };
}

/** A head as an act or a grade names it. */
export interface NamedHead {
  readonly n: number;
  readonly h: string;
}

/** Where a named head stands to my log: in it, above it (mine is behind), or beside it (split view). */
export function placeHead(log: Log, head: NamedHead): "known" | "behind" | "forked" {
  if (head.n > log.head.n) return "behind";
  return log.hashAt(head.n) === head.h ? "known" : "forked";
}
