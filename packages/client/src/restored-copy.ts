import { signedByCopy, type Act } from "@parley/protocol";
import type { State } from "./state.ts";

/**
 * Whether another copy of this profile has signed (ACT-6), leaving out what a person has looked at already: of two own
 * acts at one place, made in different starts, one came in after that.
 */
export function hasRestoredCopy(state: State): boolean {
  const accepted = state.profile.copyAccepted ?? -1;
  const places = new Map<string, { readonly acts: Act[]; newest: number }>();
  for (const { row, signed } of state.acts.values()) {
    if (signed.act.key !== state.ownKey) continue;
    const place = `${row.chan} ${signed.act.n}`;
    const known = places.get(place) ?? { acts: [], newest: -1 };
    places.set(place, known);
    known.acts.push(signed.act);
    known.newest = Math.max(known.newest, row.seq);
  }
  return [...places.values()].some(
    ({ acts, newest }) => acts.length > 1 && newest > accepted && signedByCopy(acts, state.ownKey),
  );
}
