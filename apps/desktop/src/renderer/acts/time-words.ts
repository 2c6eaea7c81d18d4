import type { Instant, StateCode } from "@parley/base";
import { readMoment } from "@parley/protocol";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";
import { clockIn, momentIn, placeOf, shortDayIn, UTC, type Place } from "../words/times.ts";
import type { TimeFrame } from "./sheet-act.ts";

/** One moment on the clocks of those concerned, as two texts of one line. */
export interface TimesInWords {
  /** On the reader's own clock: `02:41`, or with its day: `Wed 11 March 02:41`. */
  readonly here: string;
  /** On the others' clocks, then UTC: `01:41 Alfa, Tue 23:41 UTC`, with the weekday where it is another one. */
  readonly others: string;
  readonly at: Instant;
}

/** The reader's own place; UTC before the device is listed. */
export function hereOf(state: StateCode | null): Place {
  return state === null ? UTC : placeOf(state);
}

/** A moment here, there and in UTC. `day`: whether its day stands before the time also where it is today. */
export function timesInWords(
  at: Instant,
  frame: TimeFrame,
  now: Instant,
  day: "auto" | "always" = "auto",
): TimesInWords {
  const own = hereOf(frame.here);
  const ownDay = shortDayIn(at, own);
  const here = day === "always" ? `${ownDay} ${clockIn(at, own)}` : momentIn(at, own, now);
  const others = [...frame.parties.map(placeOf), UTC]
    .filter((place, i, all) => all.findIndex((other) => other.name === place.name) === i)
    .filter((place) => place.name !== own.name)
    .map((place) => {
      const there = shortDayIn(at, place);
      const weekday = there === ownDay ? "" : `${there.split(" ")[0] ?? ""} `;
      const time = `${weekday}${clockIn(at, place)}`;
      return say(acts.timeThere, { time, place: place.name });
    });
  return { here, others: others.join(", "), at };
}

/** As `timesInWords`, of `YYYY-MM-DDThh:mm:ssZ`; null where the text is no moment. */
export function momentTimes(
  moment: unknown,
  frame: TimeFrame,
  now: Instant,
  day: "auto" | "always" = "always",
): TimesInWords | null {
  const at = readMoment(moment);
  return at === null ? null : timesInWords(at, frame, now, day);
}
