import { packagedClient } from "@parley/desktop/packaging";
import { DrivenClient } from "@parley/exercise";
import type { ElectronApplication, Page } from "playwright-core";
import { startDisplay, type Display } from "./display.ts";

export interface DesktopOptions {
  /** Folder of the profile. */
  readonly profile: string;
  /** Path of the network file; without it the client has no network. */
  readonly network?: string;
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
  /** The last of what it has written to stderr and its console. */
  stderr(): string;
  /** Ends it as the end of a session would: it asks nobody, and shuts down in order. */
  close(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Packages the client where needed, starts it with any switches, and waits for its window. */
export async function launchDesktop(options: DesktopOptions): Promise<Desktop> {
  const { profile, network, env, args = [] } = options;
  const { executable } = await packagedClient("exercise");
  const display = options.display ?? (await startDisplay());
  const endDisplay = async (): Promise<void> => {
    if (options.display === undefined) await display.stop();
  };
  const networkSwitch = network === undefined ? [] : ["--network", network];
  const client = await DrivenClient.launch({
    executable,
    switches: ["--profile", profile, ...networkSwitch, ...args],
    display: display.name,
    name: "client",
    ...(env === undefined ? {} : { env }),
  }).catch(async (error: unknown) => {
    await endDisplay();
    throw error;
  });
  return {
    app: client.app,
    page: client.page,
    stderr: () => client.said,
    close: async () => {
      const before = client.end;
      await client.close();
      await endDisplay();
      if (before === null && client.end === "SIGKILL")
        throw new Error(`the client did not end in order; it said:\n${client.said}`);
    },
    kill: async () => {
      await client.kill();
      await endDisplay();
    },
  };
}
