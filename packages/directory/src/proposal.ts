import {
  accept,
  encodeProfile,
  refuse,
  toUtf8,
  utf8Length,
  type ProfileValue,
  type Result,
} from "@parley/base";
import { ENTRY_BYTES } from "./entry.ts";
import { SIGNATURES, type EntrySignature } from "./line.ts";
import type { Log } from "./log.ts";
import { missingSignatures, type EntryUnderWay } from "./missing.ts";
import { readSignature } from "./read-poc-message.ts";
import { LOG_REFUSALS, type LogRefusalReason } from "./refusal.ts";
import { fieldsOf, listOf, readProfile } from "./shape.ts";
import { hashOf } from "./signing.ts";

/** An entry that goes from hand to hand until all have signed it who must. */
export interface ProposedEntry {
  /** Its exact text. */
  readonly entry: string;
  readonly sigs: readonly EntrySignature[];
  /** What whoever passes it on says of it; signed by nobody, and of no effect. */
  readonly ask?: string;
}

/** A proposal that could be the next entry of the log: what it does, who signed, who has yet to. */
export interface Proposal extends ProposedEntry, EntryUnderWay {}

/** Why a proposal is not taken, each with a sentence for whoever holds it. */
export const PROPOSAL_REFUSALS: Readonly<Record<ProposalRefusal, string>> = {
  ...LOG_REFUSALS,
  form: "This is not a proposal for the directory.",
  published: "This entry stands in the directory already.",
  stale: "The directory has gone on since this was proposed: it has to be proposed anew.",
  ahead: "This was proposed for a newer directory than the one here: fetch that first.",
};

export type ProposalRefusal = LogRefusalReason | "form" | "published" | "stale" | "ahead";

/** Bytes of what is said of it. */
const ASK = 512;
const LIMITS = { bytes: 32_768, depth: 3, members: 64, string: ENTRY_BYTES };
const ENTRY_LIMITS = { bytes: ENTRY_BYTES, depth: 6, members: 512, string: ENTRY_BYTES };

/** The proposal as the text of a file. */
export function encodeProposal({ entry, sigs, ask }: ProposedEntry): string {
  return encodeProfile({
    entry,
    sigs: sigs.map(({ key, sig }) => ({ key, sig })),
    v: 1,
    ...(ask === undefined ? {} : { ask }),
  });
}

/** Reads the text of a file against the log that it is to become part of. */
export function readProposal(text: string, log: Log): Result<Proposal, ProposalRefusal> {
  const proposed = readProposed(readProfile(text.trim(), LIMITS) ?? undefined);
  return proposed === null ? refuse("form") : judgeProposal(proposed, log);
}

/** Says where a proposal stands: refused too where one of the signatures that it has does not hold. */
export function judgeProposal(
  proposed: ProposedEntry,
  log: Log,
): Result<Proposal, ProposalRefusal> {
  const { entry, sigs } = proposed;
  const n = fieldsOf(readProfile(entry, ENTRY_LIMITS) ?? undefined, ["n"], NAMES)?.["n"];
  if (typeof n !== "number") return refuse("form");
  if (n <= log.head.n) return refuse(log.hashAt(n) === hashOfEntry(entry) ? "published" : "stale");
  if (n > log.head.n + 1) return refuse("ahead");
  const judged = missingSignatures(log, entry, sigs);
  if (!judged.ok) return refuse(judged.refusal === "chain-broken" ? "stale" : judged.refusal);
  return accept({ ...proposed, ...judged.value });
}

/** The proposal with one signature more, which takes the place of one by the same key. */
export function withSignature<P extends ProposedEntry>(proposed: P, sig: EntrySignature): P {
  const others = proposed.sigs.filter(({ key }) => key !== sig.key);
  return { ...proposed, sigs: [...others, sig].toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}

/** Hash that an entry of this text has in the log, 32 bytes base64url: names a proposal wherever it is talked about. */
export function hashOfEntry(entry: string): string {
  return hashOf("chat.parley.dir.v1", toUtf8(entry));
}

const NAMES = ["at", "dir", "op", "prev", "rec", "reset", "root", "v", "why"];

function readProposed(value: ProfileValue | undefined): ProposedEntry | null {
  const fields = fieldsOf(value, ["entry", "sigs", "v"], ["ask"]);
  const { entry, ask, v } = fields ?? {};
  const list = listOf(fields?.["sigs"]);
  if (v !== 1 || typeof entry !== "string" || list === null || list.length > SIGNATURES)
    return null;
  if (ask !== undefined && (typeof ask !== "string" || utf8Length(ask) > ASK)) return null;
  const sigs = list.map(readSignature).filter((sig) => sig !== null);
  if (sigs.length < list.length) return null;
  return { entry, sigs, ...(ask === undefined ? {} : { ask }) };
}
