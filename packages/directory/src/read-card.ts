import { isProfileText, utf8Length, type ProfileValue } from "@parley/base";
import { WEEKDAYS, type ContactCard, type OfficeHours, type Telephone } from "./contact-card.ts";
import { isDay } from "./moment.ts";
import { fieldsOf, listOf, readProfile, subsetOf } from "./shape.ts";
import { isTitle } from "./ticket.ts";

/** Several cards fit into one message of a line. */
export const CARD_BYTES = 6144;
const LIMITS = { bytes: CARD_BYTES, depth: 3, members: 256, string: 512 };
const TELEPHONES = 8;
const LANGUAGES = 8;
const HOLIDAYS = 64;
const DEPUTIES = 4;
const NOTE_BYTES = 200;
const NUMBER = /^\+\d{1,4}(?: \d{1,12}){1,8}$/;
const MAILBOX = /^[!-?A-~]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/;
const ZONE = /^[A-Z][A-Za-z]{1,31}(?:\/[A-Z][A-Za-z_+-]{0,31}\d{0,2}){0,2}$/;
const FROM = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** The card as a value of the profile. */
export function writeCardContent(card: ContactCard): ProfileValue {
  const { office, unit, telephones, mailbox, languages, hours, holidays, deputies, asOf } = card;
  const { zone, days, from, to, outOfHours } = hours;
  return {
    as_of: asOf,
    holidays: [...holidays],
    hours: {
      days: [...days],
      from,
      to,
      zone,
      ...(outOfHours === undefined ? {} : { out_of_hours: outOfHours }),
    },
    languages: [...languages],
    office,
    telephones: telephones.map(({ label, number }) => ({ label, number })),
    v: 1,
    ...(unit === undefined ? {} : { unit }),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(deputies === undefined ? {} : { deputies: [...deputies] }),
  };
}

/** Null where the text is not a card. */
export function readCardContent(text: string): ContactCard | null {
  const fields = fieldsOf(
    readProfile(text, LIMITS) ?? undefined,
    ["as_of", "holidays", "hours", "languages", "office", "telephones", "v"],
    ["deputies", "mailbox", "unit"],
  );
  if (fields?.["v"] !== 1) return null;
  const { as_of: asOf, office, unit, mailbox } = fields;
  const telephones = eachOf(fields["telephones"], TELEPHONES, readTelephone);
  const languages = eachOf(fields["languages"], LANGUAGES, matching(LANGUAGE));
  const holidays = eachOf(fields["holidays"], HOLIDAYS, (day) => (isDay(day) ? day : null));
  const deputies = eachOf(fields["deputies"] ?? [], DEPUTIES, (one) => (isTitle(one) ? one : null));
  const hours = readHours(fields["hours"]);
  if (!isTitle(office) || !isDay(asOf) || hours === null) return null;
  if (telephones === null || languages === null || deputies === null) return null;
  if (holidays === null || holidays.some((day, i) => i > 0 && day <= (holidays[i - 1] ?? "")))
    return null;
  if (new Set(languages).size < languages.length) return null;
  if (unit !== undefined && !isTitle(unit)) return null;
  if (mailbox !== undefined && (typeof mailbox !== "string" || !MAILBOX.test(mailbox))) return null;
  return {
    office,
    telephones,
    languages,
    hours,
    holidays,
    asOf,
    ...(unit === undefined ? {} : { unit }),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(fields["deputies"] === undefined ? {} : { deputies }),
  };
}

function readHours(value: ProfileValue | undefined): OfficeHours | null {
  const fields = fieldsOf(value, ["days", "from", "to", "zone"], ["out_of_hours"]);
  const zone = matching(ZONE)(fields?.["zone"] ?? "");
  const from = matching(FROM)(fields?.["from"] ?? "");
  const to = matching(TO)(fields?.["to"] ?? "");
  const days = subsetOf(fields?.["days"], WEEKDAYS);
  const outOfHours = fields?.["out_of_hours"];
  if (zone === null || from === null || to === null || from === to || days === null) return null;
  if (outOfHours !== undefined && !isLine(outOfHours, NOTE_BYTES)) return null;
  return { zone, days, from, to, ...(outOfHours === undefined ? {} : { outOfHours }) };
}

function readTelephone(value: ProfileValue): Telephone | null {
  const { label, number } = fieldsOf(value, ["label", "number"]) ?? {};
  return isTitle(label) && typeof number === "string" && NUMBER.test(number)
    ? { label, number }
    : null;
}

function matching(pattern: RegExp): (value: ProfileValue) => string | null {
  return (value) => (typeof value === "string" && pattern.test(value) ? value : null);
}

/** Whether this is one line with something to see, of so many bytes at most. */
function isLine(value: ProfileValue, bytes: number): value is string {
  return (
    typeof value === "string" &&
    value.trim() === value &&
    value !== "" &&
    utf8Length(value) <= bytes &&
    !value.includes("\n") &&
    isProfileText(value)
  );
}

/** All elements read; null where the value is no list, too long, or has one that is not read. */
function eachOf<T>(
  value: ProfileValue | undefined,
  most: number,
  read: (one: ProfileValue) => T | null,
): readonly T[] | null {
  const list = listOf(value);
  if (list === null || list.length > most) return null;
  const out: T[] = [];
  for (const one of list) {
    const element = read(one);
    if (element === null) return null;
    out.push(element);
  }
  return out;
}
