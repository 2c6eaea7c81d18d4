const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to here hours are counted on: "51 h" says more than "2 d 3 h". */
const HOURS_UP_TO = 3 * DAY;

/** A length of time in its two largest units: `33 min`, `5 h 46 min`, `51 h`, `4 d 3 h`. Begun minutes are cut. */
export function lengthOf(ms: number): string {
  const whole = Math.max(0, ms);
  const days = whole < HOURS_UP_TO ? 0 : Math.floor(whole / DAY);
  const units = [
    [days, "d"],
    [Math.floor((whole - days * DAY) / HOUR), "h"],
    [Math.floor((whole % HOUR) / MINUTE), "min"],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return "0 min";
  return units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${String(count)} ${unit}`)
    .join(" ");
}
