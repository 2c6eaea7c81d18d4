import { parseRecordId, type Power } from "@parley/base";
import type { Opening } from "../act.ts";
import { reachesTo, type FoldAct } from "./act.ts";
import { activeIn, isMade } from "./decisions.ts";
import { carriedIn, effective, hasEffect } from "./effect.ts";
import {
  disabledIn,
  inView,
  pastView,
  rootOf,
  type Ground,
  type Placed,
  type View,
} from "./ground.ts";
import { inRoster, namedByColleague } from "./members.ts";
import { classOf, type ActRow, type FoldTable } from "./table.ts";
import type { NoEffect, Role } from "./words.ts";

interface Target {
  readonly kind: string;
  readonly own: boolean;
}

/** Power that accepting, conditioning or withdrawing an act of this kind needs. */
export function powerOfKind(table: FoldTable, kind: string): Power {
  const power = table.acts.get(kind)?.power;
  return power === undefined || power === "none" || power === "of-target" ? "answer" : power;
}

/**
 * FOLD-1: judged once, in the view of the act's own past with its `dir.n`. Null where it passes. What follows from
 * passing (first version, needed States) is noted on the ground.
 */
export function judge(ground: Ground, placed: Placed, isOpening: boolean): NoEffect | null {
  const act = placed.act;
  if (act.dirN < placed.head) return "head-back";
  if (isOpening && act.open !== null) return judgeOpening(ground, placed, act.open);
  const view = pastView(ground, placed);
  const opening = ground.opening;
  const open = opening?.act.open;
  if (!opening || !open || !inView(view, opening) || ground.verdicts[opening.position] !== null)
    return "not-open";
  const named = disabledIn(ground, view, placed) === null && namedByColleague(ground, view, placed);
  if (!placed.listed && !named) return "not-listed";
  if (placed.state === null || !inRoster(ground, view, act.rec)) return "not-in-roster";
  const row = knownRow(ground, act);
  if (row === null) return "unknown-kind";
  const role = open.parties.includes(placed.state)
    ? "party"
    : placed.state === open.facilitator
      ? "facilitator"
      : null;
  if (act.re !== null && row.re === "none") return "target-unfit";
  if (act.re === null && row.re === "req") return "target-missing";
  const target = findTarget(ground, view, placed);
  if (act.re !== null && target === null) return "target-missing";
  return (
    judgeOffice(ground, placed, row, role, open, target) ??
    judgeTarget(ground, view, placed, row, target) ??
    judgeMembers(ground, placed, row, open) ??
    judgePart(ground, view, placed, row, role)
  );
}

function judgeOpening(ground: Ground, placed: Placed, open: Opening): NoEffect | null {
  const act = placed.act;
  const fits =
    ground.table.openingKinds.includes(act.kind) &&
    open.parties.length >= 2 &&
    placed.state !== null &&
    open.parties.includes(placed.state) &&
    open.roster.includes(act.rec);
  if (!fits) return "not-open";
  if (!placed.listed) return "not-listed";
  const row = knownRow(ground, act);
  if (row === null) return "unknown-kind";
  ground.roots.set(act.hash, act.hash);
  return judgeOffice(ground, placed, row, "party", open, null);
}

function knownRow(ground: Ground, act: FoldAct): ActRow | null {
  const row = ground.table.acts.get(act.kind);
  if (row === undefined || row.class === "outside") return null;
  return ground.supported === null || ground.supported.has(act.kind) ? row : null;
}

function findTarget(ground: Ground, view: View, placed: Placed): Target | null {
  const re = placed.act.re;
  if (re === null) return null;
  const carried = carriedIn(ground, view).get(re);
  if (carried !== undefined) return { kind: carried.kind, own: carried.by === placed.state };
  const target = ground.at.get(re);
  return target !== undefined && hasEffect(ground, view, target)
    ? { kind: target.act.kind, own: target.state === placed.state }
    : null;
}

function judgeOffice(
  ground: Ground,
  placed: Placed,
  row: ActRow,
  role: Role | null,
  open: Opening,
  target: Target | null,
): NoEffect | null {
  const act = placed.act;
  if (role === null || !row.who.includes(role)) return "role";
  const free =
    row.freeIf !== null &&
    Object.entries(row.freeIf).every(([field, value]) => act.f[field] === value);
  if (!row.level.includes(open.level) && !free) {
    if (!row.cleared.includes(open.level)) return "level";
    if (!act.clear) return "clearance";
  }
  const power =
    row.power === "of-target"
      ? target === null
        ? "none"
        : powerOfKind(ground.table, target.kind)
      : row.power;
  const held = ground.directory.powers(act.rec, act.dirN);
  return power === "none" || held.includes(power) ? null : "power";
}

function judgeTarget(
  ground: Ground,
  view: View,
  placed: Placed,
  row: ActRow,
  target: Target | null,
): NoEffect | null {
  const re = placed.act.re;
  if (re === null || target === null) return null;
  const kinds = [target.kind, classOf(ground.table, target.kind)];
  const fits = row.targets.some(
    ({ of, what }) => (of === "any" || (of === "own") === target.own) && kinds.includes(what),
  );
  if (!fits) return "target-unfit";
  return row.class === "link" && !isMade(ground, view, re) ? "target-unfit" : null;
}

/** A State changes its own records and devices only, and those at the level of the channel. */
function judgeMembers(ground: Ground, placed: Placed, row: ActRow, open: Opening): NoEffect | null {
  if (row.class !== "roster" && row.class !== "device") return null;
  const { f, dirN } = placed.act;
  const rec = parseRecordId(f["rec"]);
  const own =
    rec !== null &&
    ground.directory.state(rec, dirN) === placed.state &&
    ground.directory.levels(rec, dirN).includes(open.level);
  if (!own) return "role";
  return row.class === "device" && !placed.listed ? "not-listed" : null;
}

function judgePart(
  ground: Ground,
  view: View,
  placed: Placed,
  row: ActRow,
  role: Role | null,
): NoEffect | null {
  const { hash, kind, re } = placed.act;
  const facilitatorLeft =
    role === "facilitator" &&
    kind !== "T04.ack" &&
    row.class !== "checkpoint" &&
    effective(ground, view, "endfac").length > 0;
  if (facilitatorLeft) return "not-taking-part";
  const active = activeIn(ground, view);
  const takesPart = placed.state !== null && active.includes(placed.state);
  if (row.active && role === "party" && !takesPart) return "not-taking-part";
  if (row.class === "proposal") {
    if (active.length < 2) return "alone";
    ground.needed.set(hash, active);
  }
  if (row.class === "request") ground.roots.set(hash, re === null ? hash : rootOf(ground, re));
  return null;
}

/** The opening act is the one with an opening that reaches to nothing. */
export function mayOpen(act: FoldAct): boolean {
  return act.open !== null && reachesTo(act).length === 0;
}
