import type { ActHash, StateCode } from "@parley/base";
import { reachesTo, type CarriedRequest, type FoldAct } from "./act.ts";
import { disabledBy, type FoldDirectory } from "./directory.ts";
import { holds, include, includeAll, listed, noPositions, type Positions } from "./past.ts";
import { classOf, type ActRow, type FoldTable } from "./table.ts";
import type { ActClass, NoEffect } from "./words.ts";

/** An act at its position in fold order, with what follows from its past alone. */
export interface Placed {
  readonly act: FoldAct;
  readonly position: number;
  readonly past: Positions;
  /** Highest directory head in its past and itself. */
  readonly head: number;
  /** Null where the directory knew no such record at its `dir.n`. */
  readonly state: StateCode | null;
  /** The log listed its key for its record at its `dir.n`. */
  readonly listed: boolean;
}

/**
 * A causally closed set of acts with a directory head (ACT-4): what a client holds with its log, or what the author
 * of an act could know. What was worked out in it is kept beside it.
 */
export interface View {
  readonly members: Positions;
  readonly head: number;
  effective: Positions | null;
  active: readonly StateCode[] | null;
  readonly made: Map<ActHash, boolean>;
}

/** All placed acts of a channel, with look-ups over those that passed FOLD-1. Grows act by act while folding. */
export interface Ground {
  readonly table: FoldTable;
  readonly directory: FoldDirectory;
  readonly supported: ReadonlySet<string> | null;
  readonly size: number;
  readonly acts: Placed[];
  readonly at: Map<ActHash, Placed>;
  readonly verdicts: (NoEffect | null)[];
  opening: Placed | null;
  /** Version of a request to its first version. */
  readonly roots: Map<ActHash, ActHash>;
  /** Passed proposal to the States taking part in the view of its past (FOLD-3). */
  readonly needed: Map<ActHash, readonly StateCode[]>;
  readonly byClass: Map<ActClass, Placed[]>;
  /** Passed acts by what they refer to; versions of a request are one target. */
  readonly referring: Map<ActHash, Placed[]>;
  /** Passed acts of log-listed keys, by the entry that disabled the key; null: none has. */
  readonly byDisabling: Map<number | null, Positions>;
  /** Passed acts of keys that only a device act may name. */
  readonly unlisted: Placed[];
  /** Passed acts that carry requests of another channel. */
  readonly carriers: Placed[];
  readonly pastViews: Map<number, View>;
  readonly ownViews: Map<number, View>;
  /** By proposal and witness. */
  readonly allAccepted: Map<string, boolean>;
}

export function newGround(
  table: FoldTable,
  directory: FoldDirectory,
  supported: ReadonlySet<string> | null,
  size: number,
): Ground {
  return {
    table,
    directory,
    supported,
    size,
    acts: [],
    at: new Map(),
    verdicts: [],
    opening: null,
    roots: new Map(),
    needed: new Map(),
    byClass: new Map(),
    referring: new Map(),
    byDisabling: new Map(),
    unlisted: [],
    carriers: [],
    pastViews: new Map(),
    ownViews: new Map(),
    allAccepted: new Map(),
  };
}

/** Acts come in fold order: all that this one reaches to is placed already. */
export function place(ground: Ground, act: FoldAct): Placed {
  const past = noPositions(ground.size);
  let head = act.dirN;
  for (const hash of reachesTo(act)) {
    const below = ground.at.get(hash);
    if (below === undefined) throw new Error("fold: an act is placed before its past");
    includeAll(past, below.past);
    include(past, below.position);
    head = Math.max(head, below.head);
  }
  const placed: Placed = {
    act,
    position: ground.acts.length,
    past,
    head,
    state: ground.directory.state(act.rec, act.dirN),
    listed: ground.directory.listed(act.key, act.rec, act.dirN),
  };
  ground.acts.push(placed);
  ground.at.set(act.hash, placed);
  return placed;
}

/** Makes an act that passed FOLD-1 findable. */
export function enter(ground: Ground, placed: Placed): void {
  const kind = classOf(ground.table, placed.act.kind);
  if (kind !== null) append(ground.byClass, kind, placed);
  if (placed.act.re !== null) append(ground.referring, rootOf(ground, placed.act.re), placed);
  if (carriedBy(placed).length > 0) ground.carriers.push(placed);
  if (!placed.listed) {
    ground.unlisted.push(placed);
    return;
  }
  const entry = ground.directory.disabledAt(placed.act.key);
  const alike = ground.byDisabling.get(entry) ?? noPositions(ground.size);
  include(alike, placed.position);
  ground.byDisabling.set(entry, alike);
}

function append<Key>(lists: Map<Key, Placed[]>, key: Key, placed: Placed): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [placed]);
  else known.push(placed);
}

/** A reply to any version of a request is a reply to its first. */
export function rootOf(ground: Ground, hash: ActHash): ActHash {
  return ground.roots.get(hash) ?? hash;
}

export function rowOf(ground: Ground, placed: Placed): ActRow | null {
  return ground.table.acts.get(placed.act.kind) ?? null;
}

/** `a` is in the past of `b`. */
export function before(a: Placed, b: Placed): boolean {
  return holds(b.past, a.position);
}

/** Those of `acts` that no other of them has in its past. */
export function newest(acts: readonly Placed[]): readonly Placed[] {
  // What comes after an act stands behind it in fold order, mostly at the very end.
  return acts.filter((one) => acts.findLast((other) => before(one, other)) === undefined);
}

export function makeView(members: Positions, head: number): View {
  return { members, head, effective: null, active: null, made: new Map() };
}

/** past(x) with x's `dir.n`: where x is judged. */
export function pastView(ground: Ground, x: Placed): View {
  const known = ground.pastViews.get(x.position);
  if (known !== undefined) return known;
  const view = makeView(x.past, x.act.dirN);
  ground.pastViews.set(x.position, view);
  return view;
}

/** past(x) and x, with x's `dir.n`: what x bears witness to. */
export function ownView(ground: Ground, x: Placed): View {
  const known = ground.ownViews.get(x.position);
  if (known !== undefined) return known;
  const members = Uint32Array.from(x.past);
  include(members, x.position);
  const view = makeView(members, x.head);
  ground.ownViews.set(x.position, view);
  return view;
}

export function inView(view: View, placed: Placed): boolean {
  return holds(view.members, placed.position);
}

/** The acts at these positions, in fold order. */
export function actsAt(ground: Ground, positions: Positions): readonly Placed[] {
  return listed(positions).flatMap((position) => ground.acts[position] ?? []);
}

/** Entry that disabled the act's key, where the view knows of it. */
export function disabledIn(ground: Ground, view: View, placed: Placed): number | null {
  return disabledBy(ground.directory, placed.act.key, view.head);
}

export function carriedBy(placed: Placed): readonly CarriedRequest[] {
  return placed.act.carry ?? [];
}
