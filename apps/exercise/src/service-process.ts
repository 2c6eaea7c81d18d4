import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { deskClient, readDeskFile, type DeskClient } from "@parley/secretariat";
import { fillServiceFolder } from "./service-folder.ts";
import type { Service, ServiceOptions } from "./service.ts";

/** How long the service may take to answer at its desk, and to end, and how often is looked, in ms. */
const START = 60_000;
const END = 20_000;
const LOOK = 100;

/** Starts the service as it would be started in earnest: by its own command, in a process of its own. */
export async function serviceProcess(options: ServiceOptions): Promise<Service> {
  const { dir, account } = options;
  fillServiceFolder(options);
  const main = path.join(
    path.dirname(fileURLToPath(import.meta.resolve("@parley/secretariat"))),
    "main.ts",
  );
  const child = spawn(process.execPath, [main, "serve", "--dir", dir], {
    stdio: ["ignore", "ignore", "pipe"],
    // Ctrl+C at the terminal is this process's to deal with: the service ends after the clients.
    detached: true,
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said = `${said}${part.toString()}`.slice(-4_000);
  });
  const last = (): void => void child.kill("SIGKILL");
  process.once("exit", last);
  const stop = async (): Promise<void> => {
    await end(child);
    process.off("exit", last);
  };
  try {
    const desk = await untilItAnswers(dir, child);
    return { user: account.user, desk, stop };
  } catch (error) {
    await stop();
    throw new Error(`The Secretariat's service did not start. It said:\n${said}`, { cause: error });
  }
}

async function untilItAnswers(dir: string, child: ChildProcess): Promise<DeskClient> {
  const late = performance.now() + START;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended with ${child.signalCode ?? child.exitCode}`);
    if (performance.now() > late) throw new Error("it does not answer");
    const file = readDeskFile(dir);
    const desk = file === null ? null : deskClient(file);
    if (desk !== null && (await desk.health()).ok) return desk;
    await sleep(LOOK);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), END);
  await ended;
  clearTimeout(late);
}
