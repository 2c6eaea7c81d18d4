import { utf8Length } from "@parley/base";
import type { Log, Operation } from "@parley/directory";
import { entryDetails, entryTitle } from "../officers/entry-words.ts";
import { makeProposal, missingWords, signedWords } from "../officers/proposals.ts";
import { done, refused, usage, type Outcome, type Surroundings } from "./command.ts";
import type { Given, OptionTable } from "./given.ts";
import {
  DIRECTORY_HELP,
  DIRECTORY_OPTIONS,
  KEY_HELP,
  KEY_OPTIONS,
  officerGiven,
} from "./inputs.ts";
import { mustBeFree, writeFresh } from "./outputs.ts";

/** Options of every command that proposes an entry. */
export const PROPOSE_OPTIONS: OptionTable = {
  ...DIRECTORY_OPTIONS,
  ...KEY_OPTIONS,
  out: "text",
  why: "text",
};
export const PROPOSE_USAGE: string =
  "--root FILE (--log FILE | --desk DIR) --key FILE --out FILE [--why TEXT]";
export const PROPOSE_HELP: string = `${DIRECTORY_HELP}
${KEY_HELP}
  --out FILE   the proposal, for example xa.parley-proposal: it goes to the next officer, who signs it
  --why TEXT   a short reason, at most 256 bytes, which stays in the log for good and is read by everybody: no names`;

/** Signs an entry as its first officer and writes the proposal file. */
export async function propose(
  given: Given,
  surroundings: Surroundings,
  log: Log,
  operation: Operation,
  more: { readonly ask?: string; readonly reset?: number } = {},
): Promise<Outcome> {
  const out = given.need("out");
  if (!out.ok) return out;
  const free = mustBeFree(out.value);
  if (!free.ok) return free;
  const why = given.text("why");
  if (why !== null && utf8Length(why) > 256) return usage("--why has at most 256 bytes.");
  const officer = await officerGiven(given, surroundings);
  if (!officer.ok) return officer;
  const made = makeProposal(log, operation, officer.value, {
    now: surroundings.now(),
    ...(why === null ? {} : { why }),
    ...more,
  });
  if (!made.ok) return refused(made.refusal.reason, made.refusal.text);
  const { text, proposal } = made.value;
  const written = writeFresh(out.value, text);
  if (!written.ok) return written;
  const missing = missingWords(proposal, log);
  return done(
    [
      `${out.value}: entry ${proposal.n} ${entryTitle(proposal, log)}.`,
      ...entryDetails(proposal, log).map((line) => `  ${line}`),
      signedWords(proposal, log),
      missing ?? "All who must have signed it: `publish` puts it into the log.",
    ].join("\n"),
    { file: out.value, n: proposal.n, hash: proposal.h, missing: proposal.missing, op: operation },
  );
}
