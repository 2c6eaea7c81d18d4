import type { Instant, PayloadId, StateCode } from "@parley/base";
import type { OutboxRow } from "@parley/storage";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { UNDELIVERED_AFTER } from "./delivery-of.ts";
import { deliveredIn, isOwnAct } from "./grades.ts";
import { again } from "./wants.ts";

/** What was sent longer ago is not sent again by itself, in ms: a week. */
const OLDEST = 7 * 24 * 3_600_000;
/** How often one start of the profile sends one payload again. */
const MOST_AGAIN = 5;
/** Each wait is so many times the one before: 2, 8, 32, 128 and 512 minutes. */
const LONGER = 4;

interface Sent {
  readonly at: Instant;
  readonly times: number;
}

/** When what left was last sent, and what need not be looked at any more; forgotten with the process. */
export class SentBook {
  readonly #again = new Map<PayloadId, Sent>();
  readonly #graded = new Map<PayloadId, number>();
  readonly taken: Set<PayloadId> = new Set();

  /** Milliseconds until it is sent again where nobody grades it; null: not in this start. */
  waitLeft(row: OutboxRow, now: Instant): number | null {
    const { sentAt } = row;
    if (sentAt === undefined || now - sentAt > OLDEST || this.taken.has(row.id)) return null;
    const last = this.#again.get(row.id) ?? { at: sentAt, times: 0 };
    if (last.times >= MOST_AGAIN) return null;
    const wait = UNDELIVERED_AFTER * LONGER ** last.times;
    // A clock that was set back must not stretch the wait.
    return Math.min(Math.max(last.at + wait - now, 0), wait);
  }

  sentAgain(row: OutboxRow, now: Instant): void {
    this.#again.set(row.id, { at: now, times: (this.#again.get(row.id)?.times ?? 0) + 1 });
  }

  /** As often as an honest sender asks; a server that repeats events for ever gets no more. */
  mayGradeAgain(id: PayloadId): boolean {
    const times = this.#graded.get(id) ?? 0;
    this.#graded.set(id, times + 1);
    return times < MOST_AGAIN;
  }
}

/** What is sent once more, and how long until something else is, in ms; null where nothing waits. */
export interface Untaken {
  readonly outbox: readonly OutboxRow[];
  readonly wait: number | null;
}

/**
 * Own acts and notes that left a while ago and that some other party's State has not graded (OUTBOX-4): its device may
 * have lost the key, or never got it. The same bytes under the same payload id; who has them already takes them once.
 */
export function untakenIn(core: Core, channel: Channel): Untaken {
  const { state, sentBook } = core;
  const now = core.now();
  const rows = state.outboxIn(channel.room).flatMap((row) => {
    if (row.status !== "sent") return [];
    if (row.kind !== "note" && !isOwnAct(state, row)) return [];
    const wait = sentBook.waitLeft(row, now);
    return wait === null ? [] : [{ row, wait }];
  });
  if (rows.length === 0) return { outbox: [], wait: null };
  const delivered = deliveredIn(state, channel.room);
  const others = othersIn(core, channel);
  const untaken = rows.filter(({ row }) => {
    if (others.some((other) => delivered.get(row.id)?.has(other) !== true)) return true;
    sentBook.taken.add(row.id);
    return false;
  });
  const due = untaken.filter(({ wait }) => wait === 0).map(({ row }) => row);
  for (const row of due) sentBook.sentAgain(row, now);
  const later = untaken.flatMap(({ wait }) => (wait === 0 ? [] : [wait]));
  return { outbox: due.map(again), wait: later.length === 0 ? null : Math.min(...later) };
}

/** States of the roster but one's own. */
function othersIn(core: Core, channel: Channel): readonly StateCode[] {
  const { log } = core.state;
  const own = core.ownState;
  const states = channel.roster(log).flatMap((rec) => log.state(rec) ?? []);
  return [...new Set(states)].filter((state) => state !== own);
}
