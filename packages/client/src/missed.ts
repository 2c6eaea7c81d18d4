import type { ActHash, RecordId, StateCode } from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import type { OutboxRow } from "@parley/storage";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { deliveredIn, isOwnAct } from "./grades.ts";
import { queuedIn } from "./outbox-row.ts";
import { signedIn } from "./signed-in.ts";
import { again, carryRow } from "./wants.ts";

/**
 * What is sent again when offices are reached for the first time: one's own acts without a grade of their States
 * (OUTBOX-3), and for an office that this device added to the channel, or whose new device it signed for, whole acts from
 * the opening on.
 */
export function missedBy(
  core: Core,
  channel: Channel,
  offices: readonly DirectoryRecord[],
): readonly OutboxRow[] {
  const { state } = core;
  const delivered = deliveredIn(state, channel.room);
  const states = new Set<StateCode>(offices.map((office) => office.state));
  const joined = offices
    .map(({ id }) => id)
    .filter((id) => addedHere(core, channel, id) || signedHere(core, channel, id));
  const own = state
    .outboxIn(channel.room)
    .filter(
      (row) =>
        row.status === "sent" &&
        isOwnAct(state, row) &&
        (joined.length > 0 || [...states].some((one) => delivered.get(row.id)?.has(one) !== true)),
    );
  return [...own.map(again), ...othersActs(core, channel, joined)];
}

/** Whether an act of this device brought the office in after the opening (ROSTER-1). */
function addedHere(core: Core, channel: Channel, rec: RecordId): boolean {
  if (channel.opening.act.open?.roster.includes(rec) === true) return false;
  return [...channel.acts.values()].some(
    ({ signed: { act } }) =>
      act.key === core.state.ownKey &&
      act.kind === "roster" &&
      act.f["op"] === "add" &&
      act.f["rec"] === rec,
  );
}

/** Whether this device has signed for a new device of the office, which counts now (TRUST-2). */
function signedHere(core: Core, channel: Channel, rec: RecordId): boolean {
  return signedIn(core.state, channel, core.now()).some(
    (one) => one.rec === rec && core.state.isOwn(one.act),
  );
}

/** Acts of others for offices that joined, as far as no row of this device carries them yet. */
function othersActs(
  core: Core,
  channel: Channel,
  joined: readonly RecordId[],
): readonly OutboxRow[] {
  const { state, wants } = core;
  const carried = new Set<ActHash | undefined>(queuedIn(state, channel.room).map(({ act }) => act));
  const now = core.now();
  return [...channel.acts.values()].flatMap(({ signed }): readonly OutboxRow[] => {
    const { hash, act } = signed;
    if (act.key === state.ownKey || carried.has(hash)) return [];
    const offices = joined.filter((office) => wants.mayBringTo(office, hash));
    if (offices.length === 0) return [];
    for (const office of offices) wants.bringsTo(office, hash);
    wants.brings(hash, now);
    return [carryRow(state, channel.room, signed, now)];
  });
}
