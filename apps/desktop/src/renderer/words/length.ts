const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two largest units: `33 min`, `5 h 46 min`, `2 d 3 h`. Begun minutes are cut. */
export function lengthOf(ms: number): string {
  const whole = Math.max(0, ms);
  const units = [
    [Math.floor(whole / DAY), "d"],
    [Math.floor((whole % DAY) / HOUR), "h"],
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
