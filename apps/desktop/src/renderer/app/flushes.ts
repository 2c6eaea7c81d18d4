/** Writes at once what a form holds. False: something is not kept, and would be lost with the form. */
export type Flush = () => Promise<boolean>;

/** What forms have to finish before they are left or the client is closed. */
export class Flushes {
  readonly #all = new Set<Flush>();

  /** Registers one; the answer takes it back. */
  readonly add = (flush: Flush): (() => void) => {
    this.#all.add(flush);
    return () => {
      this.#all.delete(flush);
    };
  };

  /** Runs all of them; true where everything is kept. One that fails does not stop the others. */
  async run(): Promise<boolean> {
    const ended = await Promise.allSettled([...this.#all].map((flush) => flush()));
    return ended.every((one) => one.status === "fulfilled" && one.value);
  }
}
