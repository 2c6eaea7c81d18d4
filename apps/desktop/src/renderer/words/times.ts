import type { Instant, StateCode } from "@parley/base";
import { stateByCode } from "@parley/protocol";

/** BCP 47; English with the day before the month and a 24-hour clock. */
const LANGUAGE = "en-GB";
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone: zone, hourCycle: "h23" });
  formats.set(key, made);
  return made;
}

/** A place whose clock is shown: its name and its IANA time zone. */
export interface Place {
  readonly name: string;
  readonly zone: string;
}

export const UTC: Place = { name: "UTC", zone: "UTC" };

/** The capital of a State under the State's name; UTC where the code list does not know the State. */
export function placeOf(state: StateCode): Place {
  const entry = stateByCode(state);
  return entry === null ? UTC : { name: entry.name, zone: entry.timeZone };
}

/** "03:14" */
export function clockIn(at: Instant, place: Place): string {
  return format(place.zone, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** "Wed 11 March 02:41", or only "02:41" on the day that `now` is in there. */
export function momentIn(at: Instant, place: Place, now: Instant): string {
  const clock = clockIn(at, place);
  return dayIn(at, place) === dayIn(now, place) ? clock : `${shortDayIn(at, place)} ${clock}`;
}

/** "Wed 11 March" */
export function shortDayIn(at: Instant, place: Place): string {
  return format(place.zone, { weekday: "short", day: "numeric", month: "long" })
    .format(at)
    .replace(",", "");
}

/** "Tuesday 10 March 2026" */
export function dayIn(at: Instant, place: Place): string {
  return format(place.zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" })
    .format(at)
    .replace(",", "");
}

/** "10 March 2026" */
export function dayOnly(at: Instant, place: Place): string {
  return format(place.zone, { day: "numeric", month: "long", year: "numeric" }).format(at);
}

/** "10 Mar 2026" */
export function shortDate(at: Instant, place: Place): string {
  return format(place.zone, { day: "numeric", month: "short", year: "numeric" }).format(at);
}

/** The day of `YYYY-MM-DD` as "10 March 2026"; the text itself where it is none. */
export function dayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : dayOnly(at, UTC);
}

/** "Monday" for 1 to "Sunday" for 7, the ISO days of the week. */
export function weekdayName(day: number): string {
  // 5 January 1970 was a Monday.
  return format("UTC", { weekday: "long" }).format(Date.UTC(1970, 0, 4 + day));
}

/** How a zone is ahead of UTC now: `UTC+1`; its name where this machine does not know it. */
export function zoneWords(zone: string, at: Instant): string {
  try {
    const parts = format(zone, { timeZoneName: "shortOffset" }).formatToParts(at);
    const name = parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
    return name.replace("GMT", "UTC").replace("-", "\u2212");
  } catch {
    return zone;
  }
}

/** For `datetime` attributes. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}
