import type { ActHash } from "@parley/base";
import { reachesTo, type FoldAct } from "./act.ts";
import { factsIn } from "./channel.ts";
import type { FoldDirectory } from "./directory.ts";
import { hasEffect } from "./effect.ts";
import type { Facts } from "./facts.ts";
import { enter, makeView, newGround, place } from "./ground.ts";
import { foldOrder } from "./order.ts";
import { include, noPositions } from "./past.ts";
import { FOLD_TABLE, type FoldTable } from "./table.ts";
import { judge, mayOpen } from "./verdict.ts";
import type { Effect, NoEffect } from "./words.ts";

export interface FoldOptions {
  /** Steps of this version; kinds outside it have no effect (`unknown-kind`). Absent: every row of the table. */
  readonly supported?: ReadonlySet<string>;
  /** The opening act of the channel. Absent: the act that opens, by smallest hash if more than one was handed in. */
  readonly channel?: ActHash;
  readonly table?: FoldTable;
}

/** An act that is kept and not folded yet. */
export interface Waiting {
  readonly act: ActHash;
  /** `directory`: all of its past is here, and it or an act of its past names a later head than mine. */
  readonly for: "past" | "directory";
  /** What it reaches to directly and is not here: to be asked for (ACT-3). */
  readonly missing: readonly ActHash[];
}

/** A channel after its acts: the same for any order of arrival. */
export interface Folded {
  readonly facts: Facts;
  /** What each folded act does in the whole view. */
  readonly effects: ReadonlyMap<ActHash, Effect>;
  /** Judgement in the act's own past, which nothing later changes: null where it passed FOLD-1. */
  readonly verdicts: ReadonlyMap<ActHash, NoEffect | null>;
  /** By hash. */
  readonly waiting: readonly Waiting[];
}

/**
 * Folds the verified acts of one channel by the plain definitions of FOLD-1..FOLD-5, ACT-2 and ACT-4.
 * `head`: number of the newest directory entry held. Signatures, schema and context were checked before.
 */
export function fold(
  acts: readonly FoldAct[],
  directory: FoldDirectory,
  head: number,
  options: FoldOptions = {},
): Folded {
  const ordered = foldOrder(acts.filter((act) => act.dirN <= head));
  const ground = newGround(
    options.table ?? FOLD_TABLE,
    directory,
    options.supported ?? null,
    ordered.length,
  );
  const opening = options.channel ?? ordered.find(mayOpen)?.hash ?? null;
  const members = noPositions(ordered.length);
  for (const act of ordered) {
    const placed = place(ground, act);
    const opens = act.hash === opening && mayOpen(act);
    if (opens) ground.opening = placed;
    const verdict = judge(ground, placed, opens);
    ground.verdicts.push(verdict);
    if (verdict === null) enter(ground, placed);
    include(members, placed.position);
  }
  const whole = makeView(members, head);
  const waiting = waitingActs(acts, new Set(ground.at.keys()));
  const missing = waiting.filter((one) => one.for === "past").length;
  return {
    facts: factsIn(ground, whole, missing),
    effects: new Map(
      ground.acts.map((placed) => [
        placed.act.hash,
        ground.verdicts[placed.position] ??
          (hasEffect(ground, whole, placed) ? "yes" : "key-disabled"),
      ]),
    ),
    verdicts: new Map(
      ground.acts.map((placed) => [placed.act.hash, ground.verdicts[placed.position] ?? null]),
    ),
    waiting,
  };
}

function waitingActs(acts: readonly FoldAct[], folded: ReadonlySet<ActHash>): readonly Waiting[] {
  const here = new Set(acts.map((act) => act.hash));
  if (here.size === folded.size) return [];
  const complete = new Set(foldOrder(acts).map((act) => act.hash));
  const rest = new Map(acts.filter((act) => !folded.has(act.hash)).map((act) => [act.hash, act]));
  return [...rest.values()]
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .map((act) => ({
      act: act.hash,
      for: complete.has(act.hash) ? "directory" : "past",
      missing: reachesTo(act).filter((hash) => !here.has(hash)),
    }));
}
