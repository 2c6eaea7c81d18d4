import { accept, parseRecordId, type RecordId, type Result } from "@parley/base";
import { hashOfCard, readCard, type Log } from "@parley/directory";
import { refused, usage, type Command, type Refused } from "./command.ts";
import type { Given } from "./given.ts";
import { deskNeeded, deskRefused, logGiven } from "./inputs.ts";
import { propose, PROPOSE_HELP, PROPOSE_OPTIONS, PROPOSE_USAGE } from "./propose.ts";

export const card: Command = {
  name: "card",
  summary: "Proposes a new contact card, the yearly confirmation, or the erasure of a card.",
  usage: `--rec ID (--proposed | --confirm | --erase) ${PROPOSE_USAGE}`,
  help: `The card itself is outside the log, which holds its salted hash alone: once card and salt are erased, nobody can tell
what it said, and the log still verifies (DIR-7).

  --rec ID     the record
  --proposed   the card that the Point of Contact sent over the line, with --desk; it counts as a confirmation
  --confirm    the record is as it was: confirmed today
  --erase      no card from then on; with --desk the service deletes what it holds at once and asks every client to
${PROPOSE_HELP}`,
  options: {
    ...PROPOSE_OPTIONS,
    rec: "text",
    proposed: "flag",
    confirm: "flag",
    erase: "flag",
  },
  run: async (given, surroundings) => {
    const rec = parseRecordId(given.text("rec"));
    if (rec === null) return usage("--rec is the id of a record, for example xa-technical-1.");
    const wishes = ["proposed", "confirm", "erase"].filter((name) => given.flag(name));
    if (wishes.length !== 1) return usage("One of --proposed, --confirm and --erase is needed.");
    const log = await logGiven(given);
    if (!log.ok) return log;
    const record = log.value.recordOf(rec);
    if (record === null) return refused("unknown", `${rec} is not in the directory.`);
    const hash = given.flag("proposed")
      ? await proposedHash(given, rec, log.value)
      : accept(given.flag("erase") ? "" : record.card);
    if (!hash.ok) return hash;
    const conf = given.flag("erase")
      ? record.conf
      : new Date(surroundings.now()).toISOString().slice(0, 10);
    if (hash.value === record.card && conf === record.conf) {
      return refused("no-change", `${rec} says that already: there is nothing to propose.`);
    }
    const operation = { op: "card", rec: { id: rec, card: hash.value, conf } } as const;
    const outcome = await propose(given, surroundings, log.value, operation);
    if (!outcome.ok || !given.flag("erase") || given.text("desk") === null) return outcome;
    const desk = deskNeeded(given);
    if (!desk.ok) return desk;
    const erased = await desk.value.eraseCard(rec);
    return erased.ok ? outcome : deskRefused(erased.refusal);
  },
};

/** Hash of the card that came over the line, where it can be read. */
async function proposedHash(
  given: Given,
  rec: RecordId,
  log: Log,
): Promise<Result<string, Refused>> {
  const desk = deskNeeded(given);
  if (!desk.ok) return desk;
  const cards = await desk.value.cards(rec);
  if (!cards.ok) return deskRefused(cards.refusal);
  const proposed = cards.value.find(({ standing }) => standing === "proposed");
  const hash = proposed === undefined ? null : hashOfCard(proposed);
  if (proposed === undefined || hash === null) {
    return refused(
      "unknown",
      `No card of ${rec} has come over its line since entry ${log.head.n}.`,
    );
  }
  const read = readCard(proposed, hash);
  return read.ok ? accept(hash) : refused("form", `The card that came for ${rec} cannot be read.`);
}
