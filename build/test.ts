/**
 * `npm test`: unit, server and end-to-end tests one after the other, the last on a freshly packaged client. Arguments go
 * to vitest (`npm test -- packages/directory`, `npm test -- -t GATE-1`). The last line says how many passed and failed.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run, signalAll } from "./suite/child.ts";
import { add, closingLine, isSuccess, NOTHING, tallyOf, type Tally } from "./suite/tally.ts";

const ROOT = path.dirname(import.meta.dirname);
const VITEST = path.join(ROOT, "node_modules/.bin/vitest");
const PACKAGE_DESKTOP = path.join(ROOT, "apps/desktop/packaging/package.ts");
const PROJECTS = ["unit", "server", "e2e"] as const;

const args = process.argv.slice(2);
// Everything that tests write to the disk goes in here, and with it when they have ended.
const scratch = mkdtempSync(path.join(tmpdir(), "parley-test-"));
// Some tests run the client as another user, who must get through to a folder of its own.
chmodSync(scratch, 0o711);
const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: scratch };
let stopped = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    stopped = true;
    signalAll(signal);
  });

async function runProject(project: (typeof PROJECTS)[number]): Promise<Tally> {
  if (stopped || !hasTests(project)) return NOTHING;
  console.log(`\n== ${project}`);
  if (project === "e2e" && !(await packaged())) {
    console.log("The desktop client could not be packaged, so no test of it ran.");
    return { ...NOTHING, failed: 1 };
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

async function runTests(project: string): Promise<Tally> {
  const report = path.join(scratch, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run({
    command: VITEST,
    args: ["run", "--project", project, "--passWithNoTests", ...reporters, ...args],
    cwd: ROOT,
    env,
  });
  return tallyOf(existsSync(report) ? readFileSync(report, "utf8") : null, code);
}

let tally = NOTHING;
try {
  for (const project of PROJECTS) tally = add(tally, await runProject(project));
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
if (stopped) console.log("\nStopped before the end.");
else if (tally.passed + tally.failed === 0)
  console.log("\nNo test ran: nothing fits what was asked for.");
console.log(`\n${closingLine(tally)}`);
process.exitCode = isSuccess(tally) && !stopped ? 0 : 1;
