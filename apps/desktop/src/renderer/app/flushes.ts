/** What forms have to finish before the client is closed. */
export class Flushes {
  readonly #all = new Set<() => Promise<void>>();

  /** Registers one; the answer takes it back. */
  readonly add = (flush: () => Promise<void>): (() => void) => {
    this.#all.add(flush);
    return () => {
      this.#all.delete(flush);
    };
  };

  /** Runs all of them; one that fails does not stop the others, its form says so itself. */
  async run(): Promise<void> {
    await Promise.allSettled([...this.#all].map((flush) => flush()));
  }
}
