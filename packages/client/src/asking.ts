import type { Result } from "@parley/base";
import type { RequestRefusal } from "@parley/session";
import { hinder, waitLeft } from "./backoff.ts";
import type { Core, Hindered } from "./core.ts";

/** What was granted, and what the server does not show by then, is asked for once more, in ms. */
export const SHOWN_WITHIN = 30_000;

/** Requests of one round, each with its own waits, and when the next round is due. */
export class Asking {
  readonly #core: Core;
  #wait: number | null = null;

  constructor(core: Core) {
    this.#core = core;
  }

  /** A round begins. */
  begin(): void {
    this.#wait = null;
  }

  /** How long until something that was asked for in this round is looked at again, in ms; null where nothing was. */
  get wait(): number | null {
    return this.#wait;
  }

  /** Makes one request if its time has come, and answers whether it was granted; what failed has its wait noted. */
  async ask(
    what: Hindered,
    request: () => Promise<Result<unknown, RequestRefusal>>,
  ): Promise<boolean> {
    const core = this.#core;
    const wait = waitLeft(core, what);
    if (wait > 0) {
      this.lookAgainIn(wait);
      return false;
    }
    const { hindrances } = core;
    const answer = await request();
    if (answer.ok) {
      if (hindrances.delete(what)) core.touch();
      this.lookAgainIn(SHOWN_WITHIN);
      return true;
    }
    const { refusal } = answer;
    this.lookAgainIn(hinder(core, what, refusal.reason === "away" ? { reason: "other" } : refusal));
    core.touch();
    return false;
  }

  lookAgainIn(ms: number): void {
    this.#wait = Math.min(this.#wait ?? ms, ms);
  }
}
