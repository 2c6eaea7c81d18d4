import { readMoment } from "@parley/protocol";
import { stateName } from "../../acts/index.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { clockIn, dayIn, placeOf, shortDayIn, UTC, type Place } from "../../words/times.ts";
import { others, type Setting } from "./setting.ts";

/** What a capital's clock shows now, and where in its day that is. */
export interface CapitalView {
  readonly state: string;
  readonly time: string;
  readonly day: string;
  readonly spoken: string;
  /** Share of the day that has gone, 0 to 100. */
  readonly now: number;
  /** Where the next requested time is in the same day there, 0 to 100; null on another day. */
  readonly ask: number | null;
}

/** One's own capital first, then the others by name. */
export function capitalViews(setting: Setting): readonly CapitalView[] {
  const { consultation, here, now } = setting;
  const own = here !== null && consultation.parties.includes(here) ? [here] : [];
  const asked = nextAsk(setting);
  return [...own, ...others(consultation.parties, here)].map((code) => {
    const place = placeOf(code);
    const state = code === here ? say(words.you, { name: stateName(code) }) : stateName(code);
    const time = clockIn(now, place);
    const sameDay = asked !== null && dayIn(asked, place) === dayIn(now, place);
    return {
      state,
      time,
      day: shortDayIn(now, place),
      spoken: say(words.panel.capitalLine, { state, time }),
      now: shareOfDay(now, place),
      ask: sameDay ? shareOfDay(asked, place) : null,
    };
  });
}

/** "Tue 10 March, 01:14 UTC". */
export function utcNow(setting: Setting): string {
  const time = `${shortDayIn(setting.now, UTC)}, ${clockIn(setting.now, UTC)}`;
  return say(words.panel.utcNow, { time });
}

function nextAsk({ consultation, now }: Setting): number | null {
  const times = consultation.requests
    .flatMap((request) => [readMoment(request.ask.ack), readMoment(request.ask.reply)])
    .filter((time) => time !== null && time > now);
  return times.length === 0 ? null : Math.min(...times.map(Number));
}

function shareOfDay(at: number, place: Place): number {
  const [hours, minutes] = clockIn(at, place).split(":").map(Number);
  return (((hours ?? 0) * 60 + (minutes ?? 0)) / (24 * 60)) * 100;
}
