import type { Clock, Instant } from "@parley/base";

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: Instant = Date.parse("2026-11-24T08:00:00Z");
  #next = 0;
  readonly #timers = new Map<number, { readonly at: Instant; readonly call: () => void }>();

  now(): Instant {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const id = this.#next++;
    this.#timers.set(id, { at: this.#now + ms, call });
    return () => this.#timers.delete(id);
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** The machine sleeps: time passes, and timers wait as long as before. */
  async sleep(ms: number): Promise<void> {
    await quiet();
    this.#now += ms;
    for (const [id, { at, call }] of this.#timers) this.#timers.set(id, { at: at + ms, call });
  }

  /** Moves on, calling what falls due on the way, each followed by whatever it sets going. */
  async advance(ms: number): Promise<void> {
    await quiet();
    const end = this.#now + ms;
    for (;;) {
      const [due] = [...this.#timers]
        .filter(([, { at }]) => at <= end)
        .toSorted(([a, { at: x }], [b, { at: y }]) => x - y || a - b);
      if (due === undefined) break;
      const [id, { at, call }] = due;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, at);
      call();
      await quiet();
    }
    this.#now = end;
    await quiet();
  }
}

/** Lets everything run that waits for nothing but its turn: nothing in these tests does real I/O. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
}
