import { quiet } from "./manual-clock.ts";

/** What is reported as unhandled meanwhile; the test runner hears nothing of it. */
export async function rejectionsOf(work: () => Promise<void>): Promise<readonly unknown[]> {
  const reported: unknown[] = [];
  const before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (error) => reported.push(error));
  try {
    await work();
    await quiet();
  } finally {
    process.removeAllListeners("unhandledRejection");
    for (const listener of before) process.on("unhandledRejection", listener);
  }
  return reported;
}
