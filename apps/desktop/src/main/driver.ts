import { app } from "electron";

/** Chromium's switch that lets a driver in; only the exercise build takes it. */
const DRIVER_SWITCH = "remote-debugging-port";

/**
 * Resolves once the program that drives this one listens, or at once where nobody drives it. Playwright says so by calling
 * `__playwright_run` in this process; a window that opens while it still attaches is now and then never seen by
 * it. To be called before the program is ready.
 */
export function untilDriven(): Promise<void> {
  if (!app.commandLine.hasSwitch(DRIVER_SWITCH)) return Promise.resolve();
  return new Promise((resolve) => {
    Object.assign(globalThis, { __playwright_run: () => resolve() });
  });
}
