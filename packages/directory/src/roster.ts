import {
  accept,
  refuse,
  type Level,
  type RecordId,
  type Result,
  type StateCode,
} from "@parley/base";
import type { Log } from "./log.ts";

/** Why records do not make the roster of a channel. */
export type RosterRefusal =
  /** Not in the log at that head. */
  | { readonly reason: "record-not-listed"; readonly rec: RecordId }
  /** Its State is neither a party nor the facilitator. */
  | { readonly reason: "state-not-party"; readonly rec: RecordId }
  /** It does not speak at the channel's level. */
  | { readonly reason: "other-level"; readonly rec: RecordId }
  | { readonly reason: "state-without-record"; readonly state: StateCode }
  /** Named twice. */
  | { readonly reason: "twice"; readonly rec: RecordId };

/** What an opening act fixes about its circle (ROSTER-1). */
export interface Circle {
  readonly parties: readonly StateCode[];
  readonly facilitator?: StateCode;
  readonly level: Level;
  readonly roster: readonly RecordId[];
}

/** Whether the roster fits parties, facilitator and level as of entry `n`; each of these States has a record in it. */
export function checkRoster(log: Log, circle: Circle, n: number): Result<void, RosterRefusal> {
  const { parties, facilitator, level, roster } = circle;
  const needed = facilitator === undefined ? parties : [...parties, facilitator];
  const present = new Set<StateCode>();
  const seen = new Set<RecordId>();
  for (const rec of roster) {
    const record = log.recordOf(rec, n);
    if (seen.has(rec)) return refuse({ reason: "twice", rec });
    if (record === null || record.devices.length === 0)
      return refuse({ reason: "record-not-listed", rec });
    if (!needed.includes(record.state)) return refuse({ reason: "state-not-party", rec });
    if (!record.level.includes(level)) return refuse({ reason: "other-level", rec });
    seen.add(rec);
    present.add(record.state);
  }
  const without = needed.find((state) => !present.has(state));
  return without === undefined
    ? accept(undefined)
    : refuse({ reason: "state-without-record", state: without });
}

/** Why one record may not add or remove another. */
export type RosterChangeRefusal = "record-not-listed" | "other-state" | "other-level";

/** A State adds or removes only its own records, and adds only listed ones that speak at the channel's level (ROSTER-1). */
export function checkRosterChange(
  log: Log,
  change: {
    readonly by: RecordId;
    readonly op: "add" | "remove";
    readonly rec: RecordId;
    readonly level: Level;
  },
  n: number,
): Result<void, RosterChangeRefusal> {
  const [by, record] = [log.recordOf(change.by, n), log.recordOf(change.rec, n)];
  if (by === null || record === null) return refuse("record-not-listed");
  if (by.state !== record.state) return refuse("other-state");
  if (change.op === "remove") return accept(undefined);
  if (record.devices.length === 0) return refuse("record-not-listed");
  return record.level.includes(change.level) ? accept(undefined) : refuse("other-level");
}
