export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Telephone {
  /** What it is for: "Desk", "Duty officer". */
  readonly label: string;
  /** International form: `+`, digits, single spaces. */
  readonly number: string;
}

/** When an office is there, in its own time. */
export interface OfficeHours {
  /** Name of the IANA time zone, `Europe/Vienna`. */
  readonly zone: string;
  readonly days: readonly Weekday[];
  /** `hh:mm`; `to` is up to 24:00, and the next day's where it is not after `from`. */
  readonly from: string;
  readonly to: string;
  /** Whom to ring outside them. */
  readonly outOfHours?: string;
}

/** How an office is reached. Lives outside the log, which holds its salted hash alone, so that it can be erased (DIR-7). */
export interface ContactCard {
  readonly office: string;
  readonly unit?: string;
  readonly telephones: readonly Telephone[];
  readonly mailbox?: string;
  /** BCP 47 tags, most wished for first. */
  readonly languages: readonly string[];
  readonly hours: OfficeHours;
  /** Days off, `YYYY-MM-DD`, ascending. */
  readonly holidays: readonly string[];
  /** Who stands in, as the office names them. */
  readonly deputies?: readonly string[];
  /** Day that it was written on, `YYYY-MM-DD`. */
  readonly asOf: string;
}
