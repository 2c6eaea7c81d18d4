import { accept, refuse, type Instant, type Result } from "@parley/base";
import {
  encodeProposal,
  entryText,
  judgeProposal,
  LOG_REFUSALS,
  lineOf,
  PROPOSAL_REFUSALS,
  readLog,
  readProposal,
  signEntryText,
  withSignature,
  type Log,
  type Operation,
  type Proposal,
} from "@parley/directory";
import { fieldsOf, jsonOf, numberOf } from "../desk/index.ts";
import { entryTitle, stateName } from "./entry-words.ts";
import type { Officer } from "./officer-file.ts";

/** Why a proposal was not made, signed or finished, with a sentence for the officer. */
export interface ProposalFault {
  /** One of the directory's own words, or `officer`: not an officer's key; `signed`: signed by it already; `missing`. */
  readonly reason: string;
  readonly text: string;
}

/** A proposal together with the text of its file. */
export interface ProposalFile {
  readonly text: string;
  readonly proposal: Proposal;
}

/** A new proposal for the next entry, signed by its first officer. `reset`: number of the reset that an admission rests on. */
export function makeProposal(
  log: Log,
  operation: Operation,
  officer: Officer,
  options: {
    readonly now: Instant;
    readonly reset?: number;
    readonly why?: string;
    readonly ask?: string;
  },
): Result<ProposalFile, ProposalFault> {
  const { now, reset, why, ask } = options;
  // A clock that was set back does not put an entry before its predecessor.
  const at = Math.max(now, log.head.at);
  const entry = entryText(log, {
    at,
    operation,
    ...(reset === undefined ? {} : { reset }),
    ...(why === undefined ? {} : { why }),
  });
  const proposed = { entry, sigs: [], ...(ask === undefined ? {} : { ask }) };
  const judged = judgeProposal(proposed, log);
  if (!judged.ok) {
    return refuse({ reason: judged.refusal, text: PROPOSAL_REFUSALS[judged.refusal] });
  }
  return signed(judged.value, log, officer);
}

/** Reads a proposal file against the log; where it is stale, the sentence says what has changed meanwhile. */
export function openProposal(text: string, log: Log): Result<Proposal, ProposalFault> {
  const proposal = readProposal(text, log);
  if (proposal.ok) return proposal;
  const sentence = PROPOSAL_REFUSALS[proposal.refusal];
  const since = proposal.refusal === "stale" ? changedSince(text, log) : [];
  return refuse({ reason: proposal.refusal, text: [sentence, ...since].join("\n") });
}

/** The proposal with one more officer's signature. */
export function signProposal(
  text: string,
  log: Log,
  officer: Officer,
): Result<ProposalFile, ProposalFault> {
  const proposal = openProposal(text, log);
  if (!proposal.ok) return proposal;
  if (proposal.value.sigs.some(({ key }) => key === officer.publicKey)) {
    return refuse({ reason: "signed", text: "This officer has signed it already." });
  }
  return signed(proposal.value, log, officer);
}

/** The same entry with the signatures of both files; null where they are two entries. */
export function joinProposals(one: Proposal, other: Proposal): Proposal | null {
  return one.entry === other.entry ? other.sigs.reduce(withSignature<Proposal>, one) : null;
}

/** The log with the proposal as its newest entry, verified as any reader would; refused while signatures are missing. */
export function finishProposal(text: string, log: Log): Result<Log, ProposalFault> {
  const proposal = openProposal(text, log);
  if (!proposal.ok) return proposal;
  const missing = missingWords(proposal.value, log);
  if (missing !== null) return refuse({ reason: "missing", text: missing });
  const { entry, sigs } = proposal.value;
  const longer = readLog(log.root, `${log.text}${lineOf(entry, sigs)}\n`, log);
  return longer.ok
    ? longer
    : refuse({ reason: longer.refusal.reason, text: LOG_REFUSALS[longer.refusal.reason] });
}

/** Whether only the State's own signatures are missing: then the service carries it to the State's lines. */
export function waitsForState({ missing }: Proposal): boolean {
  return missing.officers === 0 && missing.incoming === 0 && missing.cosigners > 0;
}

/** Who has yet to sign, as a sentence; null where nobody has. */
export function missingWords(proposal: Proposal, log: Log): string | null {
  const { missing, mayCosign, operation } = proposal;
  const parts = [
    ...(missing.officers > 0 ? [counted(missing.officers, "more officer")] : []),
    ...(missing.incoming > 0 ? [`${counted(missing.incoming, "officer")} of the new root`] : []),
    ...(missing.cosigners > 0
      ? [
          mayCosign.length === 0
            ? `${stateOf(operation, log)} itself, for which no listed device may sign: only a reset helps`
            : `${stateOf(operation, log)} itself (${missing.cosigners} of ${mayCosign.map(({ rec }) => rec).join(", ")})`,
        ]
      : []),
  ];
  return parts.length === 0 ? null : `Still to sign: ${parts.join("; ")}.`;
}

/** Who has signed so far, as a sentence. */
export function signedWords(proposal: Proposal, log: Log): string {
  const { officers } = log.rootNow();
  const places = proposal.officers.map((key) => officers.indexOf(key) + 1);
  const parts = [
    ...(places.length === 0
      ? []
      : [`officer ${places.toSorted((a, b) => a - b).join(" and officer ")}`]),
    ...(proposal.incoming.length === 0
      ? []
      : [`${counted(proposal.incoming.length, "officer")} of the new root`]),
    ...proposal.cosigners.map(({ rec }) => rec),
  ];
  return parts.length === 0 ? "Nobody has signed it yet." : `Signed by ${parts.join(", ")}.`;
}

function signed(
  proposal: Proposal,
  log: Log,
  officer: Officer,
): Result<ProposalFile, ProposalFault> {
  const more = withSignature(proposal, signEntryText(proposal.entry, officer.keys));
  const judged = judgeProposal(more, log);
  if (judged.ok) return accept({ text: encodeProposal(judged.value), proposal: judged.value });
  return judged.refusal === "foreign-signer" || judged.refusal === "removed-officer"
    ? refuse({ reason: "officer", text: "This key is not that of an officer of this directory." })
    : refuse({ reason: judged.refusal, text: PROPOSAL_REFUSALS[judged.refusal] });
}

/** What the log says that the proposal did not know of, one line for each entry. */
function changedSince(text: string, log: Log): readonly string[] {
  const entry = fieldsOf(jsonOf(text))?.["entry"];
  const fields = typeof entry === "string" ? fieldsOf(jsonOf(entry)) : null;
  const n = numberOf(fields?.["n"]);
  if (n === null) return [];
  if (log.hashAt(n - 1) !== fields?.["prev"]) {
    return [
      "It was made for another log than this one: find out which of the two is the true one.",
    ];
  }
  const since = log.entries().slice(n - 1);
  return ["Meanwhile:", ...since.map((one) => `  ${one.n}: ${entryTitle(one, log)}`)];
}

function stateOf(operation: Operation, log: Log): string {
  switch (operation.op) {
    case "admit":
    case "reset":
      return stateName(operation.rec.state);
    case "list":
    case "card":
    case "disable": {
      const state = log.state(operation.rec.id);
      return state === null ? "the State" : stateName(state);
    }
    case "headkey":
    case "root":
      return "the State";
  }
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
