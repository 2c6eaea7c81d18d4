import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../src/command-line/run.ts";
import { COMMANDS } from "../src/command-line/table.ts";
import type { Terminal } from "../src/command-line/terminal.ts";

/** What a command left behind. */
export interface Said {
  readonly code: number;
  /** The result stream. */
  readonly out: string;
  /** The error stream: prompts, advice, refusals. */
  readonly err: string;
}

/** The one line of `--json`. */
export function jsonOf(said: Said): { readonly [name: string]: unknown } {
  return JSON.parse(said.out) as { readonly [name: string]: unknown };
}

/** Runs a command within this process, with lines that somebody types. */
export async function say(
  args: readonly string[],
  {
    typed = [],
    now = Date.now,
  }: { readonly typed?: readonly string[]; readonly now?: () => number } = {},
): Promise<Said> {
  let [out, err] = ["", ""];
  const lines = [...typed];
  const terminal: Terminal = {
    say: (text) => {
      err += `${text}\n`;
    },
    ask: async (question) => {
      err += `${question} `;
      return lines.shift() ?? null;
    },
    askSecret: async (question) => {
      err += `${question} `;
      return lines.shift() ?? null;
    },
    close: () => {},
  };
  const code = await runCommand(
    args,
    COMMANDS,
    { terminal, now },
    {
      results: (text) => {
        out += text;
      },
      errors: (text) => {
        err += text;
      },
    },
  );
  return { code, out, err };
}

/** The program. */
export const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** Runs the real command as a process of its own, with this text on its input. */
export async function sayAsProcess(args: readonly string[], input = ""): Promise<Said> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: path.dirname(MAIN),
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [out, err] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const code = await new Promise<number>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.on("close", (ended) => resolve(ended ?? -1));
  });
  return { code, out, err };
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const part of stream) text += String(part);
  return text;
}
