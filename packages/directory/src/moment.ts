import type { Instant } from "@parley/base";

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Reads `YYYY-MM-DDThh:mm:ssZ`; null for another form or a moment that the calendar does not have. */
export function parseMoment(text: unknown): Instant | null {
  if (typeof text !== "string" || !FORM.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) || writeMoment(instant) !== text ? null : instant;
}

/** Writes an instant as `YYYY-MM-DDThh:mm:ssZ`, cutting fractions of a second. */
export function writeMoment(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: unknown): text is string {
  return typeof text === "string" && parseMoment(`${text}T00:00:00Z`) !== null;
}
