import type { ActHash, StateCode } from "@parley/base";
import { effective, hasEffect, referringTo } from "./effect.ts";
import {
  before,
  inView,
  newest,
  ownView,
  pastView,
  rowOf,
  type Ground,
  type Placed,
  type View,
} from "./ground.ts";
import { standingReply } from "./replies.ts";
import type { End } from "./words.ts";

/** The proposal is taken back or replaced by its State, or its State ended its part after it. */
export function takenBack(ground: Ground, view: View, proposal: Placed): boolean {
  const own = (placed: Placed): boolean => placed.state === proposal.state;
  return (
    referringTo(ground, view, proposal.act.hash).some((placed) => {
      const kind = rowOf(ground, placed)?.class;
      return own(placed) && (kind === "withdraw" || kind === "proposal");
    }) || effective(ground, view, "end").some((end) => own(end) && !before(end, proposal))
  );
}

/** In the view of the witness the proposal stands and every needed State but the proposer's has reply accept. */
function allAccept(ground: Ground, proposal: Placed, witness: Placed): boolean {
  const name = `${proposal.position} ${witness.position}`;
  const known = ground.allAccepted.get(name);
  if (known !== undefined) return known;
  const view = ownView(ground, witness);
  const hash = proposal.act.hash;
  const all =
    hasEffect(ground, view, proposal) &&
    !takenBack(ground, view, proposal) &&
    (ground.needed.get(hash) ?? []).every(
      (state) =>
        state === proposal.state || standingReply(ground, view, hash, state).reply === "accept",
    );
  ground.allAccepted.set(name, all);
  return all;
}

/**
 * FOLD-3: some act with effect, an accept of the proposal or a checkpoint, shows in its own view that all have accepted.
 * A larger set only adds witnesses, so that a decision once made stays made.
 */
export function isMade(ground: Ground, view: View, hash: ActHash): boolean {
  const known = view.made.get(hash);
  if (known !== undefined) return known;
  const proposal = ground.at.get(hash);
  const made =
    proposal !== undefined &&
    ground.needed.has(hash) &&
    [
      ...referringTo(ground, view, hash).filter((placed) => placed.act.kind === "T04.accept"),
      ...effective(ground, view, "checkpoint"),
    ].some((witness) => before(proposal, witness) && allAccept(ground, proposal, witness));
  view.made.set(hash, made);
  return made;
}

/** How a State stands in a view: bound by a common closing, or by an end of its own. */
export interface Ended {
  readonly bound: boolean;
  readonly end: End | null;
}

/** FOLD-5. A return covers the ends in its past, and the closings that were made in its view. */
export function endedIn(ground: Ground, view: View, state: StateCode): Ended {
  const own = (placed: Placed): boolean => placed.state === state;
  const ends = effective(ground, view, "end").filter(own);
  const closings = [...ground.needed].flatMap(([hash, needed]) => {
    const placed = ground.at.get(hash);
    return placed?.act.kind === "T08.both" &&
      needed.includes(state) &&
      inView(view, placed) &&
      isMade(ground, view, hash)
      ? [placed]
      : [];
  });
  if (ends.length === 0 && closings.length === 0) return { bound: false, end: null };
  const returns = effective(ground, view, "return").filter(own);
  const covers = (back: Placed, closing: Placed): boolean =>
    before(closing, back) && isMade(ground, pastView(ground, back), closing.act.hash);
  const undone = returns.some(
    (back) =>
      ends.every((end) => before(end, back)) && closings.every((closing) => covers(back, closing)),
  );
  if (undone) return { bound: false, end: null };
  const open = ends.filter((end) => !returns.some((back) => before(end, back)));
  const kinds = new Set(
    newest(open.length > 0 ? open : ends).map((placed) => rowOf(ground, placed)?.end),
  );
  return {
    bound: closings.some((closing) => !returns.some((back) => covers(back, closing))),
    end: ground.table.endRank.find((rank) => kinds.has(rank)) ?? null,
  };
}

/** The parties that take part in this view. */
export function activeIn(ground: Ground, view: View): readonly StateCode[] {
  view.active ??= (ground.opening?.act.open?.parties ?? []).filter((state) => {
    const { bound, end } = endedIn(ground, view, state);
    return !bound && end === null;
  });
  return view.active;
}
