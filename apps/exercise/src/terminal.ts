import { createInterface } from "node:readline";
import type { Terminal } from "./terminal-officer.ts";

/** The terminal that this command was started at, until it is closed or `cancelled` says so. */
export function openTerminal(cancelled: AbortSignal): Terminal & { close(): void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: true });
  /** Typed before it was asked for, as lines that are pasted together are. */
  const typed: string[] = [];
  let answer: ((line: string | null) => void) | null = null;
  let over = false;
  const give = (line: string | null): void => {
    const waiting = answer;
    answer = null;
    if (waiting !== null) waiting(line);
    else if (line !== null) typed.push(line);
  };
  const end = (): void => {
    over = true;
    give(null);
  };
  lines.on("line", give);
  lines.on("close", end);
  // While it reads lines, the terminal does not send the signal itself.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  cancelled.addEventListener("abort", end);
  return {
    say: (line) => console.log(line),
    ask: (question) => {
      const line = typed.shift();
      if (line !== undefined) return Promise.resolve(line);
      if (over) return Promise.resolve(null);
      lines.setPrompt(question);
      lines.prompt();
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    close: () => {
      cancelled.removeEventListener("abort", end);
      lines.close();
    },
  };
}
