import { message } from "../message.ts";

/** Words of choosing whom to consult. */
export const choose = {
  title: message("Whom to consult"),
  lead: message(
    "The office you choose and your own see the consultation, nobody else. Nothing is sent before you sign.",
  ),
  leadUnlisted: message(
    "The office you choose and your own see the consultation, nobody else. This device is not listed yet: you can write now, and sign once it is.",
  ),
  search: message("State or code"),
  count: message<{ count: number }>(
    "{count, plural, =0 {No office} one {1 office} other {# offices}}, alphabetical by State",
  ),
  offices: message("Offices"),
  devices: message<{ count: number }>("{count, plural, one {1 device} other {# devices}} listed"),
  now: message<{ time: string }>("now {time}"),
  otherLevel: message("Another level than that of your office."),
  notNow: message("Cannot receive now: no device of this office is listed."),
  pick: message("Choose an office to go on."),
  chosen: message<{ office: string }>("{office} is chosen."),
  action: message("Write the notification"),
  back: message("Back"),
  none: {
    title: message("No office fits"),
    text: message("Search by the name of a State, or by its code of two letters."),
  },
  empty: {
    title: message("No other office is listed yet"),
    text: message(
      "Offices appear here as soon as the directory lists them. Nothing has to be done for it.",
    ),
  },
  refused: message("The draft could not be stored."),
} as const;
