import type { Log } from "@parley/directory";
import type { ResetView } from "./directory-view.ts";

/** Resets by officers alone, newest first. */
export function resetsOf(log: Log): readonly ResetView[] {
  return log
    .resets()
    .toReversed()
    .map(({ state, n, at, until }) => ({ state, n, at, until }));
}
