import type { Instant, StateCode } from "@parley/base";
import {
  hashOfEntry,
  judgeProposal,
  type EntrySignature,
  type Log,
  type Operation,
  type Proposal,
} from "@parley/directory";
import type { Change } from "@parley/storage";
import type { Core } from "./core.ts";
import type { ProposedDevice, ProposedOperation, ToSign } from "./directory-view.ts";
import { wordsOfKey } from "./key-words.ts";
import { keyOfDevice } from "./without-reported.ts";
import type { State } from "./state.ts";
import { proposedCard } from "./wishes.ts";

/** Rows of entries that wait for the State's signature, by the entry's hash. */
const PROPOSAL = "proposal";
/** So many are kept; each comes anew while the service has it. */
const MOST = 32;

interface Kept {
  readonly entry: string;
  readonly sigs: readonly EntrySignature[];
  readonly cameAt: Instant;
  /** What this device has said to it. */
  readonly said: "nothing" | "signed" | "declined";
}

function keptProposals(state: State): readonly (Kept & { readonly hash: string })[] {
  return [...state.kept(PROPOSAL)].map(([hash, text]) => ({ ...(JSON.parse(text) as Kept), hash }));
}

const judgedFor = new WeakMap<Log, Map<string, ReturnType<typeof judgeProposal>>>();

/** Where a proposal stands under this log; its signatures are verified once. */
function judge(
  { entry, sigs }: Pick<Kept, "entry" | "sigs">,
  log: Log,
): ReturnType<typeof judgeProposal> {
  const known = judgedFor.get(log) ?? new Map<string, ReturnType<typeof judgeProposal>>();
  judgedFor.set(log, known);
  const text = JSON.stringify([entry, sigs]);
  const judged = known.get(text) ?? judgeProposal({ entry, sigs }, log);
  if (known.size > MOST) known.clear();
  known.set(text, judged);
  return judged;
}

function row(hash: string, kept: Kept): NonNullable<Change["kept"]>[number] {
  const { entry, sigs, cameAt, said } = kept;
  return { kind: PROPOSAL, id: hash, text: JSON.stringify({ entry, sigs, cameAt, said }) };
}

/** Keeps an entry that is about one's own State and could be the next one; others leave nothing. */
export function proposedChange(core: Core, entry: string, sigs: readonly EntrySignature[]): Change {
  const { state } = core;
  const judged = judgeProposal({ entry, sigs }, state.log);
  const isAhead = !judged.ok && judged.refusal === "ahead";
  if (!isAhead && (!judged.ok || !isOurs(core, judged.value))) return {};
  const hash = hashOfEntry(entry);
  const known = keptProposals(state);
  const before = known.find((one) => one.hash === hash);
  if (before === undefined && known.length >= MOST) return {};
  const { cameAt = core.now(), said = "nothing" } = before ?? {};
  return { kept: [row(hash, { entry, sigs, cameAt, said })] };
}

export function withdrawnChange(hash: string): Change {
  return { keptGone: [{ kind: PROPOSAL, id: hash }] };
}

/** Proposals that a longer log has made needless: they stand in it, or do not follow it any more. */
export function settledProposals(state: State): Change {
  const gone = keptProposals(state).filter((one) => {
    const judged = judge(one, state.log);
    return !judged.ok && judged.refusal !== "ahead";
  });
  return { keptGone: gone.map(({ hash }) => ({ kind: PROPOSAL, id: hash })) };
}

/** The proposal of this hash as it could be signed now; null where there is none. */
export function proposalOf(core: Core, hash: string): Proposal | "stale" | null {
  const kept = keptProposals(core.state).find((one) => one.hash === hash);
  if (kept === undefined) return null;
  const judged = judge(kept, core.state.log);
  if (!judged.ok) return "stale";
  return isOurs(core, judged.value) ? judged.value : null;
}

/** Whether one's own State is to sign it: what rests on a reset, no State signs (DIR-1). */
function isOurs(core: Core, { operation, reset }: Proposal): boolean {
  return reset === undefined && stateOf(core.state, operation) === ownState(core);
}

/** Remembers what this device has said to a proposal. */
export function saidChange(state: State, hash: string, said: "signed" | "declined"): Change {
  const kept = keptProposals(state).find((one) => one.hash === hash);
  return kept === undefined ? {} : { kept: [row(hash, { ...kept, said })] };
}

/** State that an operation is about; null where it is about none. */
function stateOf(state: State, operation: Operation): StateCode | null {
  switch (operation.op) {
    case "admit":
      return operation.rec.kind === "service" ? null : operation.rec.state;
    case "list":
    case "disable":
    case "card":
      return state.log.state(operation.rec.id);
    case "reset":
      return operation.rec.state;
    case "headkey":
    case "root":
      return null;
  }
}

function ownState({ state }: Core): StateCode | null {
  return state.log.recordByUser(state.profile.user)?.state ?? null;
}

/** What waits for the State's signature, as a face shows it; what this device declined is not shown. */
export function toSignOf(core: Core): readonly ToSign[] {
  const { state } = core;
  return keptProposals(state).flatMap((kept): readonly ToSign[] => {
    const judged = judge(kept, state.log);
    if (!judged.ok || kept.said === "declined" || !isOurs(core, judged.value)) return [];
    const { n, at, operation, officers, cosigners, missing } = judged.value;
    const root = state.log.rootNow();
    const signed = cosigners.map(({ rec }) => rec);
    return [
      {
        hash: kept.hash,
        n,
        at,
        operation: proposed(state, operation),
        officers: officers.map((key) => root.officers.indexOf(key) + 1),
        cosigners: signed,
        needed: signed.length + missing.cosigners,
        signed: kept.said === "signed",
        stale: false,
      },
    ];
  });
}

function proposed(state: State, operation: Operation): ProposedOperation {
  switch (operation.op) {
    case "admit": {
      const { id, level, kind, powers, holder, user, devices, from, conf, wait } = operation.rec;
      return {
        op: "admit",
        rec: id,
        state: operation.rec.state,
        levels: level,
        kind,
        powers,
        holder,
        user,
        devices: devices.map(proposedDevice),
        from,
        confirmed: conf,
        wait: wait ?? null,
      };
    }
    case "list": {
      const { id, holder, device } = operation.rec;
      return { op: "list", rec: id, holder, device: proposedDevice(device) };
    }
    case "disable":
      return { op: "disable", rec: operation.rec.id, key: operation.rec.key };
    case "card": {
      const { id, conf, card } = operation.rec;
      const before = state.log.recordOf(id);
      return {
        op: "card",
        rec: id,
        confirmed: conf === before?.conf ? null : conf,
        card: cardWord(before?.card ?? "", card),
        content: proposedCard(state, card),
      };
    }
    default:
      return { op: "other", name: operation.op };
  }
}

function cardWord(before: string, after: string): "new" | "erased" | "same" {
  if (before === after) return "same";
  return after === "" ? "erased" : "new";
}

function proposedDevice(device: { readonly act: string; readonly id: string }): ProposedDevice {
  return { key: keyOfDevice(device), id: device.id, words: wordsOfKey(device.act) };
}
