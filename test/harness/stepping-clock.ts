import type { Clock, Instant } from "@parley/base";
import { platformClock } from "./platform-clock.ts";

interface Timer {
  readonly due: Instant;
  readonly call: () => void;
  readonly cancel: () => void;
}

/** The computer's clock, which can be set forward: what is due by then goes off at once. */
export class SteppingClock implements Clock {
  #ahead = 0;
  readonly #timers = new Set<Timer>();

  now(): Instant {
    return platformClock.now() + this.#ahead;
  }

  after(ms: number, call: () => void): () => void {
    const end = (): void => {
      this.#timers.delete(timer);
      timer.cancel();
    };
    const goOff = (): void => {
      end();
      call();
    };
    const timer = { due: this.now() + ms, call: goOff, cancel: platformClock.after(ms, goOff) };
    this.#timers.add(timer);
    return end;
  }

  /** @param ms how far forward. */
  step(ms: number): void {
    this.#ahead += ms;
    const due = [...this.#timers].filter((timer) => timer.due <= this.now());
    for (const { call } of due.toSorted((a, b) => a.due - b.due)) call();
  }
}
