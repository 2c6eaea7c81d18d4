import type { Clock, Instant, Result } from "@parley/base";
import type { ActDraft, ActionRefusal } from "@parley/client";

/** What a person may rely on at this moment. */
export type SaveState =
  /** Opened new; nothing was typed yet. */
  | { readonly state: "new" }
  /** Nothing typed that is not on this disk; null: as it was opened. */
  | { readonly state: "saved"; readonly at: Instant | null }
  /** Typed, not on the disk yet. */
  | { readonly state: "saving" }
  | { readonly state: "refused"; readonly refusal: ActionRefusal };

type Save = (draft: ActDraft) => Promise<Result<void, ActionRefusal>>;

/** Milliseconds of quiet after the last key. */
const QUIET = 300;

/** Keeps a draft on the disk while it is typed: one write at a time, the newest text last. */
export class DraftSaver {
  readonly #save: Save;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #state: SaveState;
  #pending: ActDraft | null = null;
  #writing: Promise<void> | null = null;
  #cancel: (() => void) | null = null;
  #paused = false;

  /** `stored`: the draft stood on the disk when it was opened. */
  constructor(save: Save, clock: Clock, stored: boolean) {
    this.#state = stored ? { state: "saved", at: null } : { state: "new" };
    this.#save = save;
    this.#clock = clock;
  }

  readonly state = (): SaveState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Takes the newest draft; it is written after a short quiet. */
  change(draft: ActDraft): void {
    this.#pending = draft;
    this.#set({ state: "saving" });
    this.#cancel?.();
    this.#cancel = this.#clock.after(QUIET, () => void this.flush());
  }

  /**
   * Writes at once what is not written; settles when nothing is left, or the disk refused. Answers whether all is kept;
   * while the draft is being signed that is not known, and nothing typed may be called kept.
   */
  async flush(): Promise<boolean> {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#paused) return this.#pending === null;
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
    await this.#writing;
    // What was typed while the last write was ending.
    if (this.#pending !== null && this.#state.state === "saving") return this.flush();
    return this.#pending === null;
  }

  /** Ends writing before the draft is signed, so that no late write brings a sent draft back. */
  async pause(): Promise<void> {
    this.#paused = true;
    this.#cancel?.();
    this.#cancel = null;
    await this.#writing;
  }

  /** Ends for good: the draft was signed or discarded, and nothing of it is left to keep. */
  end(): void {
    this.#paused = true;
    this.#pending = null;
  }

  /** Goes on after a refusal, and writes what was left. */
  async resume(): Promise<void> {
    this.#paused = false;
    await this.flush();
  }

  async #write(): Promise<void> {
    while (this.#pending !== null && !this.#paused) {
      const draft = this.#pending;
      this.#pending = null;
      const refusal = await this.#refusalOf(draft);
      if (refusal !== null) {
        this.#pending ??= draft;
        this.#set({ state: "refused", refusal });
        return;
      }
      if (this.#pending === null) this.#set({ state: "saved", at: this.#clock.now() });
    }
  }

  /** A store that throws has not kept the draft either. */
  async #refusalOf(draft: ActDraft): Promise<ActionRefusal | null> {
    try {
      const saved = await this.#save(draft);
      return saved.ok ? null : saved.refusal;
    } catch {
      return { reason: "disk" };
    }
  }

  #set(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
