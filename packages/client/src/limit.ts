import type { Clock } from "@parley/base";

/** The outcome, or `late` where there is none within `ms` milliseconds. A rejection is `late` as well. */
export function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | "late"> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve("late"));
    work.then(
      (value) => {
        cancel();
        resolve(value);
      },
      () => {
        cancel();
        resolve("late");
      },
    );
  });
}
