import type { ActHash, RecordId, StateCode } from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import type { OutboxRow } from "@parley/storage";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { deliveredIn, isOwnAct } from "./grades.ts";
import { queuedIn } from "./outbox-row.ts";
import { again, carryRow } from "./wants.ts";

/**
 * What is sent again when offices are reached for the first time: one's own acts without a grade of their States
 * (OUTBOX-3), and for an office that this device added to the channel, whole acts from the opening on.
 */
export function missedBy(
  core: Core,
  channel: Channel,
  offices: readonly DirectoryRecord[],
): readonly OutboxRow[] {
  const { state } = core;
  const delivered = deliveredIn(state, channel.room);
  const states = new Set<StateCode>(offices.map((office) => office.state));
  const joined = offices.some(({ id }) => addedHere(core, channel, id));
  const own = state
    .outboxIn(channel.room)
    .filter(
      (row) =>
        row.status === "sent" &&
        isOwnAct(state, row) &&
        (joined || [...states].some((one) => delivered.get(row.id)?.has(one) !== true)),
    );
  return [...own.map(again), ...(joined ? othersActs(core, channel) : [])];
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

/** Acts of others that no row of this device carries yet. */
function othersActs(core: Core, channel: Channel): readonly OutboxRow[] {
  const carried = new Set<ActHash | undefined>(
    queuedIn(core.state, channel.room).map(({ act }) => act),
  );
  const now = core.now();
  return [...channel.acts.values()]
    .filter(
      ({ signed }) =>
        signed.act.key !== core.state.ownKey &&
        !carried.has(signed.hash) &&
        core.wants.mayBring(signed.hash, now),
    )
    .map(({ signed }) => {
      core.wants.brings(signed.hash, now);
      return carryRow(core.state, channel.room, signed, now);
    });
}
