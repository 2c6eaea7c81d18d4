import type { KeyId } from "@parley/base";
import type { Act } from "./act.ts";

/**
 * Whether two acts of one key and channel have one counter and were made in different starts of the profile: a
 * restored or copied profile has signed (ACT-6).
 */
export function signedByCopy(acts: Iterable<Act>, key: KeyId): boolean {
  const epochs = new Map<string, string>();
  for (const act of acts) {
    if (act.key !== key) continue;
    // An opening names no channel: its own consultation and nonce stand for it.
    const place = `${act.chan === "" ? `${act.con} ${act.nonce}` : act.chan} ${act.n}`;
    const before = epochs.get(place);
    if (before !== undefined && before !== act.ep) return true;
    epochs.set(place, act.ep);
  }
  return false;
}
