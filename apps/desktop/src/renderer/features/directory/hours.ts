import type { Instant } from "@parley/base";
import { WEEKDAYS, type ContactCard, type OfficeHours, type Weekday } from "@parley/directory";

/** Whether an office is there now, by its own card. */
export interface HoursNow {
  readonly state: "open" | "closed" | "holiday";
  /** When that changes next; null where no working day is given. */
  readonly changes: Instant | null;
}

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const DAY = DAY_MINUTES * MINUTE;
/** Days ahead in which the next opening is looked for: holidays can follow one another. */
const AHEAD = 31;

interface Local {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Null where this machine does not know the zone. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat | null;
  try {
    made = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
  } catch {
    made = null;
  }
  formats.set(zone, made);
  return made;
}

/** Whether this machine knows the IANA zone. */
export function isZone(zone: string): boolean {
  return zone !== "" && formatOf(zone) !== null;
}

function localOf(at: Instant, format: Intl.DateTimeFormat): Local {
  const parts = new Map(format.formatToParts(at).map((one) => [one.type, one.value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  return { date, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}

function weekdayOf(date: string): Weekday | undefined {
  return WEEKDAYS.at(new Date(`${date}T00:00:00Z`).getUTCDay() - 1);
}

function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The instant at which a clock of the zone shows a minute of a day. Of one that comes twice, either. */
function instantAt(date: string, minute: number, format: Intl.DateTimeFormat): Instant {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE;
  const shownAt = (at: Instant): number => {
    const local = localOf(at, format);
    return Date.parse(`${local.date}T00:00:00Z`) + local.minute * MINUTE;
  };
  const first = wanted - (shownAt(wanted) - wanted);
  return first - (shownAt(first) - wanted);
}

/** Minute of the day that `hh:mm` names; 24:00 is the day's end. */
function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Whether an office is there; null where this machine does not know its time zone. */
export function hoursNow(
  { hours, holidays }: Pick<ContactCard, "hours" | "holidays">,
  now: Instant,
): HoursNow | null {
  const format = formatOf(hours.zone);
  if (format === null) return null;
  const from = minuteOf(hours.from);
  const ends = minuteOf(hours.to);
  // Hours that go past midnight belong to the day on which they begin.
  const to = ends <= from ? ends + DAY_MINUTES : ends;
  const works = (date: string): boolean =>
    hours.days.some((day) => day === weekdayOf(date)) && !holidays.includes(date);
  const here = localOf(now, format);
  for (const back of [0, 1]) {
    const date = dateAfter(here.date, -back);
    const minute = here.minute + back * DAY_MINUTES;
    if (works(date) && minute >= from && minute < to) {
      return { state: "open", changes: instantAt(date, to, format) };
    }
  }
  const state = holidays.includes(here.date) ? "holiday" : "closed";
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const date = dateAfter(here.date, ahead);
    if (works(date) && (ahead > 0 || here.minute < from)) {
      return { state, changes: instantAt(date, from, format) };
    }
  }
  return { state, changes: null };
}

/** Where the office's hours lie in its day, for the ruler: up to two spans, each in shares of the day, 0 to 100. */
export function spansOf({
  from,
  to,
}: Pick<OfficeHours, "from" | "to">): readonly (readonly [number, number])[] {
  const share = (minute: number): number => (minute / DAY_MINUTES) * 100;
  const [start, end] = [share(minuteOf(from)), share(minuteOf(to))];
  if (end > start) return [[start, end]];
  return end === 0
    ? [[start, 100]]
    : [
        [0, end],
        [start, 100],
      ];
}

/** Share of the day that has gone on a clock of the zone, 0 to 100; null where the zone is not known here. */
export function shareOfDay(at: Instant, zone: string): number | null {
  const format = formatOf(zone);
  return format === null ? null : (localOf(at, format).minute / DAY_MINUTES) * 100;
}

/** Today's date on a clock of the zone. */
export function dateIn(at: Instant, zone: string): string {
  const format = formatOf(zone);
  return format === null ? new Date(at).toISOString().slice(0, 10) : localOf(at, format).date;
}
