import { accept, type Result } from "@parley/base";
import { encodeProposal, type Log, type Proposal } from "@parley/directory";
import type { DeskClient, DeskProposal } from "../desk/index.ts";
import { entryTitle } from "../officers/entry-words.ts";
import {
  finishProposal,
  joinProposals,
  missingWords,
  openProposal,
  waitsForState,
} from "../officers/proposals.ts";
import { done, refused, usage, type Command, type Outcome, type Refused } from "./command.ts";
import type { Given } from "./given.ts";
import {
  deskGiven,
  deskNeeded,
  deskRefused,
  DIRECTORY_HELP,
  DIRECTORY_OPTIONS,
  logGiven,
  logOfFile,
  textOfFile,
} from "./inputs.ts";
import { writeOver } from "./outputs.ts";

export const publish: Command = {
  name: "publish",
  summary: "Puts proposals that all have signed into the log, and hands it to the service.",
  usage:
    "[FILE ...] --root FILE (--desk DIR | --log FILE) [--out FILE] | --whole FILE --root FILE --desk DIR",
  help: `The whole log is verified with each entry added before anything leaves: nothing is published that does not verify. A
proposal that only a State's own signature is missing of goes to the service, which carries it to that State's lines; once
it is signed there, \`publish\` without a file puts it in. A proposal that names another entry than the newest has to be
proposed anew.

  FILE         a proposal; without one all that the service carries and that are complete
${DIRECTORY_HELP}
  --out FILE   also writes the new log to a file; needed with --log
  --whole FILE a whole log, as \`show --out\` wrote it: for a service that has less of it, after its store was lost`,
  options: { ...DIRECTORY_OPTIONS, out: "text", whole: "text" },
  places: 16,
  run: async (given) => {
    const whole = given.text("whole");
    if (whole !== null) return publishWhole(given, whole);
    const desk = deskGiven(given);
    if (!desk.ok) return desk;
    if (desk.value === null && given.text("out") === null) {
      return usage("Without --desk the new log has to go somewhere: --out FILE.");
    }
    if (desk.value === null && given.places.length === 0)
      return usage("Which proposal? publish FILE");
    const log = await logGiven(given);
    if (!log.ok) return log;
    const carried = desk.value === null ? accept([]) : await desk.value.proposals();
    if (!carried.ok) return deskRefused(carried.refusal);
    const texts = textsGiven(given, carried.value);
    if (!texts.ok) return texts;
    return publishAll(given, desk.value, log.value, texts.value, carried.value);
  },
};

/** Hands a log over that is complete already; the service takes it where it holds a beginning of it. */
async function publishWhole(given: Given, file: string): Promise<Outcome> {
  if (given.places.length > 0 || given.text("log") !== null)
    return usage("--whole FILE goes with --root and --desk alone.");
  const desk = deskNeeded(given);
  if (!desk.ok) return desk;
  const log = logOfFile(given, file);
  if (!log.ok) return log;
  const handed = await handOver(given, desk.value, null, log.value);
  if (!handed.ok) return handed;
  const { head } = log.value;
  return done(`The service holds the log up to entry ${head.n}.\nHead ${head.n}:${head.h}`, {
    head,
  });
}

/** The texts of the files; of what the service carries where there is none. */
function textsGiven(
  given: Given,
  carried: readonly DeskProposal[],
): Result<readonly string[], Refused> {
  if (given.places.length === 0) return accept(carried.map(({ text }) => text));
  const texts: string[] = [];
  for (const file of given.places) {
    const text = textOfFile(file);
    if (!text.ok) return text;
    texts.push(text.value);
  }
  return accept(texts);
}

async function publishAll(
  given: Given,
  desk: DeskClient | null,
  held: Log,
  texts: readonly string[],
  carried: readonly DeskProposal[],
): Promise<Outcome> {
  const byFile = given.places.length > 0;
  let log = held;
  const lines: string[] = [];
  const waiting: { readonly hash: string; readonly missing: Proposal["missing"] }[] = [];
  for (const text of texts) {
    const read = openProposal(text, log);
    if (!read.ok) {
      if (byFile) return refused(read.refusal.reason, read.refusal.text);
      lines.push(read.refusal.text);
      continue;
    }
    const proposal = withCarried(read.value, carried, log);
    const missing = missingWords(proposal, log);
    if (missing !== null) {
      const carriedNow = await carry(desk, proposal, missing, byFile);
      if (!carriedNow.ok) return carriedNow;
      lines.push(`Entry ${proposal.n} ${entryTitle(proposal, log)}. ${missing}`);
      waiting.push({ hash: proposal.h, missing: proposal.missing });
      continue;
    }
    const longer = finishProposal(encodeProposal(proposal), log);
    if (!longer.ok) return refused(longer.refusal.reason, longer.refusal.text, 3);
    lines.push(`Entry ${proposal.n} ${entryTitle(proposal, log)}: published.`);
    log = longer.value;
  }
  const handed = await handOver(given, desk, held, log);
  if (!handed.ok) return handed;
  const published = log.entries().slice(held.head.n);
  if (lines.length === 0) lines.push("There is nothing to publish.");
  return done([...lines, `Head ${log.head.n}:${log.head.h}`].join("\n"), {
    head: log.head,
    published: published.map(({ n, h }) => ({ n, h })),
    waiting,
  });
}

/** With the signatures that came over the lines. */
function withCarried(proposal: Proposal, carried: readonly DeskProposal[], log: Log): Proposal {
  const same = carried.find(({ hash }) => hash === proposal.h);
  const other = same === undefined ? null : openProposal(same.text, log);
  if (other?.ok !== true) return proposal;
  const joined = joinProposals(proposal, other.value);
  const read = joined === null ? null : openProposal(encodeProposal(joined), log);
  return read?.ok === true ? read.value : proposal;
}

/** A proposal that waits for its State alone goes to the service; one that waits for officers goes back to them. */
async function carry(
  desk: DeskClient | null,
  proposal: Proposal,
  missing: string,
  byFile: boolean,
): Promise<Result<void, Refused>> {
  if (!byFile) return accept(undefined);
  if (desk === null || !waitsForState(proposal)) return refused("missing", missing);
  const carried = await desk.carry(encodeProposal(proposal));
  return carried.ok ? accept(undefined) : deskRefused(carried.refusal);
}

async function handOver(
  given: Given,
  desk: DeskClient | null,
  held: Log | null,
  log: Log,
): Promise<Result<void, Refused>> {
  if (desk !== null && log.head.n > (held?.head.n ?? -1)) {
    const taken = await desk.publish(log.text);
    if (!taken.ok) return deskRefused(taken.refusal);
    if (taken.value.h !== log.head.h) {
      return refused("head", "The service holds another head than the one it was handed.", 3);
    }
  }
  const out = given.text("out");
  return out === null ? accept(undefined) : writeOver(out, log.text);
}
