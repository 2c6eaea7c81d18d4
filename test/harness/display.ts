import { startVirtualDisplay } from "@parley/exercise";

/** A screen of its own, which nobody sees. */
export interface Display {
  /** As the variable `DISPLAY` wants it. */
  readonly name: string;
  stop(): Promise<void>;
}

/** Starts the exercise's virtual display, whatever screen this machine has. */
export async function startDisplay(): Promise<Display> {
  const screen = await startVirtualDisplay(process.env);
  return { name: screen.display, stop: () => screen.close() };
}
