import type { EventId, RoomId, UserId } from "@parley/base";
import { Method } from "matrix-js-sdk/lib/http-api/index.js";
import type { MatrixClient } from "matrix-js-sdk/lib/client.js";
import { cutToCiphertext, readArrival } from "./decrypt.ts";
import type { Arrival } from "./port.ts";
import { failureOf } from "./sdk-failure.ts";
import { requestRefusal } from "./refusal.ts";
import { readEvents, type Json, type RawEvent, type RoomBatch } from "./sync-split.ts";

/** Events asked for at once when a gap is paged back. */
const PAGE = 100;
/** A gap longer than this many pages is the server's invention; what was paged until then is delivered. */
const MOST_PAGES = 200;
/** Characters of ciphertext that wait in memory while a gap is paged back: 20,000 payloads of the smallest class. */
const MOST_HELD = 64 * 2 ** 20;
/** Wait before a page is asked for again after a failure, in ms. */
const PAGE_AGAIN = 2_000;

export interface IntakeParts {
  readonly client: MatrixClient;
  readonly own: UserId;
  readonly seen: (room: RoomId, event: EventId) => Promise<boolean>;
  /** What need not be read again. */
  readonly known: (room: RoomId, event: EventId) => boolean;
  readonly say: (arrival: Arrival) => void;
}

/**
 * Turns what syncs bring into arrivals. Per room strictly oldest first: a gap is paged back to the last event seen
 * before anything newer is delivered, so that a process that ends in between finds the same gap again (INBOX-1).
 */
export class Intake {
  private readonly turns = new Map<RoomId, Promise<void>>();
  private readonly closing = new AbortController();

  private readonly parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.parts = parts;
  }

  take(batches: readonly RoomBatch[]): void {
    for (const batch of batches) {
      const before = this.turns.get(batch.room) ?? Promise.resolve();
      this.turns.set(
        batch.room,
        // What went wrong with one batch is reported as unhandled, and does not stop the room.
        before.catch(() => undefined).then(() => this.deliver(batch)),
      );
    }
  }

  /** Delivers nothing from here on; what waits is found again at the next start. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.turns.values());
  }

  private async deliver(batch: RoomBatch): Promise<void> {
    const missed = await this.pageBack(batch);
    for (const raw of [...missed, ...batch.events]) {
      if (this.closing.signal.aborted) return;
      // Each start brings the newest of every room again; reading all of it would keep the machine busy for seconds.
      if (this.parts.known(batch.room, raw.event)) continue;
      const arrival = await readArrival(this.parts.client, batch.room, raw, (late) =>
        this.say(late),
      );
      this.say(arrival);
    }
  }

  private say(arrival: Arrival): void {
    if (!this.closing.signal.aborted) this.parts.say(arrival);
  }

  /** The events of the gap before a batch, oldest first. */
  private async pageBack({ room, gapFrom, events }: RoomBatch): Promise<readonly RawEvent[]> {
    const found: RawEvent[] = [];
    let from = gapFrom;
    let held = 0;
    if (await this.anySeen(room, events)) return found;
    for (let page = 0; from !== null && page < MOST_PAGES && held < MOST_HELD; page++) {
      const answer = await this.page(room, from);
      if (answer === null) break;
      // Newest first, as the server gives them backwards; more than was asked for is nothing that it has.
      const older = readEvents(answer["chunk"]).slice(0, PAGE).map(cutToCiphertext);
      for (const { content } of older) held += lengthOf(content["ciphertext"]);
      found.push(...older);
      if (await this.anySeen(room, older)) break;
      const end = answer["end"];
      from = typeof end === "string" && end !== from ? end : null;
    }
    return found.toReversed();
  }

  /** Own events prove nothing: they are known once they are sent, with what came before them still in the gap. */
  private async anySeen(room: RoomId, events: readonly RawEvent[]): Promise<boolean> {
    for (const { event, sender } of events) {
      if (sender === this.parts.own) continue;
      // A store that cannot tell makes the paging go on; doubles are dropped there.
      if (await this.parts.seen(room, event).catch(() => false)) return true;
    }
    return false;
  }

  /** One page; asks again until there is one. Null: refused for good (this account is out), or closed. */
  private async page(room: RoomId, from: string): Promise<Json | null> {
    const path = `/rooms/${encodeURIComponent(room)}/messages`;
    const query = { from, dir: "b", limit: String(PAGE) };
    while (!this.closing.signal.aborted) {
      try {
        return await this.parts.client.http.authedRequest<Json>(Method.Get, path, query);
      } catch (error) {
        const refusal = requestRefusal(failureOf(error));
        if (refusal.reason === "refused") return null;
        await this.pause(refusal.reason === "limited" ? refusal.retryAfter : PAGE_AGAIN);
      }
    }
    return null;
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.closing;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener("abort", end);
    });
  }
}

function lengthOf(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}
