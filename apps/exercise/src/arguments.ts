import path from "node:path";
import { accept, refuse, type Result } from "@parley/base";

/** What can be played without a person. */
export const STORIES = ["consultation", "directory"] as const;
export type StoryName = (typeof STORIES)[number];

/** What the command line asks for. */
export type Arguments =
  | { readonly ask: "help" }
  | {
      readonly ask: "run";
      /** What is played without a person; null: windows for a person, where there is a display. */
      readonly story: StoryName | null;
      /** With windows: the desks enrol by themselves, and their windows open at the unlock screen. */
      readonly enrolled: boolean;
      /** Absolute folder for report, pictures and database. */
      readonly out: string;
    };

export type ArgumentRefusal =
  | { readonly reason: "unknown"; readonly argument: string }
  | { readonly reason: "no-folder" }
  | { readonly reason: "no-story"; readonly given: string | null }
  | { readonly reason: "twice"; readonly option: string }
  | { readonly reason: "story-with-enrolled" };

const DEFAULT_OUT = "demo-output";

export const HELP: string = `npm start                       the desks of Alfa and Bravo on a homeserver of their own, marked EXERCISE
npm start -- --headless         the same without a display: plays a first consultation and reports it

The windows open where a Point of Contact begins: with a ticket. Where the tickets lie is printed here. You are the
officer as well: this terminal asks for the twelve words that each desk shows. Type or paste them; they are compared.

  --enrolled     the desks enrol by themselves first; the windows open at their passphrase, which is printed. Done anyway
                 where this is no terminal at which you could be asked
  --headless     play a story by itself; done anyway where there is no display
  --story NAME   which one, without a display: consultation (two desks enrol and consult; the usual one) or directory
                 (tickets, a second Point of Contact, a contact card, a lost device, an officers' reset, a confirmation)
  --out DIR      where the report, the pictures and the homeserver's database of a story go (${DEFAULT_OUT}/)
  --help         this text
`;

/** Reads what stands behind `npm start --`. Relative folders are taken from `cwd`. */
export function parseArguments(
  given: readonly string[],
  cwd: string,
): Result<Arguments, ArgumentRefusal> {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const rest = [...given];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const [option, value] = splitOption(argument);
    if (flags.has(option) || values.has(option)) return refuse({ reason: "twice", option });
    switch (option) {
      case "--help":
      case "-h":
        return accept({ ask: "help" });
      case "--headless":
      case "--enrolled":
        if (value !== null) return refuse({ reason: "unknown", argument });
        flags.add(option);
        break;
      case "--out": {
        const folder = value ?? rest.shift();
        if (folder === undefined || folder === "" || folder.startsWith("-"))
          return refuse({ reason: "no-folder" });
        values.set(option, folder);
        break;
      }
      case "--story": {
        const name = value ?? rest.shift() ?? null;
        if (!STORIES.some((known) => known === name))
          return refuse({ reason: "no-story", given: name });
        values.set(option, name ?? "");
        break;
      }
      default:
        return refuse({ reason: "unknown", argument });
    }
  }
  const named = STORIES.find((known) => known === values.get("--story"));
  const story = named ?? (flags.has("--headless") ? "consultation" : null);
  const enrolled = flags.has("--enrolled");
  if (story !== null && enrolled) return refuse({ reason: "story-with-enrolled" });
  const out = path.resolve(cwd, values.get("--out") ?? DEFAULT_OUT);
  return accept({ ask: "run", story, enrolled, out });
}

/** A sentence for the person at the terminal. */
export function refusalSentence(refusal: ArgumentRefusal): string {
  switch (refusal.reason) {
    case "unknown":
      return `"${refusal.argument}" is not known. The options are --enrolled, --headless, --story NAME, --out DIR and --help.`;
    case "no-folder":
      return "--out needs a folder after it, for example --out demo-output.";
    case "no-story":
      return `--story needs the name of a story after it: ${STORIES.join(" or ")}.`;
    case "twice":
      return `${refusal.option} is given twice. Give it once.`;
    case "story-with-enrolled":
      return "--enrolled opens windows for a person, and a story is played without one. Give one of the two.";
  }
}

/** `--out=DIR` and `--out DIR` are the same. */
function splitOption(argument: string): readonly [string, string | null] {
  const at = argument.indexOf("=");
  return argument.startsWith("--") && at > 0
    ? [argument.slice(0, at), argument.slice(at + 1)]
    : [argument, null];
}
