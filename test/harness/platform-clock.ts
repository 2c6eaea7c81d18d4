import type { Clock } from "@parley/base";

/** The computer's clock and timers. */
export const platformClock: Clock = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
