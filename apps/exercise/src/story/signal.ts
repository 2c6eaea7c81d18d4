/** Something that happens once, and is waited for. */
export class Signal {
  readonly given: Promise<void>;
  #give: () => void = () => {};

  constructor() {
    this.given = new Promise((resolve) => {
      this.#give = resolve;
    });
  }

  readonly give = (): void => this.#give();
}
