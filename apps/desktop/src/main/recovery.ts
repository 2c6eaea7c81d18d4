/** So many crashes of the page within so many milliseconds are taken as a fault that reloading does not cure. */
export const CRASH_LIMIT = 3;
export const CRASH_WINDOW_MS = 5 * 60_000;

/** Says whether a page that crashed is worth loading again. */
export class Recovery {
  #crashes: readonly number[] = [];

  /** @param now milliseconds of any clock that does not run backwards */
  crashed(now: number): "reload" | "give-up" {
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    return this.#crashes.length < CRASH_LIMIT ? "reload" : "give-up";
  }
}
