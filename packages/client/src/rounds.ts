/** Rounds of one kind of work: one at a time, and another one after it for whatever asks meanwhile. */
export class Rounds {
  readonly #round: () => Promise<void>;
  readonly #isOver: () => boolean;
  #running = false;
  #again = false;

  constructor(round: () => Promise<void>, isOver: () => boolean) {
    this.#round = round;
    this.#isOver = isOver;
  }

  async run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#round();
      } while (this.#again && !this.#isOver());
    } finally {
      this.#running = false;
    }
  }
}
