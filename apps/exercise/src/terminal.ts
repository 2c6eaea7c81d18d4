import { createInterface } from "node:readline/promises";
import type { Terminal } from "./terminal-officer.ts";

/** The terminal that this command was started at, until it is closed or `cancelled` says so. */
export function openTerminal(cancelled: AbortSignal): Terminal & { close(): void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: true });
  const ended = new AbortController();
  const end = (): void => ended.abort();
  lines.on("close", end);
  cancelled.addEventListener("abort", end);
  return {
    say: (line) => console.log(line),
    ask: async (question) => {
      try {
        return await lines.question(question, { signal: ended.signal });
      } catch {
        return null;
      }
    },
    close: () => {
      lines.close();
      cancelled.removeEventListener("abort", end);
    },
  };
}
