import type { RecordView } from "@parley/client";
import { WEEKDAYS, type ContactCard, type Weekday } from "@parley/directory";
import { isExerciseState } from "@parley/protocol";
import { listWords, stateName } from "../../acts/index.ts";
import { lengthOf } from "../../words/length.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { clockIn, dayOf, placeOf, shortDayIn, weekdayName, zoneWords } from "../../words/times.ts";
import { dateIn, hoursNow, shareOfDay, spansOf, type HoursNow } from "./hours.ts";

/** What an office's clock shows, where its hours lie in the day, and when that changes. */
export interface HoursView {
  readonly state: string;
  readonly time: string;
  readonly day: string;
  /** Share of the day there that has gone, 0 to 100. */
  readonly now: number;
  readonly spans: readonly (readonly [number, number])[];
  readonly spoken: string;
  readonly says: string;
  readonly rows: readonly { readonly name: string; readonly value: string }[];
}

export function hoursView(record: RecordView, now: number): HoursView {
  const { card } = record;
  const state = stateName(record.state);
  const place = placeOf(record.state);
  const hours = card === null ? null : hoursNow(card, now);
  const zone = card === null || hours === null ? place.zone : card.hours.zone;
  const there = { name: state, zone };
  const time = clockIn(now, there);
  const base = { state, time, day: shortDayIn(now, there), now: shareOfDay(now, zone) ?? 0 };
  if (card === null || hours === null) {
    const clock = isExerciseState(record.state) ? words.hours.localExercise : words.hours.local;
    const says = say(clock, { state });
    return { ...base, spans: [], spoken: `${state}, ${time}`, says, rows: [] };
  }
  return {
    ...base,
    spans: spansOf(card.hours),
    spoken: say(words.hours.ruler, { state, time, says: hoursWord(record, now) ?? "" }),
    says: hoursSays(card, hours, now),
    rows: hoursRows(card, now),
  };
}

function hoursSays({ hours }: ContactCard, { state, changes }: HoursNow, now: number): string {
  const { from, to, zone } = hours;
  const office = say(words.hours.office, { from, to, zone: zoneWords(zone, now) });
  if (changes === null) return office;
  const length = lengthOf(changes - now);
  const next = state === "open" ? words.hours.closesIn : words.hours.opensIn;
  return `${office} ${say(next, { length })}`;
}

function hoursRows(card: ContactCard, now: number): HoursView["rows"] {
  const { hours: w } = words;
  const { hours, holidays } = card;
  const today = dateIn(now, hours.zone);
  const holiday = holidays.find((day) => day >= today);
  return [
    ...(hours.outOfHours === undefined
      ? []
      : [{ name: say(w.outOfHours), value: hours.outOfHours }]),
    { name: say(w.days), value: daysWords(hours.days) },
    ...(holiday === undefined ? [] : [{ name: say(w.holiday), value: dayOf(holiday) }]),
  ];
}

/** "Monday to Friday", or each by name where they do not follow one another. */
export function daysWords(days: readonly Weekday[]): string {
  const sorted = WEEKDAYS.flatMap((day, i) => (days.includes(day) ? [i + 1] : []));
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return say(words.hours.noDays);
  if (sorted.length === 7) return say(words.hours.everyDay);
  if (sorted.length > 2 && last - first === sorted.length - 1) {
    return say(words.hours.range, { first: weekdayName(first), last: weekdayName(last) });
  }
  return listWords(sorted.map(weekdayName));
}

/** Whether an office is there now, in a word; null where no card says. */
export function hoursWord(record: Pick<RecordView, "card" | "kind">, now: number): string | null {
  if (record.kind === "duty") return say(words.now.duty);
  const hours = record.card === null ? null : hoursNow(record.card, now);
  return hours === null ? null : say(words.now[hours.state]);
}
