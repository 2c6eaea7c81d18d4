import { accept, type Result, type StateCode } from "@parley/base";
import { readCard, type Log } from "@parley/directory";
import { fieldsOf, jsonOf, type DeskClient, type PendingEnrolment } from "../desk/index.ts";
import { readPending } from "../desk/index.ts";
import { checkEnrolment, checkHeard } from "../officers/enrolment.ts";
import type { KnownTitle } from "../officers/office-title.ts";
import { refused, usage, type Refused, type Surroundings } from "./command.ts";
import type { Given, OptionTable } from "./given.ts";
import { deskGiven, deskNeeded, deskRefused, textOfFile } from "./inputs.ts";

/** Options that say which device asks, and what was heard of it. */
export const ENROLMENT_OPTIONS: OptionTable = {
  ticket: "text",
  enrolment: "text",
  "heard-file": "text",
};
export const ENROLMENT_USAGE = "(--ticket ID | --enrolment FILE) [--heard-file FILE]";
export const ENROLMENT_HELP = `  --ticket ID        the ticket whose device asks, with --desk: its first signs are enough; or
  --enrolment FILE   what \`pending --out\` wrote
  --heard-file FILE  the twelve words as they were heard, in place of typing them`;

/** Tries at typing what was heard before the command ends. */
const TRIES = 3;

/** The enrolment that the options name. */
export async function enrolmentGiven(given: Given): Promise<Result<PendingEnrolment, Refused>> {
  const [file, ticket] = [given.text("enrolment"), given.text("ticket")];
  if ((file === null) === (ticket === null)) {
    return usage("One of --ticket ID and --enrolment FILE is needed.");
  }
  if (file !== null) {
    const text = textOfFile(file);
    if (!text.ok) return text;
    const enrolment = readEnrolmentFile(text.value);
    return enrolment === null
      ? refused("form", `${file} is not an enrolment file.`)
      : accept(enrolment);
  }
  const desk = deskNeeded(given);
  if (!desk.ok) return desk;
  const pending = await desk.value.pending();
  if (!pending.ok) return deskRefused(pending.refusal);
  return pendingOf(pending.value, ticket ?? "");
}

/** The one enrolment whose ticket begins so. */
export function pendingOf(
  pending: readonly PendingEnrolment[],
  ticket: string,
): Result<PendingEnrolment, Refused> {
  const found = pending.filter((one) => one.ticket.id.startsWith(ticket));
  const [first] = found;
  if (first === undefined) return refused("unknown", `No device asks with ticket ${ticket}.`);
  return found.length === 1
    ? accept(first)
    : refused("several", `Several tickets begin with ${ticket}: give more of it.`);
}

/** The text of an enrolment file, for carrying an enrolment to a machine that the service is not on. */
export function writeEnrolmentFile(encoded: object): string {
  return `${JSON.stringify({ kind: "parley-enrolment", v: 1, ...encoded }, null, 2)}\n`;
}

function readEnrolmentFile(text: string): PendingEnrolment | null {
  const fields = fieldsOf(jsonOf(text));
  return fields?.["kind"] === "parley-enrolment" && fields["v"] === 1 ? readPending(fields) : null;
}

/**
 * The words that were heard, compared with those of the device; asked for again where they differ, since a telephone is not
 * the best of lines. Its own words this tool never shows (ENROL-1).
 */
export async function heardGiven(
  given: Given,
  { terminal }: Surroundings,
  pending: PendingEnrolment,
  log: Log,
  known: readonly KnownTitle[],
): Promise<Result<string, Refused>> {
  const asked = checkEnrolment(pending, log, known);
  if (!asked.ok) return refused(asked.refusal.reason, asked.refusal.text);
  const file = given.text("heard-file");
  if (file !== null) {
    const heard = textOfFile(file);
    if (!heard.ok) return heard;
    const same = checkHeard(heard.value, asked.value, log);
    return same.ok ? heard : refused(same.refusal.reason, same.refusal.text);
  }
  terminal.say(
    "Call the number of the nomination document. Ask for the twelve words, read none yourself, and type what you hear.",
  );
  let last = refused("count", "No words were typed.");
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const heard = await terminal.ask("The twelve words that you heard:");
    if (heard === null) return last;
    const same = checkHeard(heard, asked.value, log);
    if (same.ok) return accept(heard);
    last = refused(same.refusal.reason, same.refusal.text);
    if (attempt + 1 < TRIES) terminal.say(same.refusal.text);
  }
  return last;
}

/** Titles of offices that the service knows: of cards that are listed, and of tickets that are open. */
export async function knownTitles(
  given: Given,
  log: Log,
): Promise<Result<readonly KnownTitle[], Refused>> {
  const desk = deskGiven(given);
  if (!desk.ok) return desk;
  return desk.value === null ? accept([]) : titlesOf(desk.value, log);
}

async function titlesOf(
  desk: DeskClient,
  log: Log,
): Promise<Result<readonly KnownTitle[], Refused>> {
  const pending = await desk.pending();
  if (!pending.ok) return deskRefused(pending.refusal);
  const titles: { state: StateCode; title: string }[] = pending.value.map(({ ticket }) => ({
    state: ticket.state,
    title: ticket.office,
  }));
  for (const { id, state, card } of log.records()) {
    if (card === "") continue;
    const cards = await desk.cards(id);
    if (!cards.ok) return deskRefused(cards.refusal);
    for (const one of cards.value) {
      const read = readCard(one, card);
      if (read.ok) titles.push({ state, title: read.value.office });
    }
  }
  return accept(titles);
}
