import type { Instant, Level, StateCode } from "@parley/base";
import { officeName, stateName } from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import { clockIn, dayIn, momentIn, shortDayIn, UTC, type Place } from "../../words/times.ts";

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

/** One moment on a clock here and in UTC, with the day of each where they differ. */
export function bothTimes(
  at: Instant,
  here: Place,
  now: Instant,
): { readonly here: string; readonly utc: string } {
  const sameDay = dayIn(at, here) === dayIn(at, UTC);
  return {
    here: momentIn(at, here, now),
    utc: sameDay ? clockIn(at, UTC) : `${shortDayIn(at, UTC)} ${clockIn(at, UTC)}`,
  };
}
