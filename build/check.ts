/**
 * `npm run check`: types, layers, lint, formatting, unused code, and rules without tests. Every part runs, whatever the
 * others found; only lint waits for the types, since its type-aware rules need a tree that compiles.
 */
import path from "node:path";
import { layerFaults } from "./check/layer-faults.ts";
import { faults, program, type Outcome, type Part } from "./check/part.ts";
import { ruleFaults } from "./check/rule-faults.ts";
import { LAYERS } from "./layers.ts";

const ROOT = path.dirname(import.meta.dirname);

function tool(name: string, command: string, args: readonly string[]): Part {
  return program(name, {
    root: ROOT,
    command: path.join(ROOT, "node_modules/.bin", command),
    args,
  });
}

const types = tool("types", "tsc", ["-b"]);
const lint = tool("lint", "oxlint", []);
const besides: readonly Part[] = [
  tool("formatting", "oxfmt", ["--check", "."]),
  faults("layers", () => {
    const { faults: found, files } = layerFaults(ROOT, LAYERS);
    return { faults: found, seen: `${files} files` };
  }),
  faults("rules", () => {
    const { faults: found, rules } = ruleFaults(ROOT);
    return { faults: found, seen: `${rules} rules have tests` };
  }),
  tool("unused code", "knip", ["--treat-config-hints-as-errors"]),
];

const start = performance.now();
const failed: { readonly name: string; readonly output: string }[] = [];

async function look(part: Part): Promise<Outcome> {
  const began = performance.now();
  const outcome = await part.run();
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const verdict = outcome.passed ? "ok" : "FAILED";
  console.log(
    `${part.name.padEnd(12)} ${verdict.padEnd(7)}${took.padEnd(7)} ${outcome.note}`.trimEnd(),
  );
  if (!outcome.passed) failed.push({ name: part.name, output: outcome.output });
  return outcome;
}

async function typesThenLint(): Promise<void> {
  const { passed } = await look(types);
  if (passed) await look(lint);
  else console.log(`${lint.name.padEnd(12)} not run, because the types do not hold`);
}

await Promise.all([
  typesThenLint(),
  besides.reduce<Promise<unknown>>(
    (before, part) => before.then(() => look(part)),
    Promise.resolve(),
  ),
]);

for (const { name, output } of failed) console.log(`\n== ${name}\n${output}`);
const total = `${((performance.now() - start) / 1000).toFixed(1)} s`;
if (failed.length === 0) console.log(`\nEverything holds (${total}).`);
else console.log(`\nNot in order: ${failed.map(({ name }) => name).join(", ")} (${total}).`);
process.exitCode = failed.length === 0 ? 0 : 1;
