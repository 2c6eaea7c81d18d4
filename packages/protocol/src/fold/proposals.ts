import type { ActHash, StateCode } from "@parley/base";
import { effective, hasEffect } from "./effect.ts";
import { activeIn, isMade, takenBack } from "./decisions.ts";
import type { Proposal, ProposalState } from "./facts.ts";
import { disabledIn, type Ground, type Placed, type View } from "./ground.ts";
import { hasReplied, standingReply } from "./replies.ts";
import type { StandingReply } from "./words.ts";

/** Proposals with effect, and made ones also where the key of their author was disabled since. */
export function proposalsIn(ground: Ground, view: View): ReadonlyMap<ActHash, Proposal> {
  const out = new Map<ActHash, Proposal>();
  for (const [hash, needed] of ground.needed) {
    const placed = ground.at.get(hash);
    if (placed === undefined || placed.state === null) continue;
    if (!hasEffect(ground, view, placed) && !isMade(ground, view, hash)) continue;
    out.set(hash, proposalOf(ground, view, placed, placed.state, needed));
  }
  return out;
}

function proposalOf(
  ground: Ground,
  view: View,
  placed: Placed,
  by: StateCode,
  needed: readonly StateCode[],
): Proposal {
  const hash = placed.act.hash;
  const open = ground.opening?.act.open;
  const parties = open?.parties ?? [];
  const members = open?.facilitator === undefined ? parties : [...parties, open.facilitator];
  const replies = new Map<StateCode, StandingReply>();
  let restsOnDisabled = false;
  const made = isMade(ground, view, hash);
  for (const state of parties) {
    const { reply, acts } = standingReply(ground, view, hash, state);
    if (reply !== null) replies.set(state, reply);
    restsOnDisabled ||=
      made &&
      acts.some((act) => act.act.kind === "T04.accept" && disabledIn(ground, view, act) !== null);
  }
  return {
    kind: placed.act.kind,
    by,
    needed: needed.toSorted(),
    state: made ? "made" : openState(ground, view, placed, by, needed, replies),
    replies,
    acknowledged: members.filter((state) => hasReplied(ground, view, hash, state)).toSorted(),
    restsOnDisabled,
  };
}

function openState(
  ground: Ground,
  view: View,
  placed: Placed,
  by: StateCode,
  needed: readonly StateCode[],
  replies: ReadonlyMap<StateCode, StandingReply>,
): ProposalState {
  if (takenBack(ground, view, placed)) return "withdrawn";
  const active = activeIn(ground, view);
  const party = ground.opening?.act.open?.parties.includes(by) ?? false;
  const facilitatorLeft = !party && effective(ground, view, "endfac").length > 0;
  if (facilitatorLeft || !needed.every((state) => active.includes(state))) return "stale";
  const against = (state: StateCode): boolean =>
    replies.get(state) === "decline" || replies.get(state) === "counter";
  return needed.some(against) ? "declined" : "pending";
}
