import type { DrivenClient } from "@parley/exercise";
import { descendants } from "./descendants.ts";

/** Stops all processes of a client where they are, as a computer that falls asleep; the answer lets them go on. */
export function fallAsleep({ app }: DrivenClient): () => void {
  const { pid } = app.process();
  if (pid === undefined) throw new Error("the client has ended");
  const all = [pid, ...descendants(pid).map((one) => one.pid)];
  for (const one of all) process.kill(one, "SIGSTOP");
  return () => {
    for (const one of all.toReversed()) process.kill(one, "SIGCONT");
  };
}
