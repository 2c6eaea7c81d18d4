import type { PayloadId, RoomId } from "@parley/base";
import type { Change } from "@parley/storage";
import type { Core } from "./core.ts";
import { isGraded, lineMessageOf } from "./line-outbox.ts";
import type { State } from "./state.ts";
import { again } from "./wants.ts";

/** The other end has taken in these messages: they need not be said again. */
export function gradedChange(state: State, room: RoomId, of: readonly PayloadId[]): Change {
  const rows = of.flatMap((id) => state.outbox.get(id) ?? []);
  return {
    outboxGone: rows
      .filter((row) => row.room === room && row.kind === "line" && row.sentAt !== undefined)
      .map(({ id }) => id),
  };
}

/**
 * What left over a line a while ago and was not graded, once more under a new key (OUTBOX-4), and how long until something
 * else is to be, in ms; null where nothing waits.
 */
export function ungradedIn(
  core: Core,
  room: RoomId,
): { readonly change: Change | null; readonly wait: number | null } {
  const now = core.now();
  const rows = core.state
    .outboxIn(room)
    .filter((row) => row.status === "sent" && row.kind === "line" && isGraded(lineMessageOf(row)))
    .flatMap((row) => {
      const wait = core.sentBook.waitLeft(row, now);
      return wait === null ? [] : [{ row, wait }];
    });
  const due = rows.flatMap(({ row, wait }) => (wait === 0 ? [row] : []));
  for (const row of due) core.sentBook.sentAgain(row, now);
  const later = rows.flatMap(({ wait }) => (wait === 0 ? [] : [wait]));
  return {
    change: due.length === 0 ? null : { outbox: due.map(again) },
    wait: later.length === 0 ? null : Math.min(...later),
  };
}
