import { accept, refuse, type Result } from "@parley/base";
import type { Log } from "./log.ts";
import { readLog } from "./read-log.ts";
import type { LogRefusal } from "./refusal.ts";
import type { TrustRoot } from "./root.ts";

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

/** Why an offered log does not replace the one held. */
export type OfferRefusal =
  | LogRefusal
  | { readonly reason: "shorter"; readonly line: number }
  | { readonly reason: "forked"; readonly line: number };

/** Verifies an offered log and takes it up only where it goes on from the one held (DIR-5). */
export function takeUpLog(
  root: TrustRoot,
  held: Log | null,
  text: string,
): Result<Log, OfferRefusal> {
  const offered = readLog(root, text, held);
  if (!offered.ok || held === null) return offered;
  const comparison = compareLogs(held, offered.value);
  switch (comparison.outcome) {
    case "shorter":
      return refuse({ reason: "shorter", line: offered.value.head.n });
    case "forked":
      return refuse({ reason: "forked", line: comparison.n });
    case "same":
    case "longer":
      return accept(offered.value);
  }
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
