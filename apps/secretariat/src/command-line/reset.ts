import { parseStateCode } from "@parley/base";
import { stateName } from "../officers/entry-words.ts";
import { refused, usage, type Command } from "./command.ts";
import { logGiven } from "./inputs.ts";
import { propose, PROPOSE_HELP, PROPOSE_OPTIONS, PROPOSE_USAGE } from "./propose.ts";

/** Hours where no record of the State says any (DIR-1). */
const USUAL_WAIT = 24;

export const reset: Command = {
  name: "reset",
  summary: "Proposes to begin a State anew, where nobody of it can sign any more.",
  usage: `--state XX ${PROPOSE_USAGE}`,
  help: `For a State that has lost all its devices. Everybody sees the reset at once, and the State can answer it by signing for
itself. After the wait that the State chose (0 to 72 hours, 24 where it chose none) officers alone can admit for it.
The State's code has to be typed once more.

  --state XX   the State
${PROPOSE_HELP}`,
  options: { ...PROPOSE_OPTIONS, state: "text" },
  run: async (given, surroundings) => {
    const state = parseStateCode(given.text("state"));
    if (state === null) return usage("--state is the code of a State, for example XA.");
    const log = await logGiven(given);
    if (!log.ok) return log;
    const records = log.value.records().filter((record) => record.state === state);
    if (records.length === 0) {
      return refused("unknown-state", `${stateName(state)} is not in the directory.`);
    }
    const waits = records.flatMap(({ wait }) => (wait === undefined ? [] : [wait]));
    const wait = waits.length === 0 ? USUAL_WAIT : Math.max(...waits);
    const { terminal } = surroundings;
    terminal.say(
      `A reset of ${stateName(state)} is shown to everybody, in every client, at once. It has effect ${wait} hours after the entry; until then the State can answer it by signing for itself. What its records (${records.map(({ id }) => id).join(", ")}) hold stays as it is until then.`,
    );
    const typed = await terminal.ask(`Type ${state} to go on:`);
    if (typed?.trim() !== state) return refused("not-confirmed", "Nothing was proposed.");
    return propose(given, surroundings, log.value, { op: "reset", rec: { state } });
  },
};
