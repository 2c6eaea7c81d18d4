import { accept, type Result } from "@parley/base";
import { ready } from "@parley/crypto";
import { usage, type Command, type Outcome, type Refused, type Surroundings } from "./command.ts";
import { parseGiven } from "./given.ts";

/** Where results go; refusals go to `errors`, unless `--json` asks for all in one place. */
export interface Streams {
  readonly results: (text: string) => void;
  readonly errors: (text: string) => void;
}

const OPTIONS_EVERYWHERE = `  --json       one line of JSON in place of text
  --help       this text`;

/** Runs one command and answers the exit code. */
export async function runCommand(
  args: readonly string[],
  table: readonly Command[],
  surroundings: Surroundings,
  streams: Streams,
): Promise<number> {
  const json = args.includes("--json");
  const outcome = await outcomeOf(args, table, surroundings);
  if (outcome.ok) {
    const { text, data } = outcome.value;
    if (json) streams.results(`${JSON.stringify({ ok: true, ...data })}\n`);
    else if (text !== "") streams.results(`${text.trimEnd()}\n`);
    return 0;
  }
  const { exit, reason, text } = outcome.refusal;
  if (json) streams.results(`${JSON.stringify({ ok: false, reason, text })}\n`);
  else streams.errors(`${text}\n`);
  return exit;
}

async function outcomeOf(
  args: readonly string[],
  table: readonly Command[],
  surroundings: Surroundings,
): Promise<Outcome> {
  if (args.length === 0) return usage(overview(table));
  if (args[0] === "--help" || args[0] === "-h" || args[0] === "help") {
    return accept({ text: overview(table), data: { commands: table.map(({ name }) => name) } });
  }
  const found = commandOf(args, table);
  if (!found.ok) return found;
  const { command, rest } = found.value;
  const given = parseGiven(rest, command.options, command.places ?? 0);
  if (!given.ok) return given;
  if (given.value.flag("help")) {
    return accept({ text: helpOf(command), data: { command: command.name, usage: command.usage } });
  }
  await ready();
  return command.run(given.value, surroundings);
}

/** Names have one or two words; the longer name goes first. */
function commandOf(
  args: readonly string[],
  table: readonly Command[],
): Result<{ readonly command: Command; readonly rest: readonly string[] }, Refused> {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(" ");
    const command = table.find((one) => one.name === name);
    if (command !== undefined) return accept({ command, rest: args.slice(words) });
  }
  const first = args[0] ?? "";
  const further = table.filter(({ name }) => name.startsWith(`${first} `));
  if (further.length > 0) {
    const names = further.map(({ name }) => name.slice(first.length + 1)).join(", ");
    return args.includes("--help")
      ? usage(further.map(helpOf).join("\n"))
      : usage(`After ${first} stands one of: ${names}.`);
  }
  return usage(`There is no command "${first}". The commands are: ${namesOf(table)}.`);
}

function namesOf(table: readonly Command[]): string {
  return table.map(({ name }) => name).join(", ");
}

function overview(table: readonly Command[]): string {
  const width = Math.max(...table.map(({ name }) => name.length));
  const lines = table.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `npm run secretariat -- COMMAND [options]

${lines.join("\n")}

COMMAND --help says more of each. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 does not verify, 4 the
service is not reachable.`;
}

function helpOf({ name, summary, usage: form, help }: Command): string {
  return `npm run secretariat -- ${name} ${form}

${summary}

${help.trim()}

${OPTIONS_EVERYWHERE}`;
}
