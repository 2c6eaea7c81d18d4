import type { ActHash } from "@parley/base";
import { type CarriedRequest } from "./act.ts";
import {
  actsAt,
  before,
  carriedBy,
  disabledIn,
  inView,
  type Ground,
  type Placed,
  type View,
} from "./ground.ts";
import { holds, include, includeAll, keepOnly, noPositions, type Positions } from "./past.ts";
import type { ActClass } from "./words.ts";

/**
 * The acts with effect in a view (ACT-4): of those that passed FOLD-1, the ones whose key the log lists and the view
 * does not know as disabled; then, as a least fixpoint, those that another State's act with effect, of a log-listed key and
 * with a head below the disabling entry, has in its past. Keys that only a device act names come last and vouch for none.
 */
function effectiveActs(ground: Ground, view: View): Positions {
  const admitted = noPositions(ground.size);
  const waiting = new Map<Placed, number>();
  for (const [entry, acts] of ground.byDisabling) {
    if (entry === null || entry > view.head) includeAll(admitted, acts);
    else {
      const here = Uint32Array.from(acts);
      keepOnly(here, view.members);
      for (const placed of actsAt(ground, here)) waiting.set(placed, entry);
    }
  }
  keepOnly(admitted, view.members);
  const unlisted = ground.unlisted.filter((placed) => inView(view, placed));
  // The ordinary case, on which it depends how long folding takes: nobody needs vouching for.
  if (waiting.size === 0 && unlisted.length === 0) return admitted;
  const anchors = [...actsAt(ground, admitted)];
  for (let found = true; found;) {
    found = false;
    for (const [placed, entry] of waiting) {
      if (!vouchedFor(placed, entry, anchors)) continue;
      found = true;
      waiting.delete(placed);
      include(admitted, placed.position);
      anchors.push(placed);
    }
  }
  const named = anchors.filter(
    (placed) => placed.act.kind === "device" && placed.act.f["op"] === "add",
  );
  for (const placed of unlisted) {
    if (!named.some((device) => names(device, placed))) continue;
    const entry = disabledIn(ground, view, placed);
    if (entry === null || vouchedFor(placed, entry, anchors)) include(admitted, placed.position);
  }
  return admitted;
}

function vouchedFor(placed: Placed, entry: number, anchors: readonly Placed[]): boolean {
  return anchors.some(
    (anchor) => anchor.state !== placed.state && anchor.head < entry && before(placed, anchor),
  );
}

/** A device act that names the key which signed this act. */
export function names(device: Placed, placed: Placed): boolean {
  return device.act.f["key"] === placed.act.key && device.act.f["rec"] === placed.act.rec;
}

export function hasEffect(ground: Ground, view: View, placed: Placed): boolean {
  view.effective ??= effectiveActs(ground, view);
  return holds(view.effective, placed.position);
}

/** Acts of a class with effect in the view, in fold order. */
export function effective(ground: Ground, view: View, kind: ActClass): readonly Placed[] {
  return (ground.byClass.get(kind) ?? []).filter((placed) => hasEffect(ground, view, placed));
}

/** Acts with effect in the view that refer to the target; `target` is a first version, or a proposal. */
export function referringTo(ground: Ground, view: View, target: ActHash): readonly Placed[] {
  return (ground.referring.get(target) ?? []).filter((placed) => hasEffect(ground, view, placed));
}

/** Requests of other channels that acts with effect in the view carry; the first in fold order tells what it is. */
export function carriedIn(ground: Ground, view: View): ReadonlyMap<ActHash, CarriedRequest> {
  const out = new Map<ActHash, CarriedRequest>();
  for (const placed of ground.carriers) {
    if (!hasEffect(ground, view, placed)) continue;
    for (const carried of carriedBy(placed)) {
      if (!out.has(carried.hash)) out.set(carried.hash, carried);
    }
  }
  return out;
}
