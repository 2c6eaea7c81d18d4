import { accept, refuse, type Instant, type Result, type StateCode } from "@parley/base";
import { compareLogs } from "./compare.ts";
import type { Log } from "./log.ts";
import { readLog } from "./read-log.ts";
import type { LogRefusal } from "./refusal.ts";
import type { TrustRoot } from "./root.ts";

/** Why an offered log does not replace the one held. */
export type OfferRefusal =
  | LogRefusal
  | { readonly reason: "shorter"; readonly line: number }
  | { readonly reason: "forked"; readonly line: number };

/** What a device knows of the time at which it could have seen an entry. */
export interface Seen {
  readonly now: Instant;
  /** Claimed time of the newest signed head that this device saw before entry `n` was in it; null where it saw none. */
  readonly headAt: (n: number) => Instant | null;
}

/** A reset whose wait has not passed for this device, so that what rests on it is not taken up yet. */
export interface WaitingReset {
  readonly state: StateCode;
  /** Number of the reset. */
  readonly n: number;
  readonly until: Instant;
}

/** The log to go on with, and what it leaves out for now. */
export interface TakenUp {
  readonly log: Log;
  readonly waiting: WaitingReset | null;
}

/**
 * Verifies an offered log and takes it up where it goes on from the one held (DIR-5), up to the first entry that
 * rests on a reset whose wait has not passed here. The wait is counted from when this device first could have seen the
 * reset, so that a reset with an old date is not quicker (DIR-1).
 */
export function takeUpLog(
  root: TrustRoot,
  held: Log | null,
  text: string,
  seen: Seen,
): Result<TakenUp, OfferRefusal> {
  const offered = readLog(root, text, held);
  if (!offered.ok) return offered;
  const log = offered.value;
  if (held !== null) {
    const comparison = compareLogs(held, log);
    if (comparison.outcome === "shorter") return refuse({ reason: "shorter", line: log.head.n });
    if (comparison.outcome === "forked") return refuse({ reason: "forked", line: comparison.n });
  }
  for (const { n, restsOn } of log.entries().slice(held?.head.n ?? 0)) {
    const waiting = restsOn === null ? null : waitingOn(log, restsOn, seen);
    if (waiting !== null) return accept({ log: beginning(log, n - 1), waiting });
  }
  return accept({ log, waiting: null });
}

/** The reset of this number, while its wait goes on for this device; null once it has passed. */
export function waitingOn(log: Log, n: number, { now, headAt }: Seen): WaitingReset | null {
  const reset = log.resets().find((one) => one.n === n);
  if (reset === undefined) throw new Error(`no reset is entry ${n}`);
  const from = Math.max(reset.at, headAt(n) ?? reset.at);
  const until = from + (reset.until - reset.at);
  return now < until ? { state: reset.state, n, until } : null;
}

/** The log as it was at entry n. */
export function beginning(log: Log, n: number): Log {
  const lines = log.text.split("\n").slice(0, n);
  const read = readLog(log.root, lines.map((line) => `${line}\n`).join(""), log);
  if (!read.ok) throw new Error("a beginning of a log does not verify");
  return read.value;
}
