import type { Clock, Instant } from "@parley/base";
import { useEffect, useState } from "react";

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** The time, anew at every full `step` milliseconds. */
export function useNow(clock: Clock, step: number): Instant {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let cancel = (): void => undefined;
    const wait = (): void => {
      cancel = clock.after(step - (clock.now() % step), () => {
        setNow(clock.now());
        wait();
      });
    };
    wait();
    return () => cancel();
  }, [clock, step]);
  return now;
}
