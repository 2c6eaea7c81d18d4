/** A display without a screen, for the windows that tests open. */
import { spawn } from "node:child_process";

export interface Display {
  /** For `DISPLAY`. */
  readonly name: string;
  close(): void;
}

/** Starts Xvfb on a free number, and waits until it takes connections. */
export function openDisplay(): Promise<Display> {
  return new Promise((resolve, reject) => {
    const args = ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"];
    const server = spawn("Xvfb", args, { stdio: ["ignore", "ignore", "inherit", "pipe"] });
    server.on("error", (error) => reject(new Error("Xvfb could not be started", { cause: error })));
    server.on("close", () => reject(new Error("Xvfb ended before it was ready")));
    let said = "";
    server.stdio[3]?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("\n")) return;
      resolve({ name: `:${said.trim()}`, close: () => void server.kill("SIGTERM") });
    });
  });
}
