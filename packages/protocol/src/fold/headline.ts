import type { ActHash, StateCode } from "@parley/base";
import { countsHere, isSubstantive, type Facts, type Proposal, type Thread } from "./facts.ts";
import { FOLD_TABLE, type FoldTable } from "./table.ts";
import type { HeadlineCondition } from "./words.ts";

const OWN_ROW: ReadonlySet<string> = new Set(["T08.both", "T07.step-down", "T07.facilitation"]);

/**
 * Name of the first row whose conditions all hold (FOLD-6). Null where none does: no row is a catch-all, and that one
 * always matches is a property (TOTAL) that tests look at.
 */
export function matchHeadline(
  facts: Facts,
  table: FoldTable = FOLD_TABLE,
  without: ReadonlySet<string> = new Set(),
): string | null {
  const holds = conditions(facts);
  const row = table.headlines.find(
    (one) => !without.has(one.name) && one.if.every((condition) => holds[condition]),
  );
  return row?.name ?? null;
}

/** As `matchHeadline`; a channel without a matching row would be a bug of the table, and throws. */
export function headline(facts: Facts, table: FoldTable = FOLD_TABLE): string {
  const name = matchHeadline(facts, table);
  if (name === null) throw new Error("fold: no headline row matches");
  return name;
}

function conditions(facts: Facts): Readonly<Record<HeadlineCondition, boolean>> {
  const own = [...facts.threads.values()].filter((thread) => !thread.carried);
  const open = [...facts.threads.values()].filter((thread) => thread.open && countsHere(thread));
  const pending = [...facts.proposals.values()].filter((one) => one.state === "pending");
  const proposes = (fits: (proposal: Proposal) => boolean): boolean => pending.some(fits);
  const declined = (thread: Thread): boolean => declinedByAll(facts, thread);
  const substantive = (thread: Thread): boolean =>
    [...thread.replies.values()].some((reply) => isSubstantive(reply));
  return {
    "not opened": !facts.opened,
    closed: facts.opened && facts.active.length < 2,
    "made close": facts.bound.length > 0,
    "all withdrawn": own.length > 0 && own.every((thread) => thread.withdrawn),
    "no pending": pending.length === 0,
    paused: facts.paused.length > 0,
    "pending close": proposes((one) => one.kind === "T08.both"),
    "pending step-down": proposes((one) => one.kind === "T07.step-down"),
    "pending facilitation": proposes((one) => one.kind === "T07.facilitation"),
    "pending other": proposes((one) => !OWN_ROW.has(one.kind)),
    "raise waiting": open.some(
      (thread) => thread.kind === "T07.raise" && !substantive(thread) && !declined(thread),
    ),
    moved: facts.moved,
    "facilitator in": facts.facilitation === "in",
    "some substantive": open.some(substantive),
    "some holding": open.some((thread) => [...thread.replies.values()].includes("holding")),
    "all declined": open.length > 0 && open.every(declined),
    "some acknowledged": open.some((thread) => thread.acknowledged.length > 0),
    "some open": open.length > 0,
    "none open": facts.opened && open.length === 0,
  };
}

function declinedByAll(facts: Facts, thread: Thread): boolean {
  const asked = thread.to.filter((state) => facts.active.includes(state));
  return asked.length > 0 && asked.every((state) => thread.replies.get(state) === "decline");
}

/** One channel that a reader is in. */
export interface ChannelFacts {
  /** Hash of the opening act. */
  readonly channel: ActHash;
  readonly facts: Facts;
  /** Channels of the consultation whose links led, directly or not, to this one. */
  readonly newerThan: ReadonlySet<ActHash>;
}

const RANK: Readonly<Record<string, number>> = { senior: 0, policy: 1, technical: 2 };

/**
 * The channel whose headline stands for the consultation: live before ended, then senior, policy, technical, then the
 * newer circle, then the smaller hash. Null for a reader who is in none.
 */
export function consultationLead(
  channels: readonly ChannelFacts[],
  table: FoldTable = FOLD_TABLE,
): { readonly channel: ActHash; readonly headline: string } | null {
  const [lead] = channels
    .map(({ channel, facts, newerThan }) => {
      const name = headline(facts, table);
      const rank = [
        table.ended.includes(name) ? 1 : 0,
        RANK[facts.level ?? ""] ?? 3,
        -newerThan.size,
      ];
      return { channel, headline: name, rank };
    })
    .toSorted((a, b) => compareRanks(a.rank, b.rank) || (a.channel < b.channel ? -1 : 1));
  return lead === undefined ? null : { channel: lead.channel, headline: lead.headline };
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place < 0 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
}

/** Who a pending proposal still waits for. */
export function waitsFor(proposal: Proposal): readonly StateCode[] {
  return proposal.needed.filter(
    (state) => state !== proposal.by && proposal.replies.get(state) !== "accept",
  );
}
