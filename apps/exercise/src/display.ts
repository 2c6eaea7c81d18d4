import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";

type Environment = { readonly [name: string]: string | undefined };

/** A screen that nobody looks at. */
export interface VirtualDisplay {
  /** For example ":99"; goes into `DISPLAY` of the clients. */
  readonly display: string;
  close(): Promise<void>;
}

/** Whether windows can be shown to a person here. */
export function hasDisplay(platform: NodeJS.Platform, env: Environment): boolean {
  if (platform === "win32" || platform === "darwin") return true;
  return (env["DISPLAY"] ?? "") !== "" || (env["WAYLAND_DISPLAY"] ?? "") !== "";
}

/** Where a command is found on the path, or null. */
function findCommand(name: string, env: Environment): string | null {
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/** Room for two windows of 1280 by 720 beside and above each other. */
const SCREEN = "2600x1500x24";
const START_DEADLINE = 20_000;

/**
 * Starts Xvfb on a display that is free; Xvfb itself picks it (`-displayfd`), so that two exercises on one machine
 * do not meet. It ends with this process, however that ends (`setpriv --pdeathsig`).
 */
export async function startVirtualDisplay(env: Environment): Promise<VirtualDisplay> {
  const xvfb = findCommand("Xvfb", env);
  if (xvfb === null) {
    throw new Error("There is no display and no Xvfb. Install it: apt-get install xvfb");
  }
  const options = ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"];
  const setpriv = findCommand("setpriv", env);
  const command: readonly string[] =
    setpriv === null
      ? [xvfb, ...options]
      : [setpriv, "--pdeathsig", "TERM", "--", xvfb, ...options];
  const [program, ...args] = command as readonly [string, ...string[]];
  const server = spawn(program, args, { stdio: ["ignore", "ignore", "pipe", "pipe"] });
  let complaint = "";
  server.stderr?.on("data", (part) => {
    complaint = `${complaint}${String(part)}`.slice(-2000);
  });
  const ended = new Promise<string>((resolve) => {
    server.once("error", (error) => resolve(error.message));
    server.once("exit", (code, signal) => resolve(`ended with ${signal ?? code}`));
  });
  const close = async (): Promise<void> => {
    server.kill("SIGTERM");
    await ended;
  };
  const answer = await Promise.race([
    firstLine(server.stdio[3] as Readable),
    ended,
    after(START_DEADLINE),
  ]);
  if (!/^\d+$/.test(answer)) {
    await close();
    throw new Error(`Xvfb did not start (${answer}). ${complaint}`);
  }
  return { display: `:${answer}`, close };
}

/** The display's number, once it takes connections. */
function firstLine(from: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    from.on("data", (part) => {
      text += String(part);
      if (text.includes("\n")) resolve(text.trim());
    });
  });
}

function after(ms: number): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`no answer within ${ms / 1000} seconds`), ms).unref();
  });
}
