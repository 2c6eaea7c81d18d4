import { parseKeyId, parseRecordId, type RecordId } from "@parley/base";
import { effective, hasEffect, names } from "./effect.ts";
import type { SignedFor } from "./facts.ts";
import { before, type Ground, type Placed, type View } from "./ground.ts";

/** Some add has every remove in its past: of a concurrent add and remove, the remove counts. */
function added(changes: readonly Placed[]): boolean {
  const removes = changes.filter((placed) => placed.act.f["op"] === "remove");
  return changes.some(
    (add) => add.act.f["op"] === "add" && removes.every((remove) => before(remove, add)),
  );
}

/** The record is a member of the channel in this view (ROSTER-1). */
export function inRoster(ground: Ground, view: View, rec: RecordId): boolean {
  const changes = effective(ground, view, "roster").filter((placed) => placed.act.f["rec"] === rec);
  const opening = ground.opening;
  const first =
    opening !== null &&
    (opening.act.open?.roster.includes(rec) ?? false) &&
    hasEffect(ground, view, opening) &&
    !changes.some((placed) => placed.act.f["op"] === "remove");
  return first || added(changes);
}

/** New devices that a colleague's act names, and that no act has taken back (TRUST-2). */
export function signedForIn(ground: Ground, view: View): readonly SignedFor[] {
  const changes = effective(ground, view, "device");
  const named = new Map<string, SignedFor>();
  for (const { act } of changes) {
    const rec = parseRecordId(act.f["rec"]);
    const key = parseKeyId(act.f["key"]);
    if (act.f["op"] === "add" && rec !== null && key !== null)
      named.set(`${rec} ${key}`, { rec, key, act: act.hash });
  }
  return [...named.values()].filter(({ rec, key }) =>
    added(changes.filter(({ act: { f } }) => f["rec"] === rec && f["key"] === key)),
  );
}

/** A colleague's device act names the key that signed this act (TRUST-2). */
export function namedByColleague(ground: Ground, view: View, placed: Placed): boolean {
  return added(effective(ground, view, "device").filter((device) => names(device, placed)));
}
