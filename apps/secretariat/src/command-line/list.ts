import { furtherDevice } from "../officers/enrolment.ts";
import { stateName } from "../officers/entry-words.ts";
import { refused, type Command } from "./command.ts";
import {
  ENROLMENT_HELP,
  ENROLMENT_OPTIONS,
  ENROLMENT_USAGE,
  enrolmentGiven,
  heardGiven,
  knownTitles,
} from "./enrolment-given.ts";
import { logGiven } from "./inputs.ts";
import { propose, PROPOSE_HELP, PROPOSE_OPTIONS, PROPOSE_USAGE } from "./propose.ts";

export const list: Command = {
  name: "list",
  summary: "Proposes one more device of a record: a new machine, or a successor's.",
  usage: `${ENROLMENT_USAGE} ${PROPOSE_USAGE} [--successor]`,
  help: `As \`admit\`, for a record that is in the directory: the ticket came from \`invite --rec\`. The State itself signs as well.
A machine that is not used any more is taken out with \`disable\`.

${ENROLMENT_HELP}
${PROPOSE_HELP}
  --successor  the office has a new holder, with a pseudonym of their own`,
  options: { ...PROPOSE_OPTIONS, ...ENROLMENT_OPTIONS, successor: "flag" },
  run: async (given, surroundings) => {
    const log = await logGiven(given);
    if (!log.ok) return log;
    const pending = await enrolmentGiven(given);
    if (!pending.ok) return pending;
    const known = await knownTitles(given, log.value);
    if (!known.ok) return known;
    const { ticket } = pending.value;
    surroundings.terminal.say(`${stateName(ticket.state)}, record ${ticket.rec}: one more device.`);
    const heard = await heardGiven(given, surroundings, pending.value, log.value, known.value);
    if (!heard.ok) return heard;
    const operation = furtherDevice(
      { pending: pending.value, heard: heard.value, log: log.value, known: known.value },
      { successor: given.flag("successor") },
    );
    if (!operation.ok) return refused(operation.refusal.reason, operation.refusal.text);
    return propose(given, surroundings, log.value, operation.value, { ask: `ticket ${ticket.id}` });
  },
};
