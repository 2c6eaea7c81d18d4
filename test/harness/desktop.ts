import { once } from "node:events";
import { packagedClient } from "@parley/desktop/packaging";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { startDisplay, type Display } from "./display.ts";

export interface DesktopOptions {
  /** Folder of the profile. */
  readonly profile: string;
  /** Path of the exercise file; without it the client opens none. */
  readonly exercise?: string;
  /** Where the window opens; without it on a display that lives as long as the client. */
  readonly display?: Display;
  /** Further switches, and further variables of the environment. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The packaged exercise client, running. */
export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What it has written to stderr up to now. */
  stderr(): string;
  /** Ends it as the end of a session would: it asks nobody, and shuts down in order. */
  close(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** How long a client may take to end in order, in milliseconds. */
const CLOSE_MS = 15_000;

/** Packages the client where needed, starts it, and waits for its window. */
export async function launchDesktop(options: DesktopOptions): Promise<Desktop> {
  const { executable } = await packagedClient("exercise");
  const display = options.display ?? (await startDisplay());
  const endDisplay = async (): Promise<void> => {
    if (options.display === undefined) await display.stop();
  };
  const app = await _electron
    .launch({
      executablePath: executable,
      // The container's root cannot have Chromium's sandbox; everyone else must.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--profile",
        options.profile,
        ...(options.exercise === undefined ? [] : ["--exercise", options.exercise]),
        // A keyring that is locked on the developer's machine would hold the start up.
        "--password-store=basic",
        ...(options.args ?? []),
      ],
      env: { ...environment(), ...options.env, DISPLAY: display.name },
    })
    .catch(async (error: unknown) => {
      await endDisplay();
      throw error;
    });

  const child = app.process();
  let said = "";
  child.stderr?.on("data", (part: Buffer) => (said += part.toString()));
  const ended = once(child, "exit");
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      const late = AbortSignal.timeout(CLOSE_MS);
      await Promise.race([ended, once(late, "abort")]);
      if (late.aborted) child.kill("SIGKILL");
      await ended;
      if (late.aborted) throw new Error(`the client did not end in order; it said:\n${said}`);
    }
    await endDisplay();
  };
  try {
    const page = await app.firstWindow();
    page.on("console", (message) => (said += `page: ${message.type()}: ${message.text()}\n`));
    page.on("pageerror", (error) => (said += `page: ${String(error)}\n`));
    return {
      app,
      page,
      stderr: () => said,
      close: () => end("SIGTERM"),
      kill: () => end("SIGKILL"),
    };
  } catch (error) {
    await end("SIGKILL");
    throw new Error(`the client opened no window; it said:\n${said}`, { cause: error });
  }
}

function environment(): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && name !== "NODE_OPTIONS") out[name] = value;
  }
  return out;
}
