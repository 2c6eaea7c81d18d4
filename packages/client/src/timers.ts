import type { Clock } from "@parley/base";

/** Longest single wait of the platform's timers that is still exact, in ms; longer ones are cut and asked again. */
const LONGEST = 3_600_000;

/** Named timers over the clock: one of each name, a new one in place of the old. */
export class Timers {
  readonly #clock: Clock;
  readonly #running = new Map<string, () => void>();
  #ended = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls once after `ms` milliseconds, or after an hour if that is sooner. */
  set(name: string, ms: number, call: () => void): void {
    this.cancel(name);
    if (this.#ended) return;
    const cancel = this.#clock.after(Math.min(Math.max(ms, 0), LONGEST), () => {
      this.#running.delete(name);
      call();
    });
    this.#running.set(name, cancel);
  }

  has(name: string): boolean {
    return this.#running.has(name);
  }

  cancel(name: string): void {
    this.#running.get(name)?.();
    this.#running.delete(name);
  }

  /** Cancels all, and takes no further ones: what ends after the client closed finds nothing to wait for. */
  end(): void {
    this.#ended = true;
    for (const cancel of this.#running.values()) cancel();
    this.#running.clear();
  }
}
