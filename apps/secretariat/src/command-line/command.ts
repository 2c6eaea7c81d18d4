import { accept, refuse, type Instant, type Result } from "@parley/base";
import type { Given, OptionTable } from "./given.ts";
import type { Terminal } from "./terminal.ts";

/** What a command has done: the text for a person, the same as data for `--json`. */
export interface Done {
  readonly text: string;
  readonly data: { readonly [name: string]: unknown };
}

/** What the shell is told: 1 refused, 2 usage, 3 does not verify, 4 the service is not reachable. */
export type RefusedExit = 1 | 2 | 3 | 4;

/** Why a command did not do it: one word of a closed list per command, and a sentence. */
export interface Refused {
  readonly exit: RefusedExit;
  readonly reason: string;
  readonly text: string;
}

export type Outcome = Result<Done, Refused>;

/** What a command may use of the world, besides files. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly now: () => Instant;
}

export interface Command {
  /** One or two words. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What stands behind the name: "--key FILE --out FILE". */
  readonly usage: string;
  /** Further sentences of `--help`. */
  readonly help: string;
  readonly options: OptionTable;
  /** Most arguments that are no option; 0 where absent. */
  readonly places?: number;
  readonly run: (given: Given, surroundings: Surroundings) => Promise<Outcome>;
}

export function done(text: string, data: Done["data"] = {}): Outcome {
  return accept({ text, data });
}

export function refused(
  reason: string,
  text: string,
  exit: RefusedExit = 1,
): { readonly ok: false; readonly refusal: Refused } {
  return refuse({ exit, reason, text });
}

export function usage(text: string): { readonly ok: false; readonly refusal: Refused } {
  return refused("usage", text, 2);
}
