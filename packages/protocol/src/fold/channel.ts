import { parseRecordId, type ActHash, type RecordId, type StateCode } from "@parley/base";
import { activeIn, endedIn, isMade } from "./decisions.ts";
import { effective, hasEffect } from "./effect.ts";
import { NO_FACTS, type Facts, type Fork, type Proposal } from "./facts.ts";
import { before, pastView, rowOf, type Ground, type Placed, type View } from "./ground.ts";
import { inRoster, signedForIn } from "./members.ts";
import { proposalsIn } from "./proposals.ts";
import { threadsIn } from "./threads.ts";
import type { End } from "./words.ts";

/** All facts of a channel in one view. `missing`: number of acts that wait for their past. */
export function factsIn(ground: Ground, view: View, missing: number): Facts {
  const forks = forksOf(ground);
  const opening = ground.opening;
  const open = opening?.act.open;
  if (!opening || !open || !hasEffect(ground, view, opening))
    return { ...NO_FACTS, forks, missing };
  const ends = new Map<StateCode, End>();
  const bound: StateCode[] = [];
  for (const state of open.parties) {
    const ended = endedIn(ground, view, state);
    if (ended.bound) bound.push(state);
    else if (ended.end !== null) ends.set(state, ended.end);
  }
  const pauses = standingPauses(ground, view);
  const proposals = proposalsIn(ground, view);
  return {
    opened: true,
    parties: open.parties,
    initiator: opening.state,
    level: open.level,
    facilitator: open.facilitator ?? null,
    facilitation:
      open.facilitator === undefined
        ? null
        : effective(ground, view, "endfac").length > 0
          ? "out"
          : "in",
    active: activeIn(ground, view).toSorted(),
    ends,
    bound: bound.toSorted(),
    paused: open.parties
      .filter((state) => pauses.some((pause) => pause.state === state))
      .toSorted(),
    resumeTimes: pauses.map(({ act }) =>
      typeof act.f["resume_at"] === "string" ? act.f["resume_at"] : null,
    ),
    threads: threadsIn(ground, view),
    proposals,
    made: [...proposals].flatMap(([hash, one]) => (one.state === "made" ? [hash] : [])).toSorted(),
    ...movesIn(ground, view, proposals),
    roster: rosterIn(ground, view, open.roster),
    devices: signedForIn(ground, view),
    forks,
    missing,
  };
}

/** Pauses of States that take part, which no later waking act of the State has in its past. */
function standingPauses(ground: Ground, view: View): readonly Placed[] {
  const active = activeIn(ground, view);
  const waking = (["resume", "request", "proposal", "return", "reply"] as const)
    .flatMap((kind) => effective(ground, view, kind))
    .filter((placed) => rowOf(ground, placed)?.reply !== "ack");
  return effective(ground, view, "pause").filter(
    (pause) =>
      pause.state !== null &&
      active.includes(pause.state) &&
      !waking.some((placed) => placed.state === pause.state && before(pause, placed)),
  );
}

/** Whether the matter goes on in another channel, and which channels are still to be opened. */
function movesIn(
  ground: Ground,
  view: View,
  proposals: ReadonlyMap<ActHash, Proposal>,
): Pick<Facts, "moved" | "toLink" | "links"> {
  const links = effective(ground, view, "link");
  const stirring = (["request", "proposal", "return"] as const).flatMap((kind) =>
    effective(ground, view, kind),
  );
  const toLink: ActHash[] = [];
  let moved = false;
  for (const [hash, proposal] of proposals) {
    const placed = ground.at.get(hash);
    if (proposal.state !== "made" || placed === undefined) continue;
    if (proposal.kind === "T07.step-down") {
      moved ||= !stirring.some(
        (act) => before(placed, act) && isMade(ground, pastView(ground, act), hash),
      );
    }
    if (proposal.kind === "T07.add-party" || proposal.kind === "T07.facilitation") {
      const named = links.filter((link) => link.act.re === hash);
      if (named.length === 0) toLink.push(hash);
      moved ||= named.some((link) => !stirring.some((act) => before(link, act)));
    }
  }
  return { moved, toLink: toLink.toSorted(), links: links.map((link) => link.act.hash).toSorted() };
}

function rosterIn(
  ground: Ground,
  view: View,
  first: readonly RecordId[],
): ReadonlyMap<StateCode, readonly RecordId[]> {
  const records = new Set(first);
  for (const placed of effective(ground, view, "roster")) {
    const rec = parseRecordId(placed.act.f["rec"]);
    if (rec !== null) records.add(rec);
  }
  const out = new Map<StateCode, readonly RecordId[]>();
  for (const rec of [...records].toSorted()) {
    const state = ground.directory.state(rec, view.head);
    if (state === null || !inRoster(ground, view, rec)) continue;
    out.set(state, [...(out.get(state) ?? []), rec]);
  }
  return out;
}

function forksOf(ground: Ground): readonly Fork[] {
  const next = new Map<string, Placed[]>();
  for (const placed of ground.acts) {
    const place = `${placed.act.key} ${placed.act.prev ?? ""}`;
    next.set(place, [...(next.get(place) ?? []), placed]);
  }
  return [...next]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, acts]) => {
      const [first] = acts;
      return first === undefined || acts.length < 2 ? [] : [forkOf(first, acts)];
    });
}

function forkOf(first: Placed, acts: readonly Placed[]): Fork {
  return {
    key: first.act.key,
    state: first.state,
    prev: first.act.prev,
    acts: acts.map(({ act }) => act.hash).toSorted(),
  };
}
