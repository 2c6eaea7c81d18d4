import type { Instant } from "@parley/base";
import { isDay } from "./moment.ts";

const DAY = 24 * 60 * 60 * 1000;
/** Days before a confirmation is due from which it is shown. */
const SOON = 30;
/** Days after a change in which it is notified (CBM 8). */
const NOTICE = 30;

/** When a record was confirmed, and is to be again: every year (CBM 8). Days are of the calendar, UTC. */
export interface Confirmation {
  /** `YYYY-MM-DD`. */
  readonly last: string;
  /** `YYYY-MM-DD`: the same day of the next year; 1 March after 29 February. */
  readonly due: string;
  /** `soon`: due within 30 days. `past`: the day is over. */
  readonly state: "current" | "soon" | "past";
}

/** Where the yearly confirmation of a record stands. */
export function confirmation({ conf }: { readonly conf: string }, now: Instant): Confirmation {
  const start = startOf(conf);
  const date = new Date(start);
  const due = Date.UTC(date.getUTCFullYear() + 1, date.getUTCMonth(), date.getUTCDate());
  const state = now >= due + DAY ? "past" : now >= due - SOON * DAY ? "soon" : "current";
  return { last: conf, due: dayOf(due), state };
}

/** Until when a change is to be notified. */
export interface ChangeNotice {
  /** `YYYY-MM-DD`, the 30th day after the change. */
  readonly due: string;
  /** Whole days that are left, 0 on the last one and after it. */
  readonly left: number;
  readonly state: "current" | "past";
}

/** Where the 30 days of a change stand (CBM 8). `occurredOn` is `YYYY-MM-DD`. */
export function changeNotice(occurredOn: string, now: Instant): ChangeNotice {
  const due = startOf(occurredOn) + NOTICE * DAY;
  const left = Math.max(0, Math.ceil((due - now) / DAY));
  return { due: dayOf(due), left, state: now >= due + DAY ? "past" : "current" };
}

function startOf(day: string): Instant {
  if (!isDay(day)) throw new Error("not a day");
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 10);
}
