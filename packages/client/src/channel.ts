import type { ActHash, RecordId, RoomId } from "@parley/base";
import type { Log } from "@parley/directory";
import { fold, SUPPORTED_STEPS, toFoldAct, type Folded, type SignedAct } from "@parley/protocol";
import type { ActRow } from "@parley/storage";

/** An act as it is kept, with what it says. */
export interface KeptAct {
  readonly row: ActRow;
  readonly signed: SignedAct;
}

/** A channel whose opening act was accepted: its acts, and what follows from them under one directory log. */
export class Channel {
  readonly opening: SignedAct;
  readonly room: RoomId;
  readonly #acts = new Map<ActHash, KeptAct>();
  #folded: { readonly log: Log; readonly size: number; readonly result: Folded } | null = null;

  constructor(opening: SignedAct, room: RoomId) {
    this.opening = opening;
    this.room = room;
  }

  get id(): ActHash {
    return this.opening.hash;
  }

  get acts(): ReadonlyMap<ActHash, KeptAct> {
    return this.#acts;
  }

  put(kept: KeptAct): void {
    this.#acts.set(kept.signed.hash, kept);
  }

  /** The same channel to try further acts in, without touching this one. */
  copy(): Channel {
    const copy = new Channel(this.opening, this.room);
    for (const kept of this.#acts.values()) copy.put(kept);
    return copy;
  }

  /** Facts and effects; computed anew only where acts came in or the log grew. */
  folded(log: Log): Folded {
    const size = this.#acts.size;
    if (this.#folded?.log === log && this.#folded.size === size) return this.#folded.result;
    const acts = [...this.#acts.values()].map(({ signed }) => toFoldAct(signed));
    const result = fold(acts, log, log.head.n, { supported: SUPPORTED_STEPS, channel: this.id });
    this.#folded = { log, size, result };
    return result;
  }

  /** Records that are members now (ROSTER-1). */
  roster(log: Log): readonly RecordId[] {
    return [...this.folded(log).facts.roster.values()].flat();
  }

  /** Whether the act and its whole past are here and judged. */
  hasEntered(hash: ActHash, log: Log): boolean {
    return this.folded(log).verdicts.has(hash);
  }
}
