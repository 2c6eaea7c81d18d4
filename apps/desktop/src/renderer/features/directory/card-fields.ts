import { utf8Length, withoutForbidden, type Instant } from "@parley/base";
import type { RecordView } from "@parley/client";
import { WEEKDAYS, type ContactCard, type Weekday } from "@parley/directory";
import { placeOf } from "../../words/times.ts";
import { dateIn, isZone } from "./hours.ts";

/** A contact card as it is being typed. */
export interface CardText {
  readonly office: string;
  readonly unit: string;
  readonly telephones: readonly { readonly number: string; readonly label: string }[];
  readonly mailbox: string;
  readonly languages: readonly string[];
  /** Further language tags, separated by commas. */
  readonly otherLanguages: string;
  readonly zone: string;
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
  readonly outOfHours: string;
  /** Days, separated by commas. */
  readonly holidays: string;
  /** One per line. */
  readonly deputies: string;
}

/** Working languages of the OSCE, by BCP 47 tag. */
export const OFFERED_LANGUAGES = ["en", "fr", "de", "it", "ru", "es"] as const;

const TELEPHONES = 8;
const LANGUAGES = 8;
const HOLIDAYS = 64;
const DEPUTIES = 4;
/** Bytes of one line of a card, as its reader takes it. */
const TITLE_BYTES = 80;
const NOTE_BYTES = 200;
const NUMBER = /^\+\d{1,4}(?: \d{1,12}){1,8}$/;
const MAILBOX = /^[!-?A-~]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/;
const FROM = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The form as it opens: the card that is held, or an empty one in the zone of one's own State. */
export function cardText(record: Pick<RecordView, "card" | "state">): CardText {
  const { card } = record;
  if (card === null) {
    return {
      office: "",
      unit: "",
      telephones: [{ number: "", label: "" }],
      mailbox: "",
      languages: ["en"],
      otherLanguages: "",
      zone: placeOf(record.state).zone,
      days: WEEKDAYS.slice(0, 5),
      from: "08:00",
      to: "17:00",
      outOfHours: "",
      holidays: "",
      deputies: "",
    };
  }
  const { hours } = card;
  const offered = (tag: string): boolean => OFFERED_LANGUAGES.some((one) => one === tag);
  return {
    office: card.office,
    unit: card.unit ?? "",
    telephones: card.telephones,
    mailbox: card.mailbox ?? "",
    languages: card.languages.filter(offered),
    otherLanguages: card.languages.filter((tag) => !offered(tag)).join(", "),
    zone: hours.zone,
    days: hours.days,
    from: hours.from,
    to: hours.to,
    outOfHours: hours.outOfHours ?? "",
    holidays: card.holidays.join(", "),
    deputies: (card.deputies ?? []).join("\n"),
  };
}

export type CardField =
  | Exclude<keyof CardText, "telephones" | "languages">
  | `number${number}`
  | `label${number}`
  | "telephones";

export type CardProblem =
  | "required"
  | "time"
  | "same"
  | "zone"
  | "date"
  | "phone"
  | "mailbox"
  | "language"
  | "long"
  | "many";

export type CardProblems = ReadonlyMap<CardField, CardProblem>;

/** One line with nothing around it; what a card does not take is left out. */
function tidy(text: string): string {
  return withoutForbidden(text).replaceAll(/\s+/g, " ").trim();
}

function items(text: string, between: RegExp): readonly string[] {
  return text
    .split(between)
    .map(tidy)
    .filter((one) => one !== "");
}

/** Separators that people write in numbers become single spaces. */
function telephoneNumber(typed: string): string {
  return tidy(typed.replaceAll(/[-/().]/g, " "));
}

/** The card that the form says, or what does not fit in it. */
export function readCardText(
  text: CardText,
  now: Instant,
): { readonly card: ContactCard | null; readonly problems: CardProblems } {
  const problems = new Map<CardField, CardProblem>();
  const line = (field: CardField, typed: string, needed: boolean, bytes = TITLE_BYTES): string => {
    const value = tidy(typed);
    if (value === "" && needed) problems.set(field, "required");
    if (utf8Length(value) > bytes) problems.set(field, "long");
    return value;
  };
  const check = (field: CardField, fits: boolean, problem: CardProblem): void => {
    if (!fits && !problems.has(field)) problems.set(field, problem);
  };
  const office = line("office", text.office, true);
  const unit = line("unit", text.unit, false);
  const telephones = text.telephones.flatMap((one, i) => {
    if (tidy(one.number) === "" && tidy(one.label) === "") return [];
    const number = telephoneNumber(one.number);
    check(`number${i}`, number !== "", "required");
    check(`number${i}`, NUMBER.test(number), "phone");
    return [{ number, label: line(`label${i}`, one.label, true) }];
  });
  check("telephones", telephones.length <= TELEPHONES, "many");
  const mailbox = tidy(text.mailbox);
  check("mailbox", mailbox === "" || MAILBOX.test(mailbox), "mailbox");
  const others = items(text.otherLanguages, /[,;\n]/);
  check(
    "otherLanguages",
    others.every((tag) => LANGUAGE.test(tag)),
    "language",
  );
  const languages = [...new Set([...text.languages, ...others])];
  check("otherLanguages", languages.length <= LANGUAGES, "many");
  const zone = tidy(text.zone);
  check("zone", isZone(zone), "zone");
  const from = tidy(text.from);
  const to = tidy(text.to);
  check("from", FROM.test(from), "time");
  check("to", TO.test(to), "time");
  check("to", from !== to, "same");
  const outOfHours = line("outOfHours", text.outOfHours, false, NOTE_BYTES);
  const holidays = [...new Set(items(text.holidays, /[,;\s]/))].toSorted();
  check("holidays", holidays.every(isDay), "date");
  check("holidays", holidays.length <= HOLIDAYS, "many");
  const deputies = items(text.deputies, /\n/);
  check(
    "deputies",
    deputies.every((one) => utf8Length(one) <= TITLE_BYTES),
    "long",
  );
  check("deputies", deputies.length <= DEPUTIES, "many");
  if (problems.size > 0) return { card: null, problems };
  const card: ContactCard = {
    office,
    telephones,
    languages,
    hours: {
      zone,
      days: WEEKDAYS.filter((day) => text.days.includes(day)),
      from,
      to,
      ...(outOfHours === "" ? {} : { outOfHours }),
    },
    holidays,
    asOf: dateIn(now, zone),
    ...(unit === "" ? {} : { unit }),
    ...(mailbox === "" ? {} : { mailbox }),
    ...(deputies.length === 0 ? {} : { deputies }),
  };
  return { card, problems };
}

function isDay(text: string): boolean {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
