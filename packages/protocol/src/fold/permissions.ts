import {
  unreachable,
  type ActHash,
  type Level,
  type Power,
  type RecordId,
  type StateCode,
} from "@parley/base";
import type { Facts } from "./facts.ts";
import { targetsOf } from "./permission-targets.ts";
import { FOLD_TABLE, type ActRow, type FoldTable, type PermissionRow } from "./table.ts";
import { powerOfKind } from "./verdict.ts";
import type { Need } from "./words.ts";

/** The office that looks. */
export interface Reader {
  readonly state: StateCode;
  readonly rec: RecordId;
  readonly level: Level;
  readonly powers: readonly Power[];
  /** It holds a release by a second person for the step. */
  readonly clear?: boolean;
}

export interface OfferedStep {
  readonly step: string;
  /** What the step can refer to; empty where it refers to nothing. */
  readonly targets: readonly ActHash[];
}

export interface RefusedStep {
  readonly step: string;
  /** Name of a sentence in the table (`reasons`). */
  readonly reason: string;
}

export interface Permissions {
  readonly may: readonly OfferedStep[];
  readonly mayNot: readonly RefusedStep[];
}

/** Steps that this version offers and gives effect. */
export const SUPPORTED_STEPS: ReadonlySet<string> = new Set([
  "T02",
  "update",
  "T04.ack",
  "T04.holding",
  "T04.answer",
  "T04.decline",
  "T04.counter",
  "T04.accept",
  "T04.conditions",
  "roster",
  "device",
]);

/** Rows of the table that stand for an act of another name. */
const KIND_OF_STEP: ReadonlyMap<string, string> = new Map([
  ["update", "T02"],
  ["open channel", "T07.raise"],
]);

interface Check {
  readonly facts: Facts;
  readonly reader: Reader;
  readonly table: FoldTable;
  readonly row: PermissionRow;
  readonly act: ActRow;
  readonly member: boolean;
  readonly party: boolean;
  readonly facilitator: boolean;
}

/**
 * What the reader may do next, and for every other supported step the reason why not. A step that is offered has
 * effect when it is signed over the reader's heads (OFFER). `supported` absent: every row of the table.
 */
export function permissions(
  facts: Facts,
  reader: Reader,
  supported?: ReadonlySet<string>,
  table: FoldTable = FOLD_TABLE,
): Permissions {
  const may: OfferedStep[] = [];
  const mayNot: RefusedStep[] = [];
  for (const row of table.permissions) {
    if (supported !== undefined && !supported.has(row.offer)) continue;
    const act = table.acts.get(KIND_OF_STEP.get(row.offer) ?? row.offer);
    if (act === undefined) continue;
    const check: Check = {
      facts,
      reader,
      table,
      row,
      act,
      member: facts.roster.get(reader.state)?.includes(reader.rec) ?? false,
      party: facts.parties.includes(reader.state),
      facilitator: reader.state === facts.facilitator,
    };
    const result = checkRow(check);
    if (typeof result === "string") mayNot.push({ step: row.offer, reason: result });
    else may.push({ step: row.offer, targets: result });
  }
  return { may, mayNot };
}

/** The targets, or the reason of the first need that fails. */
function checkRow(check: Check): readonly ActHash[] | string {
  const { facts, reader, row } = check;
  let targets: readonly ActHash[] = [];
  for (const need of row.needs) {
    if (need === "target") {
      targets = row.on === null ? [] : targetsOf(row.on, facts, reader.state);
      if (targets.length === 0) return row.else ?? "R_OWN_ONLY";
    } else if (need === "power of target") {
      targets = targets.filter((target) => holdsPowerFor(check, target));
      if (targets.length === 0) return "R_POWER";
    } else {
      const reason = failing(check, need);
      if (reason !== null) return reason;
    }
  }
  if (check.facilitator && !check.act.who.includes("facilitator")) return "R_FACILITATOR";
  if (check.facilitator && facts.facilitation === "out" && row.offer !== "T04.ack")
    return "R_NO_FACIL";
  return targets;
}

function holdsPowerFor({ facts, reader, table }: Check, target: ActHash): boolean {
  const kind = facts.threads.get(target)?.kind ?? facts.proposals.get(target)?.kind;
  return kind !== undefined && reader.powers.includes(powerOfKind(table, kind));
}

/** Reason of a need that does not hold; null where it does. */
function failing(check: Check, need: Exclude<Need, "target" | "power of target">): string | null {
  const { facts, reader, member, party, facilitator } = check;
  const active = facts.active.includes(reader.state);
  const others = facts.active.filter((state) => state !== reader.state).length;
  const paused = facts.paused.includes(reader.state);
  switch (need) {
    case "member":
      return member ? null : "R_NOT_MEMBER";
    case "party":
      return !member ? "R_NOT_MEMBER" : party ? null : "R_FACILITATOR";
    case "level":
      return failingLevel(check);
    case "power":
      return holdsPower(check) ? null : "R_POWER";
    case "power raise":
      return reader.powers.includes("raise") ? null : "R_POWER";
    case "active":
      if (active || (facilitator && facts.facilitation === "in")) return null;
      return facilitator ? "R_NO_FACIL" : "R_ENDED";
    case "not active":
      return active ? "R_IN" : null;
    case "other active":
      return others >= (party ? 1 : 2) ? null : "R_ALONE";
    case "no facilitator":
      return facts.facilitation === "in" ? "R_FACIL_IN" : null;
    case "facilitator":
      return facts.facilitation === "in" ? null : "R_NO_FACIL";
    case "not paused":
      return paused ? "R_PAUSED" : null;
    case "paused by me":
      return paused ? null : "R_NOT_PAUSED";
    default:
      return unreachable(need);
  }
}

function failingLevel({ reader, act }: Check): string | null {
  if (act.level.includes(reader.level) || act.freeIf !== null) return null;
  if (!act.cleared.includes(reader.level)) return "R_LEVEL";
  return reader.clear === true ? null : "R_CLEAR";
}

function holdsPower({ reader, row, act }: Check): boolean {
  if (act.power === "none") return true;
  const power = row.offer === "update" ? "open" : act.power;
  return reader.powers.some((held) => held === power);
}
