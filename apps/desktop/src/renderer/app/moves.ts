import { createStore, type StoreApi } from "zustand/vanilla";
import type { Flushes } from "./flushes.ts";
import type { Route } from "./route.ts";

/** Goes from screen to screen, and stays where something typed would be lost. */
export class Moves {
  readonly route: StoreApi<Route>;
  /** Where a person wished to go and did not, because the disk refused what was typed; null: no such wish. */
  readonly stays: StoreApi<Route | null>;
  readonly #flushes: Flushes;
  /** Counts wishes: only the newest is followed. */
  #wish = 0;

  constructor(route: StoreApi<Route>, flushes: Flushes) {
    this.route = route;
    this.#flushes = flushes;
    this.stays = createStore<Route | null>(() => null);
  }

  /** Goes there once what was typed is kept. Answers whether it went. */
  readonly to = async (route: Route): Promise<boolean> => {
    this.#wish += 1;
    const wish = this.#wish;
    const kept = await this.#flushes.run();
    if (wish !== this.#wish) return false;
    if (kept) this.leaveTo(route);
    else this.stays.setState(route, true);
    return kept;
  };

  /** Goes there at once: the form that is left has nothing more to keep. */
  readonly leaveTo = (route: Route): void => {
    this.#wish += 1;
    this.stays.setState(null, true);
    this.route.setState(route, true);
  };
}
