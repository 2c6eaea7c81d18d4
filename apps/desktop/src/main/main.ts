import { app, Menu, powerMonitor } from "electron";
import { declareScheme } from "./app-scheme.ts";
import { EXERCISE_BUILD } from "./build-kind.ts";
import { openClientWindow, type ClientWindow, type Opening } from "./client-window.ts";
import {
  EXERCISE_SWITCHES,
  parseCommandLine,
  RELEASE_SWITCHES,
  type CommandLine,
} from "./command-line.ts";
import { untilDriven } from "./driver.ts";
import { lockPages } from "./lockdown.ts";
import { networkInside, openNetworkFile } from "./network-file.ts";
import { openProfile } from "./profile.ts";
import { bringToFront } from "./window-signs.ts";
import { switchSentence, WORDS } from "./words.ts";

/** Exit code for a command line or profile that is refused. */
const EXIT_REFUSED = 2;

function begin(): void {
  const args = process.argv.slice(1);
  const line = parseCommandLine(args, EXERCISE_BUILD ? EXERCISE_SWITCHES : RELEASE_SWITCHES, {
    windows: process.platform === "win32",
  });
  if (!line.ok) return end(EXIT_REFUSED, switchSentence(line.refusal));
  const profile = openProfile(line.value.profile);
  if (!profile.ok) {
    const { folder, why } = profile.refusal;
    return end(EXIT_REFUSED, WORDS.profileUnusable(folder, why));
  }
  if (!app.requestSingleInstanceLock()) return end(0, WORDS.alreadyOpen);

  // Wins over the switch that root needs in a test, so it is left out there.
  if (!EXERCISE_BUILD || !args.includes("--no-sandbox")) app.enableSandbox();
  // What the homeserver answers is kept by the client, sealed, or not at all.
  app.commandLine.appendSwitch("disable-http-cache");
  declareScheme();
  lockPages();
  Menu.setApplicationMenu(null);
  void run({ profile: profile.value, ...readNetwork(line.value) });
}

async function run(opening: Opening): Promise<void> {
  let client: ClientWindow | null = null;
  app.on("second-instance", () => {
    if (client !== null) bringToFront(client.window);
  });
  app.on("window-all-closed", () => app.quit());
  const driven = EXERCISE_BUILD ? untilDriven() : Promise.resolve();
  await app.whenReady();
  await driven;
  // Not the wish of a person: the system goes down, and asks nobody.
  const sessionEnds = (): void => {
    client?.closing.sessionEnds();
    app.quit();
  };
  powerMonitor.on("shutdown", sessionEnds);
  process.on("SIGTERM", sessionEnds);
  client = await openClientWindow(opening);
}

/** A release is bound to the network inside it, and takes no other. */
function readNetwork(line: CommandLine): Omit<Opening, "profile"> {
  const read = EXERCISE_BUILD ? networkGiven(line.network) : networkInside(app.getAppPath());
  if (read === null) return { network: null, networkProblem: null };
  return read.ok
    ? { network: read.value, networkProblem: null }
    : { network: null, networkProblem: read.refusal };
}

function networkGiven(file: string | null): ReturnType<typeof networkInside> {
  return file === null ? null : openNetworkFile(file);
}

function end(code: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  app.exit(code);
}

begin();
