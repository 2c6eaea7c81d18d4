import { accept, type Result } from "@parley/base";
import {
  LOG_REFUSALS,
  parseRoot,
  readLog,
  type Log,
  type LogRefusal,
  type TrustRoot,
} from "@parley/directory";
import {
  deskClient,
  deskFileOf,
  readDeskFile,
  type DeskClient,
  type DeskRefusal,
} from "../desk/index.ts";
import { readSecret, readText } from "../files/read-file.ts";
import { openOfficer, OFFICER_REFUSALS, type Officer } from "../officers/officer-file.ts";
import { refused, usage, type Refused, type Surroundings } from "./command.ts";
import type { Given, OptionTable } from "./given.ts";

/** Options that say which directory a command works on. */
export const DIRECTORY_OPTIONS: OptionTable = { root: "text", log: "text", desk: "text" };
export const DIRECTORY_HELP = `  --root FILE  the trust root; keep it where nobody else can change it
  --log FILE   the log, as \`show --out\` or \`publish --out\` wrote it; or
  --desk DIR   the folder of the service that runs on this machine: its log is taken`;
/** Options of commands that an officer signs. */
export const KEY_OPTIONS: OptionTable = { key: "text", "passphrase-file": "text" };
export const KEY_HELP = `  --key FILE   the officer's key file; its passphrase is asked for on the terminal, or comes out of
               --passphrase-file FILE, which nobody else may be able to read`;

/** The text of a file, as a refusal of a command where it cannot be read. */
export function textOfFile(file: string): Result<string, Refused> {
  const text = readText(file);
  if (text.ok) return text;
  const { reason, text: sentence } = text.refusal;
  return refused(reason, sentence, reason === "not-text" ? 3 : 1);
}

export function secretOfFile(file: string): Result<string, Refused> {
  const text = readSecret(file);
  return text.ok ? text : refused(text.refusal.reason, text.refusal.text);
}

/** `--root FILE`. */
export function rootGiven(given: Given): Result<TrustRoot, Refused> {
  const file = given.need("root");
  if (!file.ok) return file;
  const text = textOfFile(file.value);
  if (!text.ok) return text;
  const root = parseRoot(text.value);
  return root.ok ? root : refused("root", `${file.value} is not a trust root.`, 3);
}

/** The desk of `--desk DIR`; null where the option is not given. */
export function deskGiven(given: Given): Result<DeskClient | null, Refused> {
  const dir = given.text("desk");
  if (dir === null) return accept(null);
  const desk = readDeskFile(dir);
  return desk === null
    ? refused("unreachable", `There is no ${deskFileOf(dir)}: the service does not run there.`, 4)
    : accept(deskClient(desk));
}

/** The desk of a command that needs one. */
export function deskNeeded(given: Given): Result<DeskClient, Refused> {
  const dir = given.need("desk");
  if (!dir.ok) return dir;
  const desk = deskGiven(given);
  if (!desk.ok) return desk;
  return desk.value === null ? usage("--desk is needed.") : accept(desk.value);
}

/** What the desk refused, for the shell. */
export function deskRefused(refusal: DeskRefusal): {
  readonly ok: false;
  readonly refusal: Refused;
} {
  const isAway = ["unreachable", "token", "answer"].includes(refusal.reason);
  return refused(refusal.reason, refusal.text, isAway ? 4 : 1);
}

/** The verified log of `--log FILE` or `--desk DIR`, from `--root FILE`. */
export async function logGiven(given: Given): Promise<Result<Log, Refused>> {
  const root = rootGiven(given);
  if (!root.ok) return root;
  const file = given.text("log");
  if ((file === null) === (given.text("desk") === null)) {
    return usage("One of --log FILE and --desk DIR is needed.");
  }
  if (file !== null) return logOfFile(given, file);
  const text = await logOfDesk(given);
  if (!text.ok) return text;
  const log = readLog(root.value, text.value);
  return log.ok ? log : notVerified(log.refusal);
}

/** The verified log of a file, from `--root FILE`. */
export function logOfFile(given: Given, file: string): Result<Log, Refused> {
  const root = rootGiven(given);
  if (!root.ok) return root;
  const text = textOfFile(file);
  if (!text.ok) return text;
  const log = readLog(root.value, text.value);
  return log.ok ? log : notVerified(log.refusal);
}

async function logOfDesk(given: Given): Promise<Result<string, Refused>> {
  const desk = deskNeeded(given);
  if (!desk.ok) return desk;
  const text = await desk.value.log();
  return text.ok ? text : deskRefused(text.refusal);
}

export function notVerified({ reason, line }: LogRefusal): {
  readonly ok: false;
  readonly refusal: Refused;
} {
  const text = `The log does not verify. Line ${line}: ${LOG_REFUSALS[reason]}`;
  return refused(reason, text, 3);
}

/** Opens `--key FILE` with its passphrase. */
export async function officerGiven(
  given: Given,
  { terminal }: Surroundings,
): Promise<Result<Officer, Refused>> {
  const file = given.need("key");
  if (!file.ok) return file;
  const text = textOfFile(file.value);
  if (!text.ok) return text;
  const passphraseFile = given.text("passphrase-file");
  const passphrase =
    passphraseFile === null
      ? await terminal.askSecret(`Passphrase of ${file.value}:`)
      : secretOfFile(passphraseFile);
  if (passphrase === null) return noTerminal();
  if (typeof passphrase !== "string" && !passphrase.ok) return passphrase;
  const said = typeof passphrase === "string" ? passphrase : passphrase.value;
  const officer = openOfficer(text.value, said);
  return officer.ok
    ? officer
    : refused(officer.refusal, `${file.value}: ${OFFICER_REFUSALS[officer.refusal]}`);
}

export function noTerminal(): { readonly ok: false; readonly refusal: Refused } {
  return usage(
    "A passphrase is asked for on a terminal, and there is none. Give --passphrase-file FILE.",
  );
}
