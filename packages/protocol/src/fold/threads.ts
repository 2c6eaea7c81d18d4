import type { ActHash, StateCode } from "@parley/base";
import type { CarriedRequest } from "./act.ts";
import { carriedIn, effective, referringTo } from "./effect.ts";
import { activeIn } from "./decisions.ts";
import type { Thread } from "./facts.ts";
import { before, newest, rootOf, type Ground, type Placed, type View } from "./ground.ts";
import { hasReplied, standingReply } from "./replies.ts";
import type { StandingReply } from "./words.ts";

/** The requests of a channel, by first version, in fold order of their first effective act. */
export function threadsIn(ground: Ground, view: View): ReadonlyMap<ActHash, Thread> {
  const versions = new Map<ActHash, Placed[]>();
  for (const placed of effective(ground, view, "request")) {
    const root = rootOf(ground, placed.act.hash);
    versions.set(root, [...(versions.get(root) ?? []), placed]);
  }
  const out = new Map<ActHash, Thread>();
  for (const [root, own] of versions) {
    const [first] = own;
    if (first !== undefined && first.state !== null)
      out.set(root, threadOf(ground, view, root, own, first.act.kind, first.state));
  }
  for (const [root, carried] of carriedIn(ground, view)) {
    if (!out.has(root)) out.set(root, carriedThread(ground, view, carried));
  }
  return out;
}

function carriedThread(ground: Ground, view: View, carried: CarriedRequest): Thread {
  return threadOf(ground, view, carried.hash, [], carried.kind, carried.by);
}

function threadOf(
  ground: Ground,
  view: View,
  root: ActHash,
  versions: readonly Placed[],
  kind: string,
  by: StateCode,
): Thread {
  const open = ground.opening?.act.open;
  const parties = open?.parties ?? [];
  const members = open?.facilitator === undefined ? parties : [...parties, open.facilitator];
  const addressed = versions.length > 0 ? (ground.at.get(root)?.act.to ?? []) : [];
  const current = newest(versions);
  const withdrawn = referringTo(ground, view, root).some(
    (placed) =>
      placed.act.kind === "withdraw" && !versions.some((version) => before(placed, version)),
  );
  const replies = new Map<StateCode, StandingReply>();
  const reverts = new Map<StateCode, readonly string[]>();
  const behind: StateCode[] = [];
  for (const state of members) {
    const { reply, acts } = standingReply(ground, view, root, state);
    if (reply !== null) replies.set(state, reply);
    if (reply === "holding")
      reverts.set(
        state,
        acts.flatMap((placed) => placed.act.ask?.revert ?? []),
      );
    const seen = (version: Placed): boolean => acts.some((placed) => before(version, placed));
    if (acts.length > 0 && !current.every(seen)) behind.push(state);
  }
  return {
    kind,
    by,
    to: parties.filter(
      (state) => state !== by && (addressed.length === 0 || addressed.includes(state)),
    ),
    open: !withdrawn && (activeIn(ground, view).includes(by) || !parties.includes(by)),
    withdrawn,
    carried: versions.length === 0,
    newest: current.map(({ act }) => ({ act: act.hash, at: act.at, ask: act.ask ?? {} })),
    replies,
    acknowledged: members.filter((state) => hasReplied(ground, view, root, state)).toSorted(),
    behind: behind.toSorted(),
    reverts,
  };
}
