import type { Clock } from "@parley/base";

/** Writes at once what a form holds. False: something is not kept, and would be lost with the form. */
export type Flush = () => Promise<boolean>;

/** How long a disk may take before nothing is called kept any more, in milliseconds: nobody is locked in by it. */
const PATIENCE = 5000;

/** What forms have to finish before they are left or the client is closed. */
export class Flushes {
  readonly #clock: Clock;
  readonly #all = new Set<Flush>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Registers one; the answer takes it back. */
  readonly add = (flush: Flush): (() => void) => {
    this.#all.add(flush);
    return () => {
      this.#all.delete(flush);
    };
  };

  /** Runs all of them; true where everything is kept. One that fails or hangs does not stop the others. */
  async run(): Promise<boolean> {
    const ended = await Promise.all([...this.#all].map((flush) => this.#within(flush)));
    return ended.every(Boolean);
  }

  #within(flush: Flush): Promise<boolean> {
    return new Promise((resolve) => {
      const stop = this.#clock.after(PATIENCE, () => resolve(false));
      flush()
        .then(resolve, () => resolve(false))
        .finally(stop);
    });
  }
}
