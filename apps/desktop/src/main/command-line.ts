import { accept, refuse, type Result } from "@parley/base";

export interface CommandLine {
  /** Folder of the profile; null for the usual one. */
  readonly profile: string | null;
  /** Exercise file; always null in a release. */
  readonly exercise: string | null;
  /** False only in a test build that root runs: root can have no sandbox of Chromium's. Always true in a release. */
  readonly sandbox: boolean;
}

/** `switch`: not on the list; `argument`: no switch at all; `value`: a value is missing, doubled or too much. */
export interface SwitchRefusal {
  readonly reason: "switch" | "argument" | "value";
  /** What was given, cut to what a sentence can hold. */
  readonly given: string;
}

/**
 * Chromium's own switches that change only where and how the window is drawn, and which keychain is asked. All others
 * are refused: some open the program to whoever can reach a port, or send its connections elsewhere.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  "disable-gpu",
  "force-device-scale-factor",
  "force-high-contrast",
  "force-prefers-reduced-motion",
  "lang",
  "ozone-platform",
  "ozone-platform-hint",
  "password-store",
]);

/** What Playwright adds, and what root needs in a container: for test builds only. */
const FOR_TESTS: ReadonlySet<string> = new Set(["inspect", "no-sandbox", "remote-debugging-port"]);

const GIVEN_LIMIT = 80;

/**
 * Reads the arguments behind the program's name. Chromium reads the same list by its own rules, before this code: it
 * takes one dash for two, and on Windows a slash, so all of these count as switches here.
 */
export function parseCommandLine(
  args: readonly string[],
  build: { readonly exercise: boolean; readonly windows: boolean },
): Result<CommandLine, SwitchRefusal> {
  const own = new Map<string, string>();
  const ownNames = build.exercise ? ["--profile", "--exercise"] : ["--profile"];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const given = arg.slice(0, GIVEN_LIMIT);
    const [name = "", ...rest] = arg.split("=");
    if (ownNames.includes(name)) {
      const value = rest.length > 0 ? rest.join("=") : args[++i];
      if (value === undefined || value === "" || value.startsWith("-") || own.has(name)) {
        return refuse({ reason: "value", given: name });
      }
      own.set(name, value);
    } else if (arg.startsWith("-") || (build.windows && arg.startsWith("/"))) {
      const bare = name.replace(/^--/, "");
      const known = HARMLESS.has(bare) || (build.exercise && FOR_TESTS.has(bare));
      if (!arg.startsWith("--") || !known) return refuse({ reason: "switch", given });
    } else {
      return refuse({ reason: "argument", given });
    }
  }
  return accept({
    profile: own.get("--profile") ?? null,
    exercise: own.get("--exercise") ?? null,
    sandbox: !args.includes("--no-sandbox"),
  });
}
