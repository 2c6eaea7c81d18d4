import type { Result } from "@parley/base";
import type { ActionRefusal } from "@parley/client";

export type SaveState = "saved" | "saving" | "refused";
export type SaveNote = (text: string) => Promise<Result<void, ActionRefusal>>;

/** Keeps a note as it is typed: at once, one write at a time, always the newest text last. */
export class NoteSaver {
  readonly #onState: (state: SaveState) => void;
  #next: { readonly text: string; readonly save: SaveNote } | null = null;
  #running: Promise<void> | null = null;
  /** Written last, and not taken. */
  #refused: { readonly text: string; readonly save: SaveNote } | null = null;

  constructor(onState: (state: SaveState) => void) {
    this.#onState = onState;
  }

  write(text: string, save: SaveNote): void {
    this.#next = { text, save };
    this.#running ??= this.#run();
  }

  /** Drops what is not being written yet and waits for what is: what comes next is written after it. */
  async settle(): Promise<void> {
    this.#next = null;
    this.#refused = null;
    await this.#running;
  }

  /** Writes once more what was refused; settles when nothing is left to write. Answers whether all is kept. */
  async flush(): Promise<boolean> {
    if (this.#running === null && this.#refused !== null)
      this.write(this.#refused.text, this.#refused.save);
    await this.#running;
    return this.#refused === null;
  }

  async #run(): Promise<void> {
    this.#onState("saving");
    let kept = true;
    while (this.#next !== null) {
      const one = this.#next;
      this.#next = null;
      // A disk that throws is as full as one that refuses; the text stays in its field either way.
      kept = await one.save(one.text).then(
        (saved) => saved.ok,
        () => false,
      );
      this.#refused = kept ? null : one;
    }
    this.#running = null;
    this.#onState(kept ? "saved" : "refused");
  }
}
