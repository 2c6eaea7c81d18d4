import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Display } from "./display.ts";

export interface ClientProcess {
  readonly pid: number;
  /** What it has written to stderr up to now. */
  stderr(): string;
  /** Waits for its end: its exit code, or null where a signal ended it. */
  ended(): Promise<number | null>;
  /** Ends it in order, and waits. */
  stop(): Promise<void>;
}

export interface ClientProcessOptions {
  readonly executable: string;
  readonly args: readonly string[];
  readonly display: Display;
  readonly env?: Readonly<Record<string, string>>;
  /** Runs it as this user, who then has the folder `home`; needs root. */
  readonly user?: { readonly id: number; readonly home: string };
}

/** Starts a packaged client as a person would, with nobody driving it. */
export async function startClientProcess(options: ClientProcessOptions): Promise<ClientProcess> {
  const { executable, args, display, user } = options;
  const [command, ...before] =
    user === undefined
      ? [executable]
      : ["setpriv", `--reuid=${user.id}`, `--regid=${user.id}`, "--clear-groups", executable];
  const child = spawn(command ?? executable, [...before, ...args], {
    env: {
      ...process.env,
      ...options.env,
      DISPLAY: display.name,
      ...(user === undefined
        ? {}
        : {
            HOME: user.home,
            TMPDIR: user.home,
            XDG_CONFIG_HOME: user.home,
            XDG_RUNTIME_DIR: user.home,
          }),
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exit = once(child, "close").then(([code]) => code as number | null);
  let said = "";
  child.stderr.on("data", (part: Buffer) => (said += part.toString()));
  await once(child, "spawn");
  return {
    pid: child.pid ?? -1,
    stderr: () => said,
    ended: () => exit,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await exit;
    },
  };
}
