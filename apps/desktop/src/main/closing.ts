import type { Hearing } from "../contract/index.ts";

/** The window as closing needs it. */
export interface Closable {
  /** Closes without asking again. */
  close(): void;
  /** Tells the page that the person wants to close. */
  ask(): void;
}

/** How long a page may take to say that it heard, in milliseconds; after that it is taken to be stuck. */
const HEARING_MS = 8000;

/**
 * Lets the page ask the person before the window closes. A page that does not listen, or does not even say that it
 * heard, cannot hold the window open; one that heard may take as long as the person does.
 */
export class Closing {
  readonly #window: Closable;
  readonly #later: (act: () => void, ms: number) => () => void;
  #listening = false;
  #allowed = false;
  #stopWaiting: (() => void) | null = null;

  constructor(window: Closable, later: (act: () => void, ms: number) => () => void) {
    this.#window = window;
    this.#later = later;
  }

  /** The window is about to close: true when it may, false when the page has been asked. */
  mayClose(): boolean {
    if (this.#allowed || !this.#listening) return true;
    if (this.#stopWaiting === null) {
      this.#stopWaiting = this.#later(() => this.closeNow(), HEARING_MS);
      this.#window.ask();
    }
    return false;
  }

  heard(hearing: Hearing): void {
    if (hearing === "heard") this.#endWaiting();
    else this.#listening = hearing === "listening";
  }

  /** The page is gone or is another one: it no longer listens. */
  pageLeft(): void {
    this.#listening = false;
    this.#endWaiting();
  }

  /** The system ends the session: there is nobody to ask, and what is queued is kept anyway. */
  sessionEnds(): void {
    this.#allowed = true;
  }

  closeNow(): void {
    this.#allowed = true;
    this.#endWaiting();
    this.#window.close();
  }

  #endWaiting(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }
}
