import type { Result } from "@parley/base";
import type { ActionRefusal } from "@parley/client";

export type SaveState = "saved" | "saving" | "refused";
export type SaveNote = (text: string) => Promise<Result<void, ActionRefusal>>;

/** Keeps a note as it is typed: at once, one write at a time, always the newest text last. */
export class NoteSaver {
  readonly #onState: (state: SaveState) => void;
  #next: { readonly text: string; readonly save: SaveNote } | null = null;
  #running: Promise<void> | null = null;

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
    await this.#running;
  }

  /** Settles when nothing is left to write. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#onState("saving");
    let kept = true;
    while (this.#next !== null) {
      const { text, save } = this.#next;
      this.#next = null;
      // A disk that throws is as full as one that refuses; the text stays in its field either way.
      kept = await save(text).then(
        (saved) => saved.ok,
        () => false,
      );
    }
    this.#running = null;
    this.#onState(kept ? "saved" : "refused");
  }
}
