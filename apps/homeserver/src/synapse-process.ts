import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FILES } from "./configuration.ts";
import { HomeserverFailure } from "./failure.ts";

const LAUNCHER = path.join(import.meta.dirname, "../launch/watched_synapse.py");
const POLICY = path.join(import.meta.dirname, "../policy");

/** A cold start on a loaded machine of two cores takes up to ten seconds. */
const START_DEADLINE = 90_000;
const STOP_DEADLINE = 20_000;
const LOG_LINES = 25;

/** One run of Synapse. */
export interface SynapseProcess {
  /** Ends once `/health` answers; fails with the last log lines if Synapse dies or does not come up. */
  untilHealthy(baseUrl: string): Promise<void>;
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

export function startSynapse(python: string, dir: string): SynapseProcess {
  const log = openSync(path.join(dir, FILES.log), "a", 0o600);
  // The pipe to its input ends with this process, whatever ends it: see the launcher. Its own process group
  // keeps Ctrl+C for the starter, which then stops it in order.
  const child = spawn(python, [LAUNCHER, "--config-path", path.join(dir, FILES.configuration)], {
    cwd: dir,
    detached: true,
    stdio: ["pipe", log, log],
    env: { ...process.env, PYTHONPATH: POLICY, PYTHONUNBUFFERED: "1" },
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) =>
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`),
    );
  });
  return {
    untilHealthy: (baseUrl) => untilHealthy(child, ended, baseUrl, dir),
    end: (signal) => end(child, ended, signal),
  };
}

async function untilHealthy(
  child: ChildProcess,
  ended: Promise<string>,
  baseUrl: string,
  dir: string,
): Promise<void> {
  const deadline = performance.now() + START_DEADLINE;
  while (performance.now() < deadline) {
    const healthy = await isHealthy(baseUrl);
    // Asked afterwards: an answer counts only if it came from a process that is still there.
    const death = await Promise.race([ended, sleep(50, null)]);
    if (death !== null) {
      throw new HomeserverFailure(`Synapse ended while starting (${death}).\n${lastLines(dir)}`);
    }
    if (healthy) return;
  }
  await end(child, ended, "SIGKILL");
  throw new HomeserverFailure(
    `Synapse did not answer within ${START_DEADLINE / 1000} seconds.\n${lastLines(dir)}`,
  );
}

async function isHealthy(baseUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(2000) });
    await answer.text();
    return answer.ok;
  } catch {
    return false; // not listening yet
  }
}

async function end(
  child: ChildProcess,
  ended: Promise<string>,
  signal: "SIGTERM" | "SIGKILL",
): Promise<void> {
  child.kill(signal);
  if (signal === "SIGTERM") {
    const patience = new AbortController();
    const late = sleep(STOP_DEADLINE, "late", { signal: patience.signal }).catch(() => "in time");
    if ((await Promise.race([ended, late])) === "late") child.kill("SIGKILL");
    patience.abort();
  }
  await ended;
}

function lastLines(dir: string): string {
  try {
    const lines = readFileSync(path.join(dir, FILES.log), "utf8").trimEnd().split("\n");
    return lines.slice(-LOG_LINES).join("\n");
  } catch {
    return "It wrote no log.";
  }
}
