/** `npm run bench`: measures, prints a table, writes `bench-output/bench.json`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { helpText, parseArguments, refusalSentence } from "./arguments.ts";
import type { Bench, Measurement } from "./bench.ts";
import { BENCHES } from "./benches.ts";
import { machineLine, thisMachine } from "./machine.ts";
import { summarise } from "./statistics.ts";
import { markdownTable } from "./table.ts";

const OUT = path.join(path.dirname(import.meta.dirname), "bench-output");

/** Answers the exit code: 0 whatever the figures are, 1 where something could not be measured. */
async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2), BENCHES);
  if (!parsed.ok) {
    console.error(refusalSentence(parsed.refusal, BENCHES));
    return 2;
  }
  if (parsed.value.ask === "help") {
    console.log(helpText(BENCHES));
    return 0;
  }
  const cancelled = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => cancelled.abort(new Error("stopped")));
  const at = new Date();
  const measurements: Measurement[] = [];
  const failed: string[] = [];
  for (const bench of parsed.value.benches) {
    if (cancelled.signal.aborted) break;
    const ended = await measure(bench, cancelled.signal);
    if (typeof ended === "string") failed.push(ended);
    else measurements.push(...ended);
  }
  report(measurements, at);
  for (const sentence of failed) console.error(sentence);
  return failed.length > 0 || cancelled.signal.aborted ? 1 : 0;
}

/** A sentence where it could not run. */
async function measure(
  bench: Bench,
  cancelled: AbortSignal,
): Promise<readonly Measurement[] | string> {
  const start = performance.now();
  const say = (line: string): void =>
    console.log(
      `${bench.name.padEnd(10)} ${seconds(performance.now() - start).padStart(7)}  ${line}`,
    );
  const dir = mkdtempSync(path.join(tmpdir(), "parley-bench-"));
  try {
    say("begins");
    const measurements = await bench.run({ dir, say, cancelled });
    for (const one of measurements) summarise(one);
    say("done");
    return measurements;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `${bench.name} could not be measured: ${said}`;
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function report(measurements: readonly Measurement[], at: Date): void {
  if (measurements.length === 0) return;
  const machine = thisMachine();
  const rows = measurements.map((one) => ({ ...one, summary: summarise(one) }));
  mkdirSync(OUT, { recursive: true });
  const file = path.join(OUT, "bench.json");
  writeFileSync(
    file,
    `${JSON.stringify({ at: at.toISOString(), machine, measurements: rows }, null, 2)}\n`,
  );
  console.log(`\n${markdownTable(measurements)}\n\n${machineLine(machine, at)}`);
  console.log(`All samples are in ${path.relative(process.cwd(), file)}.`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

process.exitCode = await main();
