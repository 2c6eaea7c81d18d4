import type { ActHash, KeyId, RecordId, RoomId } from "@parley/base";
import type { Log } from "@parley/directory";
import {
  checkDevice,
  fold,
  SUPPORTED_STEPS,
  toFoldAct,
  type Folded,
  type SignedAct,
} from "@parley/protocol";
import type { KeptAct } from "./kept-act.ts";

/** Facts and effects of these acts under this log. */
interface Outcome {
  readonly log: Log;
  readonly acts: ReadonlySet<ActHash>;
  readonly result: Folded;
}

interface Lately {
  outcome: Outcome | null;
}

/** A channel whose opening act was accepted: its acts, and what follows from them under one directory log. */
export class Channel {
  readonly opening: SignedAct;
  readonly room: RoomId;
  readonly #acts = new Map<ActHash, KeptAct>();
  readonly #ofKey = new Map<KeyId, number>();
  readonly #deviceActs: KeptAct[] = [];
  #folded: Outcome | null = null;
  /** What it or a copy of it came to last: what was judged in a copy is mostly kept, and need not be folded again. */
  readonly #lately: Lately;

  constructor(opening: SignedAct, room: RoomId, lately: Lately = { outcome: null }) {
    this.opening = opening;
    this.room = room;
    this.#lately = lately;
  }

  get id(): ActHash {
    return this.opening.hash;
  }

  get acts(): ReadonlyMap<ActHash, KeptAct> {
    return this.#acts;
  }

  put(kept: KeptAct): void {
    const { hash, act } = kept.signed;
    if (!this.#acts.has(hash)) {
      this.#ofKey.set(act.key, this.actsOf(act.key) + 1);
      if (act.kind === "device") this.#deviceActs.push(kept);
    }
    this.#acts.set(hash, kept);
  }

  /** Number of acts that a key has signed here. */
  actsOf(key: KeyId): number {
    return this.#ofKey.get(key) ?? 0;
  }

  /** The same channel to try further acts in, without touching this one. */
  copy(): Channel {
    const copy = new Channel(this.opening, this.room, this.#lately);
    for (const kept of this.#acts.values()) copy.put(kept);
    return copy;
  }

  /** Facts and effects; computed anew only where acts came in or the log grew. */
  folded(log: Log): Folded {
    if (!this.#isOutcome(this.#folded, log)) {
      const { outcome } = this.#lately;
      this.#folded = this.#isOutcome(outcome, log) ? outcome : this.#fold(log);
      this.#lately.outcome = this.#folded;
    }
    return this.#folded.result;
  }

  /** Whether it says what the acts that are here now come to, in whatever order they came. */
  #isOutcome(outcome: Outcome | null, log: Log): outcome is Outcome {
    if (outcome?.log !== log || outcome.acts.size !== this.#acts.size) return false;
    // Acts are only ever added, so that of one's own the number says it all.
    return outcome === this.#folded || [...this.#acts.keys()].every((act) => outcome.acts.has(act));
  }

  #fold(log: Log): Outcome {
    const acts = [...this.#acts.values()].map(({ signed }) => toFoldAct(signed));
    const result = fold(acts, log, log.head.n, { supported: SUPPORTED_STEPS, channel: this.id });
    return { log, acts: new Set(this.#acts.keys()), result };
  }

  /** Records that are members now (ROSTER-1). */
  roster(log: Log): readonly RecordId[] {
    return [...this.folded(log).facts.roster.values()].flat();
  }

  /** Act key, base64url, that an act here names for a record (TRUST-2): enough to check a signature, which gives no effect. */
  namedKey(rec: RecordId, key: KeyId, log: Log): string | null {
    for (const { signed } of this.#deviceActs) {
      const { act } = signed;
      if (act.f["rec"] !== rec || act.f["key"] !== key) continue;
      if (log.everKey(act.rec, act.key) === null || log.state(act.rec) !== log.state(rec)) continue;
      const fields = checkDevice(act.f);
      if (fields.ok && fields.value.op === "add") return fields.value.act;
    }
    return null;
  }

  /** Whether the act and its whole past are here and judged. */
  hasEntered(hash: ActHash, log: Log): boolean {
    return this.folded(log).verdicts.has(hash);
  }
}
