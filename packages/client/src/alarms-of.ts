import type { Instant, StateCode } from "@parley/base";
import { HEAD_OLD, unsignedEntries, type EntryView } from "@parley/directory";
import type { Core } from "./core.ts";
import { directoryOld } from "./signed-heads.ts";
import type { Alarm } from "./snapshot.ts";
import type { State } from "./state.ts";

const DAY = 24 * 3_600_000;
/** How long an entry that one's own State did not sign is shown, in ms. */
const UNSIGNED_SHOWN: number = 30 * DAY;
/** How long a reset is shown after its wait has passed, in ms. */
const RESET_SHOWN: number = 7 * DAY;

/** Everything that concerns the whole device. */
export function alarmsOf(core: Core): readonly Alarm[] {
  const now = core.now();
  return [
    core.directoryAlarm,
    core.splitAlarm,
    core.copyAlarm ?? core.setBackAlarm,
    ...unsignedAlarms(core.state, now),
    ...resetAlarms(core.state, now),
    oldAlarm(core.state, now),
    core.diskAlarm,
  ].filter((alarm): alarm is Alarm => alarm !== null);
}

/** DIR-2: what was entered about one's own State, since this device is listed, without the State. */
function unsignedAlarms(state: State, now: Instant): readonly Alarm[] {
  const own = ownState(state);
  const since = state.log.listedAt(state.ownKey);
  if (own === null || since === null) return [];
  return unsignedEntries(state.log, own, since)
    .filter((entry) => now - entry.at < UNSIGNED_SHOWN && !isReported(state, entry))
    .map(({ n, at }) => ({ kind: "own-state-unsigned", n, at }));
}

/** A report that an office of the State signed is the State's word on the device. */
function isReported({ reports }: State, { operation }: EntryView): boolean {
  return operation.op === "disable" && reports.has(operation.rec.key);
}

function resetAlarms({ log }: State, now: Instant): readonly Alarm[] {
  return log
    .resets()
    .filter(({ end, until }) => {
      if (end === null) return true;
      return end.by === "admission" && now < until + RESET_SHOWN;
    })
    .map(({ state, n, at, until }) => ({ kind: "reset", state, n, at, until }));
}

function oldAlarm(state: State, now: Instant): Alarm | null {
  const headAt = directoryOld(state, now);
  return headAt === null ? null : { kind: "directory-old", headAt, at: headAt + HEAD_OLD };
}

function ownState({ log, profile }: State): StateCode | null {
  return log.recordByUser(profile.user)?.state ?? null;
}
