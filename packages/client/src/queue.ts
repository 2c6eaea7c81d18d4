/**
 * Runs pieces of work one after the other, so that no two of them see each other half done. A piece that throws is a
 * bug: its promise rejects, and the next one runs.
 */
export class WorkQueue {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(work);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}
