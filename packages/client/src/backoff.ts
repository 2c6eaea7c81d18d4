import type { Core, Hindered } from "./core.ts";

/** First wait after an attempt that failed, in ms; doubles with each further one. */
const FIRST = 1_000;
/** Longest wait after failures of the connection, in ms. */
const CAP = 60_000;
/** Wait after the server refused for good, in ms: rights may be given back, or a fault mended. */
const REFUSED = 300_000;

/** Why an attempt failed, as far as waiting depends on it. */
export type Failure =
  | { readonly reason: "limited"; readonly retryAfter: number }
  | { readonly reason: "refused" }
  | { readonly reason: "other" };

/** Notes a failed attempt; answers how long to wait, in ms. */
export function hinder(core: Core, what: Hindered, failure: Failure): number {
  const before = core.hindrances.get(what);
  const failures = (before?.failures ?? 0) + 1;
  const wait = waitFor(failure, failures);
  const refusedSince =
    failure.reason === "refused"
      ? (before?.refusedSince ?? core.now())
      : (before?.refusedSince ?? null);
  core.hindrances.set(what, {
    failures,
    until: core.now() + wait,
    limited: failure.reason === "limited",
    refusedSince,
  });
  return wait;
}

function waitFor(failure: Failure, failures: number): number {
  switch (failure.reason) {
    case "limited":
      return Math.max(failure.retryAfter, FIRST);
    case "refused":
      return REFUSED;
    case "other":
      return Math.min(FIRST * 2 ** (failures - 1), CAP);
  }
}

/** Milliseconds until the next attempt may be made; 0: now. */
export function waitLeft(core: Core, what: Hindered): number {
  const until = core.hindrances.get(what)?.until ?? 0;
  const left = until - core.now();
  // A clock that was set back must not stretch the wait.
  return left > REFUSED ? 0 : Math.max(left, 0);
}

/** Every wait is over but one that the server asked for; what it refuses stays known until it accepts. */
export function retryAll(core: Core): void {
  for (const [what, hindrance] of core.hindrances)
    if (!hindrance.limited) core.hindrances.set(what, { ...hindrance, failures: 0, until: 0 });
}
