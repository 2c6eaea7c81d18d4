import { accept, type Result } from "@parley/base";
import { compareWords, WORDS_REFUSALS, type Log, type Proposal } from "@parley/directory";
import { entryDetails, entryTitle } from "../officers/entry-words.ts";
import { minuteOf } from "../officers/minute.ts";
import { missingWords, openProposal, signedWords, signProposal } from "../officers/proposals.ts";
import { done, refused, usage, type Command, type Refused, type Surroundings } from "./command.ts";
import type { Given } from "./given.ts";
import {
  DIRECTORY_HELP,
  DIRECTORY_OPTIONS,
  KEY_HELP,
  KEY_OPTIONS,
  logGiven,
  officerGiven,
  textOfFile,
} from "./inputs.ts";
import { writeOver } from "./outputs.ts";

export const sign: Command = {
  name: "sign",
  summary: "Signs a proposal as a further officer, after showing what it does.",
  usage: "FILE --root FILE (--log FILE | --desk DIR) --key FILE [--heard] [--out FILE]",
  help: `Says in plain words what the entry does, who signed, and who has yet to; then the id that it is about has to be typed.

  FILE         the proposal
${DIRECTORY_HELP}
${KEY_HELP}
  --heard      asks for the twelve words as this officer has heard them, in a call of their own: then not even the
               officer who proposed it can have put another device in the place of the one that was heard
  --out FILE   where the proposal goes with this signature; over the old one where absent`,
  options: { ...DIRECTORY_OPTIONS, ...KEY_OPTIONS, heard: "flag", out: "text" },
  places: 1,
  run: async (given, surroundings) => {
    const file = given.places[0];
    if (file === undefined) return usage("Which proposal? sign FILE ...");
    const log = await logGiven(given);
    if (!log.ok) return log;
    const text = textOfFile(file);
    if (!text.ok) return text;
    const proposal = openProposal(text.value, log.value);
    if (!proposal.ok) return refused(proposal.refusal.reason, proposal.refusal.text);
    surroundings.terminal.say(proposalText(proposal.value, log.value));
    const confirmed = await confirm(given, surroundings, proposal.value, log.value);
    if (!confirmed.ok) return confirmed;
    const officer = await officerGiven(given, surroundings);
    if (!officer.ok) return officer;
    const signed = signProposal(text.value, log.value, officer.value);
    if (!signed.ok) return refused(signed.refusal.reason, signed.refusal.text);
    const out = given.text("out") ?? file;
    const written = writeOver(out, signed.value.text);
    if (!written.ok) return written;
    const missing = missingWords(signed.value.proposal, log.value);
    return done(
      [
        `${out}: ${signedWords(signed.value.proposal, log.value)}`,
        missing ?? "All who must have signed it: `publish` puts it into the log.",
      ].join("\n"),
      { file: out, hash: signed.value.proposal.h, missing: signed.value.proposal.missing },
    );
  },
};

/** What a proposal does, for whoever is to sign it. */
export function proposalText(proposal: Proposal, log: Log): string {
  const { n, h, at, why, ask } = proposal;
  return [
    `Entry ${n}, ${minuteOf(at)}: ${entryTitle(proposal, log)}.`,
    ...entryDetails(proposal, log).map((line) => `  ${line}`),
    ...(why === undefined ? [] : [`  Noted in the log: ${why}`]),
    ...(ask === undefined ? [] : [`  Passed on with it, signed by nobody: ${ask}`]),
    `  Hash: ${h}`,
    signedWords(proposal, log),
    missingWords(proposal, log) ?? "Nobody has yet to sign it.",
  ].join("\n");
}

async function confirm(
  given: Given,
  { terminal }: Surroundings,
  proposal: Proposal,
  log: Log,
): Promise<Result<void, Refused>> {
  if (given.flag("heard")) {
    const heard = await terminal.ask("The twelve words that you heard yourself:");
    const same = compareHeard(heard ?? "", proposal, log);
    if (!same.ok) return same;
  }
  const id = subjectOf(proposal);
  const typed = await terminal.ask(`Type ${id} to sign:`);
  return typed?.trim() === id ? accept(undefined) : refused("not-confirmed", "Nothing was signed.");
}

/** The ticket travels beside the proposal; a false one makes other words, so nobody gains by it. */
function compareHeard(heard: string, proposal: Proposal, log: Log): Result<void, Refused> {
  const { operation, ask } = proposal;
  const ticket = /^ticket ([\w-]{22})$/.exec(ask ?? "")?.[1];
  const [user, device] =
    operation.op === "admit"
      ? [operation.rec.user, operation.rec.devices[0]]
      : operation.op === "list"
        ? [log.recordOf(operation.rec.id)?.user, operation.rec.device]
        : [];
  if (ticket === undefined || user === undefined || device === undefined) {
    return usage("--heard is for proposals of `admit` and `list`, which come with a ticket.");
  }
  const same = compareWords(heard, { root: log.root.dir, ticket, user, device });
  return same.ok
    ? same
    : refused(same.refusal.reason, `${WORDS_REFUSALS[same.refusal.reason]} Nothing was signed.`);
}

/** What has to be typed: the record, the State, or what is replaced. */
function subjectOf({ operation }: Proposal): string {
  switch (operation.op) {
    case "admit":
    case "list":
    case "disable":
    case "card":
      return operation.rec.id;
    case "reset":
      return operation.rec.state;
    case "headkey":
    case "root":
      return operation.op;
  }
}
