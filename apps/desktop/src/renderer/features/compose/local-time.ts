import type { Instant } from "@parley/base";
import { momentOf, readMoment } from "@parley/protocol";

/** What a person typed as a local time of one zone. */
export type LocalReading =
  | { readonly state: "empty" }
  | { readonly state: "unreadable" }
  /** Clocks went forward over it: no such time. `after` is the first minute that there was. */
  | { readonly state: "gap"; readonly after: Instant }
  /** `other`: clocks went back, so the same reading came a second time (or a first, where `instant` is the second). */
  | { readonly state: "moment"; readonly instant: Instant; readonly other: Instant | null };

const DAY = 86_400_000;
const MINUTE = 60_000;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})[ ,]+(\d{1,2}):(\d{2})$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})[ ,]+(\d{1,2}):(\d{2})$/;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** The local reading of an instant, as if it were UTC; milliseconds, whole seconds. */
function asUtc(instant: Instant, zone: string): number {
  const part = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map((one) => [one.type, one.value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(part.get(type));
  return Date.UTC(
    number("year"),
    number("month") - 1,
    number("day"),
    number("hour"),
    number("minute"),
    number("second"),
  );
}

function offsetAt(instant: Instant, zone: string): number {
  return asUtc(instant, zone) - Math.floor(instant / 1_000) * 1_000;
}

/** Milliseconds of the reading as if it were UTC; null where the calendar has no such day or minute. */
function civil(text: string): number | null {
  const iso = ISO.exec(text);
  const dotted = iso === null ? DOTTED.exec(text) : null;
  const [year, month, day] = (iso?.slice(1, 4) ?? dotted?.slice(1, 4).toReversed() ?? []).map(
    Number,
  );
  const [hour, minute] = (iso ?? dotted)?.slice(4, 6).map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return null;
  if (year < 1970) return null;
  const at = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(at);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? at : null;
}

/**
 * Reads `2026-03-10 02:05` or `10.03.2026 02:05` as the local time of an IANA zone. A day with a slash is not read:
 * it means two days to two people. Of a reading that came twice the first counts until a person says otherwise.
 */
export function readLocal(text: string, zone: string): LocalReading {
  const typed = text.trim();
  if (typed === "") return { state: "empty" };
  const at = civil(typed);
  if (at === null) return { state: "unreadable" };
  const offsets = new Set([offsetAt(at - DAY, zone), offsetAt(at + DAY, zone)]);
  const found = [...offsets]
    .filter((offset) => offsetAt(at - offset, zone) === offset)
    .map((offset) => at - offset)
    .sort((a, b) => a - b);
  const [first, second] = found;
  if (first !== undefined) return { state: "moment", instant: first, other: second ?? null };
  return { state: "gap", after: firstAfterGap(at - Math.max(...offsets), zone) };
}

/** The end of the gap that begins within a day after `from`. */
function firstAfterGap(from: Instant, zone: string): Instant {
  const before = offsetAt(from - DAY, zone);
  let [low, high] = [from - DAY, from + DAY];
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
    if (middle === low) break;
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** `2026-03-10 02:05`, the local time of the zone. */
export function writeLocal(instant: Instant, zone: string): string {
  return new Date(asUtc(instant, zone)).toISOString().slice(0, 16).replace("T", " ");
}

/** What a field holds for what was typed: the moment where it reads as one, otherwise the typing itself. */
export function fieldOfTyped(text: string, zone: string): string {
  const reading = readLocal(text, zone);
  if (reading.state === "empty") return "";
  return reading.state === "moment" ? momentOf(reading.instant) : text;
}

/** What the input shows for what the field holds. */
export function typedOfField(value: string, zone: string): string {
  const instant = readMoment(value);
  return instant === null ? value : writeLocal(instant, zone);
}

/** What the field's value means, the second of two equal readings included. */
export function readingOfField(value: string, zone: string): LocalReading {
  const instant = readMoment(value);
  if (instant === null) return readLocal(value, zone);
  const read = readLocal(writeLocal(instant, zone), zone);
  if (read.state !== "moment" || read.other === null)
    return { state: "moment", instant, other: null };
  return { state: "moment", instant, other: read.instant === instant ? read.other : read.instant };
}
