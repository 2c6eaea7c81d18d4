/** Runs a program with everything that it starts, and ends all of it. */
import { spawn, type ChildProcess } from "node:child_process";

const running = new Set<ChildProcess>();

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The exit code; null where a signal ended it. It runs in a process group of its own, and whatever of that group is left
 * when it ends is killed, so that a test that crashes leaves no homeserver and no window behind.
 */
export function run({ command, args, cwd, env }: Program): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: "inherit", detached: true });
    running.add(child);
    child.on("error", reject);
    child.on("close", (code) => {
      running.delete(child);
      signalGroup(child, "SIGKILL");
      resolve(code);
    });
  });
}

/** Passes a signal on to everything that runs. */
export function signalAll(signal: NodeJS.Signals): void {
  for (const child of running) signalGroup(child, signal);
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The usual case at the end: nothing is left of the group.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
