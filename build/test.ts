/**
 * `npm test`: unit, server and end-to-end tests one after the other, the last on a freshly packaged client. Arguments go
 * to vitest (`npm test -- packages/directory`, `npm test -- -t GATE-1`). The last line says how many passed and failed.
 *
 * `npm run test:long`, which sets `--long` before them: the same with every seed in place of a selection, and then the
 * tests that take too long for every day. The line before the last says how many seeds of which kind ran.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run, signalAll } from "./suite/child.ts";
import { addSeeds, seedsLine, seedsOfReport, type SeedTally } from "./suite/seeds.ts";
import { add, closingLine, isSuccess, NOTHING, tallyOf, type Tally } from "./suite/tally.ts";

const ROOT = path.dirname(import.meta.dirname);
const VITEST = path.join(ROOT, "node_modules/.bin/vitest");
const PACKAGE_DESKTOP = path.join(ROOT, "apps/desktop/packaging/package.ts");
/** Projects of vitest.config.ts; the last only in a long run. */
const PROJECTS = ["unit", "server", "e2e", "long"] as const;
/** Those that drive the packaged client. */
const PACKAGED: ReadonlySet<string> = new Set(["e2e", "long"]);

const long = process.argv[2] === "--long";
const args = process.argv.slice(long ? 3 : 2);
// Everything that tests write to the disk goes in here, and with it when they have ended.
const scratch = mkdtempSync(path.join(tmpdir(), "parley-test-"));
// Some tests run the client as another user, who must get through to a folder of its own.
chmodSync(scratch, 0o711);
const env: NodeJS.ProcessEnv = {
  ...process.env,
  TMPDIR: scratch,
  // Read by test/harness/seeds.ts.
  PARLEY_TEST_LENGTH: long ? "long" : "short",
};
let stopped = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    stopped = true;
    signalAll(signal);
  });

interface Outcome {
  readonly tests: Tally;
  readonly seeds: SeedTally;
}

async function runProject(project: (typeof PROJECTS)[number]): Promise<Outcome> {
  const none: Outcome = { tests: NOTHING, seeds: new Map() };
  if (stopped || (project === "long" && !long) || !hasTests(project)) return none;
  console.log(`\n== ${project}`);
  if (PACKAGED.has(project) && !(await packaged())) {
    console.log("The desktop client could not be packaged, so no test of it ran.");
    return { ...none, tests: { ...NOTHING, failed: 1 } };
  }
  return runTests(project);
}

/** Packages both clients, where they are not what the sources say, so that no test waits for it. */
async function packaged(): Promise<boolean> {
  for (const variant of ["exercise", "release"]) {
    const command = { command: process.execPath, args: [PACKAGE_DESKTOP, variant], cwd: ROOT, env };
    if ((await run(command)) !== 0) return false;
  }
  return true;
}

/** Whether a file of this project fits the arguments. */
function hasTests(project: string): boolean {
  const listed = execFileSync(VITEST, ["list", "--filesOnly", "--project", project, ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return listed.toString().trim() !== "";
}

async function runTests(project: string): Promise<Outcome> {
  const report = path.join(scratch, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run({
    command: VITEST,
    args: ["run", "--project", project, "--passWithNoTests", ...reporters, ...args],
    cwd: ROOT,
    env,
  });
  const text = existsSync(report) ? readFileSync(report, "utf8") : null;
  return { tests: tallyOf(text, code), seeds: seedsOfReport(text) };
}

let tally = NOTHING;
let seeds: SeedTally = new Map();
try {
  for (const project of PROJECTS) {
    const outcome = await runProject(project);
    tally = add(tally, outcome.tests);
    seeds = addSeeds(seeds, outcome.seeds);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
if (stopped) console.log("\nStopped before the end.");
else if (tally.passed + tally.failed === 0)
  console.log("\nNo test ran: nothing fits what was asked for.");
const ranSeeds = seedsLine(seeds);
if (ranSeeds !== null) console.log(`\n${ranSeeds}`);
console.log(`\n${closingLine(tally)}`);
process.exitCode = isSuccess(tally) && !stopped ? 0 : 1;
