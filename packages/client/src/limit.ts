import type { Timers } from "./timers.ts";

let count = 0;

/**
 * The outcome, or `late` where there is none within `ms` milliseconds. A rejection is `late` as well. Once the timers are
 * cancelled nobody waits any more.
 */
export function within<T>(timers: Timers, ms: number, work: Promise<T>): Promise<T | "late"> {
  const name = `limit ${count++}`;
  return new Promise((resolve) => {
    timers.set(name, ms, () => resolve("late"));
    const settle = (value: T | "late"): void => {
      timers.cancel(name);
      resolve(value);
    };
    work.then(settle, () => settle("late"));
  });
}
