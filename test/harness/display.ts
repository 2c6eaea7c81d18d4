import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

/** A screen of its own, which nobody sees. */
export interface Display {
  /** As the variable `DISPLAY` wants it. */
  readonly name: string;
  stop(): Promise<void>;
}

/** Starts Xvfb on a display number that it finds free itself. */
export async function startDisplay(): Promise<Display> {
  const server = spawn(
    "Xvfb",
    ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
    { stdio: ["ignore", "ignore", "pipe", "pipe"] },
  );
  let said = "";
  server.stderr?.on("data", (part: Buffer) => (said += part.toString()));
  const number = await firstLine(server).catch((error: unknown) => {
    throw new Error(`Xvfb did not start: ${String(error)}\n${said}`);
  });
  return {
    name: `:${number}`,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
    },
  };
}

/** Xvfb writes the number of its display once it takes clients. */
async function firstLine(server: ChildProcess): Promise<string> {
  const numbers = server.stdio[3] as Readable;
  let text = "";
  await new Promise<void>((resolve, reject) => {
    numbers.on("data", (part: Buffer) => {
      text += part.toString();
      if (text.includes("\n")) resolve();
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`it ended with ${String(code)}`)));
  });
  return text.trim();
}
