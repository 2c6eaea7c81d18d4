import type { Attention } from "../contract/index.ts";
import { WORDS } from "./words.ts";

/** The signs that the system can give. */
export interface Signs {
  title(text: string): void;
  badge(count: number): void;
  flash(on: boolean): void;
  inFront(): boolean;
  bringToFront(): void;
  /** Shows a notification; returns what takes it away again. */
  notify(text: { readonly title: string; readonly body: string }, onClick: () => void): () => void;
}

/** Shows how much waits, and rings when something arrives while the person looks elsewhere; never with content. */
export class AttentionSigns {
  readonly #signs: Signs;
  readonly #title: string;
  #unshow: (() => void) | null = null;

  constructor(signs: Signs, title: string) {
    this.#signs = signs;
    this.#title = title;
    signs.title(title);
  }

  show({ unread, arrived }: Attention): void {
    this.#signs.title(WORDS.titleWithCount(this.#title, unread));
    this.#signs.badge(unread);
    if (unread === 0) this.calm();
    if (arrived && !this.#signs.inFront()) this.#ring();
  }

  /** The person looks: what rang is taken away. */
  calm(): void {
    this.#signs.flash(false);
    this.#unshow?.();
    this.#unshow = null;
  }

  #ring(): void {
    this.#signs.flash(true);
    this.#unshow?.();
    this.#unshow = this.#signs.notify({ title: WORDS.product, body: WORDS.newActivity }, () =>
      this.#signs.bringToFront(),
    );
  }
}
