import type { Instant } from "@parley/base";

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Reads `YYYY-MM-DDThh:mm:ssZ`; null for another form or a moment that the calendar does not have. */
export function readMoment(text: unknown): Instant | null {
  if (typeof text !== "string" || !FORM.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) || momentOf(instant) !== text ? null : instant;
}

/** Writes an instant as `YYYY-MM-DDThh:mm:ssZ`; fractions of a second are cut. */
export function momentOf(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
