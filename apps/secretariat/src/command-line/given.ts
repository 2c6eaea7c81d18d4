import { parseArgs } from "node:util";
import { accept, type Result } from "@parley/base";
import { usage, type Refused } from "./command.ts";

/** Options of a command: `text` takes a value, `texts` may stand several times, `flag` takes none. */
export type OptionTable = Readonly<Record<string, "text" | "texts" | "flag">>;

/** Options of every command. */
const EVERYWHERE: OptionTable = { help: "flag", json: "flag" };

/** Arguments of a command whose names are known to be right. */
export class Given {
  readonly #values: ReadonlyMap<string, readonly string[] | true>;
  /** Arguments that are no option, in order. */
  readonly places: readonly string[];

  constructor(values: ReadonlyMap<string, readonly string[] | true>, places: readonly string[]) {
    this.#values = values;
    this.places = places;
  }

  flag(name: string): boolean {
    return this.#values.get(name) === true;
  }

  text(name: string): string | null {
    return this.texts(name)[0] ?? null;
  }

  texts(name: string): readonly string[] {
    const value = this.#values.get(name);
    return value === undefined || value === true ? [] : value;
  }

  /** The value of an option that the command cannot do without. */
  need(name: string): Result<string, Refused> {
    const value = this.text(name);
    return value === null ? usage(`--${name} is needed. --help says more.`) : accept(value);
  }
}

/** Reads arguments strictly: an unknown option, a missing value, an option twice or an argument too many is refused. */
export function parseGiven(
  args: readonly string[],
  options: OptionTable,
  places: number,
): Result<Given, Refused> {
  const table = { ...EVERYWHERE, ...options };
  const whole = joined(args, table);
  if (!whole.ok) return whole;
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(whole.value, table);
  } catch (error) {
    return usage(error instanceof Error ? sentenceOf(error.message) : "The arguments are wrong.");
  }
  const values = new Map<string, readonly string[] | true>();
  for (const token of parsed.tokens) {
    if (token.kind !== "option") continue;
    const { name, value } = token;
    const before = values.get(name);
    if (table[name] !== "texts" && before !== undefined) return usage(`--${name} stands twice.`);
    if (value === undefined) values.set(name, true);
    else if (value === "") return usage(`--${name} needs a value.`);
    else values.set(name, [...(before === undefined || before === true ? [] : before), value]);
  }
  const { positionals } = parsed;
  if (positionals.length > places) {
    return usage(`"${positionals[places] ?? ""}" is not expected here. --help says more.`);
  }
  return accept(new Given(values, positionals));
}

/**
 * Values may begin with a hyphen, as one key in 64 does: what follows an option that takes a value is that value, unless it is
 * itself an option of the command.
 */
function joined(args: readonly string[], table: OptionTable): Result<readonly string[], Refused> {
  const isOption = (arg: string): boolean =>
    arg.startsWith("--") && Object.hasOwn(table, arg.slice(2).split("=")[0] ?? "");
  const result: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const [arg = "", next] = [args[i], args[i + 1]];
    const takesValue = isOption(arg) && !arg.includes("=") && table[arg.slice(2)] !== "flag";
    if (!takesValue) result.push(arg);
    else if (next === undefined || isOption(next)) return usage(`${arg} needs a value.`);
    else {
      result.push(`${arg}=${next}`);
      i += 1;
    }
  }
  return accept(result);
}

function parse(
  args: readonly string[],
  table: OptionTable,
): {
  readonly positionals: readonly string[];
  readonly tokens: readonly (
    | { readonly kind: "option"; readonly name: string; readonly value: string | undefined }
    | { readonly kind: "positional" | "option-terminator" }
  )[];
} {
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(table).map(([name, kind]) => [
        name,
        kind === "flag"
          ? { type: "boolean" as const }
          : { type: "string" as const, multiple: true },
      ]),
    ),
    strict: true,
    allowPositionals: true,
    tokens: true,
  });
}

/** Node's first sentence; the rest is about how to escape dashes. */
function sentenceOf(message: string): string {
  return `${message.split(". ")[0]?.split("\n")[0] ?? message}.`.replace("..", ".");
}
