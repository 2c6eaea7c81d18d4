import { accept, refuse, type Result } from "@parley/base";
import type { Bench } from "./bench.ts";

export type Arguments =
  | { readonly ask: "help" }
  /** In the order of the list, each once. */
  | { readonly ask: "run"; readonly benches: readonly Bench[] };

export interface ArgumentRefusal {
  readonly reason: "unknown";
  readonly argument: string;
}

/** Reads what stands behind `npm run bench --`; nothing there means all. */
export function parseArguments(
  given: readonly string[],
  benches: readonly Bench[],
): Result<Arguments, ArgumentRefusal> {
  if (given.includes("--help") || given.includes("-h")) return accept({ ask: "help" });
  const unknown = given.find((argument) => !benches.some(({ name }) => name === argument));
  if (unknown !== undefined) return refuse({ reason: "unknown", argument: unknown });
  return accept({
    ask: "run",
    benches: benches.filter(({ name }) => given.length === 0 || given.includes(name)),
  });
}

export function refusalSentence({ argument }: ArgumentRefusal, benches: readonly Bench[]): string {
  return `"${argument}" is no bench. There are: ${benches.map(({ name }) => name).join(", ")}.`;
}

export function helpText(benches: readonly Bench[]): string {
  const width = Math.max(...benches.map(({ name }) => name.length), "--help".length);
  return `npm run bench                   measures everything beside its limit; prints a table, writes bench-output/bench.json
npm run bench -- NAME ...       some of it

${benches.map(({ name, what }) => `  ${name.padEnd(width)}   ${what}`).join("\n")}
  ${"--help".padEnd(width)}   this text

A goal that is missed is shown as missed and is no error. Other work on the machine widens the spread.
`;
}
