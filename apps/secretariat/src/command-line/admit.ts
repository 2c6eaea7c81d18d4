import { parseRecordId, POWERS, type Power, type Result } from "@parley/base";
import {
  admission,
  resetToRestOn,
  serviceAdmission,
  type AdmissionChoice,
} from "../officers/enrolment.ts";
import { stateName } from "../officers/entry-words.ts";
import {
  refused,
  usage,
  type Command,
  type Outcome,
  type Refused,
  type Surroundings,
} from "./command.ts";
import {
  ENROLMENT_HELP,
  ENROLMENT_OPTIONS,
  ENROLMENT_USAGE,
  enrolmentGiven,
  heardGiven,
  knownTitles,
} from "./enrolment-given.ts";
import type { Given } from "./given.ts";
import { deskNeeded, deskRefused, logGiven } from "./inputs.ts";
import { propose, PROPOSE_HELP, PROPOSE_OPTIONS, PROPOSE_USAGE } from "./propose.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const admit: Command = {
  name: "admit",
  summary:
    "Proposes to take a new Point of Contact in, after the twelve words were heard on the telephone.",
  usage: `${ENROLMENT_USAGE} ${PROPOSE_USAGE} [--powers LIST] [--release N] [--wait HOURS] [--from DAY] [--after-reset]`,
  help: `Call the number of the State's nomination document, and no other. Whoever answers reads twelve words, and you type
what you hear: the tool compares, and never shows the words of the device itself. Read no word aloud.

${ENROLMENT_HELP}
${PROPOSE_HELP}
  --powers LIST   out of ${POWERS.join(",")}; all for a State's first record, all but directory for a further one.
                  Two records with the power directory both sign everything of their State from then on
  --release N     approvals that the State asks of itself before an act is sent, 0 to 8
  --wait HOURS    0 to 72, that the State chose to pass before a reset by the officers has effect
  --from DAY      valid from, YYYY-MM-DD; today where absent
  --after-reset   rests on the open reset of the State, whose wait has passed: the State begins anew with this record,
                  signs nothing, and all its former records end for good. Without it the State signs for itself
  --service       takes the Secretariat's own service in, with --desk and no words: both officers compare its key`,
  options: {
    ...PROPOSE_OPTIONS,
    ...ENROLMENT_OPTIONS,
    powers: "text",
    release: "text",
    wait: "text",
    from: "text",
    "after-reset": "flag",
    service: "flag",
  },
  run: async (given, surroundings) => {
    if (given.flag("service")) return admitService(given, surroundings);
    const choice = choiceGiven(given, surroundings.now());
    if (!choice.ok) return choice;
    const log = await logGiven(given);
    if (!log.ok) return log;
    const pending = await enrolmentGiven(given);
    if (!pending.ok) return pending;
    const known = await knownTitles(given, log.value);
    if (!known.ok) return known;
    const { ticket } = pending.value;
    surroundings.terminal.say(
      `${stateName(ticket.state)}, ${ticket.office}: ${ticket.level.join(", ")}, record ${ticket.rec}, account ${ticket.user}.`,
    );
    const now = surroundings.now();
    const anew = given.flag("after-reset");
    const reset = anew ? resetToRestOn(log.value, ticket.state, now) : null;
    if (reset?.ok === false) return refused(reset.refusal.reason, reset.refusal.text);
    const heard = await heardGiven(given, surroundings, pending.value, log.value, known.value);
    if (!heard.ok) return heard;
    const operation = admission(
      { pending: pending.value, heard: heard.value, log: log.value, known: known.value },
      { ...choice.value, anew },
    );
    if (!operation.ok) return refused(operation.refusal.reason, operation.refusal.text);
    return propose(given, surroundings, log.value, operation.value, {
      ask: `ticket ${ticket.id}`,
      ...(reset === null ? {} : { reset: reset.value }),
    });
  },
};

async function admitService(given: Given, surroundings: Surroundings): Promise<Outcome> {
  const log = await logGiven(given);
  if (!log.ok) return log;
  const desk = deskNeeded(given);
  if (!desk.ok) return desk;
  const request = await desk.value.request();
  if (!request.ok) return deskRefused(request.refusal);
  // A record is admitted once: a service that lost its store comes back under the next one.
  const earlier = log.value.records().filter(({ kind }) => kind === "service").length;
  const rec = parseRecordId(`secretariat-${earlier + 1}`);
  if (rec === null) throw new Error("not a record id");
  const operation = serviceAdmission(request.value, rec, surroundings.now());
  return operation.ok
    ? propose(given, surroundings, log.value, operation.value)
    : refused(operation.refusal.reason, operation.refusal.text);
}

function choiceGiven(given: Given, now: number): Result<AdmissionChoice, Refused> {
  const named = given.text("powers")?.split(",");
  const powers = named?.map((name) => POWERS.find((power) => power === name));
  if (powers?.includes(undefined) === true) {
    return usage(`--powers is a list out of ${POWERS.join(",")}.`);
  }
  const release = wholeNumber(given.text("release"), 8);
  if (release === null) return usage("--release is a number from 0 to 8.");
  const wait = wholeNumber(given.text("wait"), 72);
  if (wait === null) return usage("--wait is a number of hours from 0 to 72.");
  const from = given.text("from");
  if (from !== null && (!DAY.test(from) || Number.isNaN(Date.parse(from)))) {
    return usage("--from is a day, YYYY-MM-DD.");
  }
  return {
    ok: true,
    value: {
      now,
      ...(powers === undefined ? {} : { powers: powers as readonly Power[] }),
      ...(release === undefined ? {} : { release }),
      ...(wait === undefined ? {} : { wait }),
      ...(from === null ? {} : { from }),
    },
  };
}

/** Undefined where nothing is given; null where it is no number from 0 to `most`. */
function wholeNumber(text: string | null, most: number): number | undefined | null {
  if (text === null) return undefined;
  const value = /^\d{1,3}$/.test(text) ? Number(text) : most + 1;
  return value <= most ? value : null;
}
