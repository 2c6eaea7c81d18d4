import type { ActHash, Instant, RecordId, RoomId } from "@parley/base";
import { fallbackText, PAYLOAD_LIST, type WantPayload } from "@parley/protocol";
import type { OutboxRow } from "@parley/storage";
import type { Channel } from "./channel.ts";
import { ownPayloadIn } from "./grades.ts";
import { newPayloadId, outboxRow, queuedIn } from "./outbox-row.ts";
import type { State } from "./state.ts";

/** Nobody asks for, or brings, one hash more than once in this time, in ms (ACT-3). */
export const ONCE_PER = 60_000;

/** Longest time between two of them, in ms: what does not come for long is asked for ever more rarely. */
const AT_MOST = 3_600_000;

/** How often one start of the profile brings the same act to whoever asks, and to each office that it added. */
const MOST_BROUGHT = 10;

/**
 * Who has just seen an act come, in this time in ms, leaves it to come to whoever asks as well. Shorter than the time to
 * the next want: should the server keep one holder's from whoever asks, the next want is answered by another one.
 */
const JUST_NOW = 30_000;

interface Mark {
  readonly at: Instant;
  readonly times: number;
}

/** When and how often this device asked for each act and brought it, and when it last saw it come; forgotten with the process. */
export class WantBook {
  readonly #asked = new Map<ActHash, Mark>();
  readonly #brought = new Map<ActHash, Mark>();
  readonly #came = new Map<ActHash, Instant>();
  readonly #broughtTo = new Map<string, number>();

  /** Somebody else's device carried it. */
  sawCome(hash: ActHash, now: Instant): void {
    this.#came.set(hash, now);
  }

  brings(hash: ActHash, now: Instant): void {
    mark(this.#brought, hash, now);
  }

  mayAsk(hash: ActHash, now: Instant): boolean {
    return isFree(this.#asked, hash, now);
  }

  /** Nobody can make this device say the same again for ever. */
  mayBring(hash: ActHash, now: Instant): boolean {
    if ((this.#brought.get(hash)?.times ?? 0) >= MOST_BROUGHT) return false;
    const came = this.#came.get(hash);
    if (came !== undefined && now >= came && now - came < JUST_NOW) return false;
    return isFree(this.#brought, hash, now);
  }

  /**
   * An office that was added could read nothing that came before it and cannot ask without the opening: neither that the
   * act has just come nor that it was just brought to another keeps it away. A server that lets the office come and go for
   * ever gets no more than this.
   */
  mayBringTo(office: RecordId, hash: ActHash): boolean {
    return (this.#broughtTo.get(`${office} ${hash}`) ?? 0) < MOST_BROUGHT;
  }

  bringsTo(office: RecordId, hash: ActHash): void {
    const times = this.#broughtTo.get(`${office} ${hash}`) ?? 0;
    this.#broughtTo.set(`${office} ${hash}`, times + 1);
  }

  asked(hash: ActHash, now: Instant): void {
    mark(this.#asked, hash, now);
  }

  /** How often it was asked for. */
  timesAsked(hash: ActHash): number {
    return this.#asked.get(hash)?.times ?? 0;
  }
}

function mark(book: Map<ActHash, Mark>, hash: ActHash, now: Instant): void {
  book.set(hash, { at: now, times: (book.get(hash)?.times ?? 0) + 1 });
}

/** The wait doubles each time, so that an act that names what nobody has does not keep a channel busy for ever. */
function isFree(book: ReadonlyMap<ActHash, Mark>, hash: ActHash, now: Instant): boolean {
  const last = book.get(hash);
  // A clock that was set back must not stretch the wait.
  if (last === undefined || now < last.at) return true;
  return now - last.at >= Math.min(ONCE_PER * 2 ** (last.times - 1), AT_MOST);
}

/** Acts that a channel builds on and that are not here. */
export function missingIn(state: State, channel: Channel): readonly ActHash[] {
  const waiting = channel.folded(state.log).waiting;
  return [...new Set(waiting.flatMap(({ missing }) => missing))].filter(
    (hash) => !channel.acts.has(hash),
  );
}

/** Asks the channel for what is missing; null where nothing is, or where it was asked for a moment ago. */
export function wantRow(
  state: State,
  channel: Channel,
  book: WantBook,
  now: Instant,
): OutboxRow | null {
  if (queuedIn(state, channel.room).some((row) => row.kind === "want")) return null;
  const of = missingIn(state, channel)
    .filter((hash) => book.mayAsk(hash, now))
    // What was asked for least comes first: hashes that never come keep no other from being asked for.
    .toSorted((a, b) => book.timesAsked(a) - book.timesAsked(b))
    .slice(0, PAYLOAD_LIST);
  if (of.length === 0) return null;
  for (const hash of of) book.asked(hash, now);
  return outboxRow(
    state,
    channel.room,
    "want",
    { type: "chat.parley.want", id: newPayloadId(), of },
    now,
  );
}

/** Rows that bring what somebody asked for, as far as this device holds it and it did not come just now. */
export function bringRows(
  state: State,
  channel: Channel,
  want: WantPayload,
  book: WantBook,
  now: Instant,
): readonly OutboxRow[] {
  const own = ownPayloadIn(state, channel.room);
  return want.of.flatMap((hash) => {
    const kept = channel.acts.get(hash);
    const mine = own.get(hash);
    if (kept === undefined || mine?.status === "queued" || !book.mayBring(hash, now)) return [];
    book.brings(hash, now);
    return [mine === undefined ? carryRow(state, channel.room, kept.signed, now) : again(mine)];
  });
}

type Carried = Parameters<typeof fallbackText>[0];

/** The same bytes under a payload of this device. */
export function carryRow(
  state: State,
  room: RoomId,
  signed: {
    readonly hash: ActHash;
    readonly bytes: string;
    readonly sig: string;
    readonly act: Carried;
  },
  now: Instant,
): OutboxRow {
  return outboxRow(
    state,
    room,
    "act",
    {
      type: "chat.parley.act",
      id: newPayloadId(),
      act: signed.bytes,
      sig: signed.sig,
      body: fallbackText(signed.act),
    },
    now,
    signed.hash,
  );
}

/** The row once more, same bytes and same payload id (OUTBOX-3). When it was first sent stays. */
export function again(row: OutboxRow): OutboxRow {
  return { ...row, status: "queued" };
}
