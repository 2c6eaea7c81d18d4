import type { Instant, Level, StateCode } from "@parley/base";
import { officeName, stateName } from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import { momentIn, UTC, type Place } from "../../words/times.ts";

/** What a person is told of a ticket. */
export interface TicketView {
  readonly state: StateCode;
  /** Title of the office, as the officers wrote it. */
  readonly office: string;
  readonly level: readonly Level[];
  readonly expires: Instant;
}

/** "Bravo, Technical PoC", or with more than one level "Bravo, Technical PoC and Policy PoC". */
export function officeOf({ state, level }: Pick<TicketView, "state" | "level">): string {
  const [first] = level;
  return level.length === 1 && first !== undefined
    ? officeName({ state, level: first })
    : say(acts.office, { state: stateName(state), level: levelsOf(level) });
}

/** "Technical PoC". */
export function levelsOf(level: readonly Level[]): string {
  const [first = "", ...more] = level.map((one) => say(acts.level[one]));
  return more.reduce((before, one) => say(enrol.yours.both, { first: before, second: one }), first);
}

/** One moment on this computer's clock and in UTC, each with its day. */
export function bothTimes(
  at: Instant,
  here: Place,
  now: Instant,
): { readonly here: string; readonly utc: string } {
  return { here: momentIn(at, here, now), utc: momentIn(at, UTC, now) };
}
