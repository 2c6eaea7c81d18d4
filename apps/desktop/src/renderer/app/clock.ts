import type { Clock, Instant } from "@parley/base";
import { useCallback, useSyncExternalStore } from "react";

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The full minute that a moment lies in. Clocks on the screen show no seconds. */
export function minuteOf(at: Instant): Instant {
  return at - (at % MINUTE);
}

/** Told of every full second; answers what ends it. A machine that slept is right again within one. */
export function everySecond(clock: Clock, tell: () => void): () => void {
  let cancel = (): void => undefined;
  const wait = (): void => {
    cancel = clock.after(SECOND - (clock.now() % SECOND), () => {
      tell();
      wait();
    });
  };
  wait();
  return () => cancel();
}

/** The full second, or the full minute, that it is now; drawn anew only when that changes. */
export function useNow(clock: Clock, step: "second" | "minute"): Instant {
  const full = step === "second" ? SECOND : MINUTE;
  const read = (): Instant => clock.now() - (clock.now() % full);
  const subscribe = useCallback((tell: () => void) => everySecond(clock, tell), [clock]);
  return useSyncExternalStore(subscribe, read, read);
}
