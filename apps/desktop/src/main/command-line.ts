import { accept, refuse, type Result } from "@parley/base";

export interface CommandLine {
  /** Folder of the profile; null for the usual one. */
  readonly profile: string | null;
  /** Network file; always null in a release, which has one inside. */
  readonly network: string | null;
}

/** `switch`: not on the list; `argument`: no switch at all; `value`: a value is missing, doubled or too much. */
export interface SwitchRefusal {
  readonly reason: "switch" | "argument" | "value";
  /** What was given, cut to what a sentence can hold. */
  readonly given: string;
}

/** What a build takes; all else is refused. */
export interface KnownSwitches {
  /** Name of the switch for a network file; null where the build has none. */
  readonly network: string | null;
  /** Names without dashes. */
  readonly chromium: readonly string[];
}

/**
 * Chromium's own switches that change only where and how the window is drawn, and which keychain is asked. Others open
 * the program to whoever can reach a port, or send its connections elsewhere.
 */
const HARMLESS: readonly string[] = [
  "disable-gpu",
  "force-device-scale-factor",
  "force-high-contrast",
  "force-prefers-reduced-motion",
  "lang",
  "ozone-platform",
  "ozone-platform-hint",
  "password-store",
];

export const RELEASE_SWITCHES: KnownSwitches = { network: null, chromium: HARMLESS };

/** With what Playwright adds, and what root needs in a container. */
export const EXERCISE_SWITCHES: KnownSwitches = {
  network: "--network",
  chromium: [...HARMLESS, "inspect", "no-sandbox", "remote-debugging-port"],
};

const PROFILE = "--profile";
const GIVEN_LIMIT = 80;

/**
 * Reads the arguments behind the program's name. Chromium reads the same list by its own rules, before this code: it
 * takes one dash for two, and on Windows a slash, so all of these count as switches here.
 */
export function parseCommandLine(
  args: readonly string[],
  known: KnownSwitches,
  { windows }: { readonly windows: boolean },
): Result<CommandLine, SwitchRefusal> {
  const own = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const given = arg.slice(0, GIVEN_LIMIT);
    const [name = "", ...rest] = arg.split("=");
    if (name === PROFILE || name === known.network) {
      const value = rest.length > 0 ? rest.join("=") : args[++i];
      if (value === undefined || value === "" || value.startsWith("-") || own.has(name)) {
        return refuse({ reason: "value", given: name });
      }
      own.set(name, value);
    } else if (arg.startsWith("-") || (windows && arg.startsWith("/"))) {
      const bare = name.replace(/^--/, "");
      if (!arg.startsWith("--") || !known.chromium.includes(bare)) {
        return refuse({ reason: "switch", given });
      }
    } else {
      return refuse({ reason: "argument", given });
    }
  }
  return accept({
    profile: own.get(PROFILE) ?? null,
    network: known.network === null ? null : (own.get(known.network) ?? null),
  });
}
