import path from "node:path";
import { accept, refuse, type Result } from "@parley/base";

/** What the command line asks for. */
export type Arguments =
  | { readonly ask: "help" }
  | {
      readonly ask: "run";
      /** Play the story without a person; also done where there is no display. */
      readonly headless: boolean;
      /** Absolute folder for report, pictures and database. */
      readonly out: string;
    };

export type ArgumentRefusal =
  | { readonly reason: "unknown"; readonly argument: string }
  | { readonly reason: "no-folder" }
  | { readonly reason: "twice"; readonly option: string };

const DEFAULT_OUT = "demo-output";

export const HELP: string = `npm start                       two desktop clients on a homeserver of their own, marked EXERCISE
npm start -- --headless         the same without a display: plays a first consultation and reports it

  --headless   play the story by itself; done anyway where there is no display
  --out DIR    where the report, the pictures and the homeserver's database go (${DEFAULT_OUT}/)
  --help       this text
`;

/** Reads what stands behind `npm start --`. Relative folders are taken from `cwd`. */
export function parseArguments(
  given: readonly string[],
  cwd: string,
): Result<Arguments, ArgumentRefusal> {
  let headless = false;
  let out: string | null = null;
  const rest = [...given];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const [option, value] = splitOption(argument);
    switch (option) {
      case "--help":
      case "-h":
        return accept({ ask: "help" });
      case "--headless":
        if (value !== null) return refuse({ reason: "unknown", argument });
        if (headless) return refuse({ reason: "twice", option });
        headless = true;
        break;
      case "--out": {
        if (out !== null) return refuse({ reason: "twice", option });
        const folder = value ?? rest.shift();
        if (folder === undefined || folder === "" || folder.startsWith("-")) {
          return refuse({ reason: "no-folder" });
        }
        out = folder;
        break;
      }
      default:
        return refuse({ reason: "unknown", argument });
    }
  }
  return accept({ ask: "run", headless, out: path.resolve(cwd, out ?? DEFAULT_OUT) });
}

/** A sentence for the person at the terminal. */
export function refusalSentence(refusal: ArgumentRefusal): string {
  switch (refusal.reason) {
    case "unknown":
      return `"${refusal.argument}" is not known. The options are --headless, --out DIR and --help.`;
    case "no-folder":
      return "--out needs a folder after it, for example --out demo-output.";
    case "twice":
      return `${refusal.option} is given twice. Give it once.`;
  }
}

/** `--out=DIR` and `--out DIR` are the same. */
function splitOption(argument: string): readonly [string, string | null] {
  const at = argument.indexOf("=");
  return argument.startsWith("--") && at > 0
    ? [argument.slice(0, at), argument.slice(at + 1)]
    : [argument, null];
}
