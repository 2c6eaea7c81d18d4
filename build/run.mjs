/**
 * `node build/run.mjs prepare|start|secretariat|test|test:long|bench|check [arguments]`: brings the toolchain, then runs the real command under it.
 * Plain JavaScript without dependencies, for whatever Node from 18 on the machine has.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @type {Readonly<Record<string, {readonly runtimes: boolean, readonly script?: string, readonly args?: readonly string[]}>>} */
const COMMANDS = {
  prepare: { runtimes: true },
  start: { runtimes: true, script: "apps/exercise/src/main.ts" },
  secretariat: { runtimes: false, script: "apps/secretariat/src/main.ts" },
  test: { runtimes: true, script: "build/test.ts" },
  "test:long": { runtimes: true, script: "build/test.ts", args: ["--long"] },
  bench: { runtimes: true, script: "bench/main.ts" },
  check: { runtimes: false, script: "build/check.ts" },
};

/**
 * @param {string} sentence
 * @returns {never}
 */
function end(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const [name = "", ...rest] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) end(`Say one of: ${Object.keys(COMMANDS).join(", ")}.`);
if (Number(process.versions.node.split(".")[0]) < 18) {
  end(`Node 18 or newer is needed to begin with, and this is ${process.versions.node}.`);
}

const { prepare } = await import("./bootstrap/prepare.mjs");
const { Stop } = await import("./bootstrap/stop.mjs");
const { cleanEnvironment, stopTools } = await import("./bootstrap/tool.mjs");
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    stopTools();
    process.exit(128 + constants.signals[signal]);
  });
}
const tools = await prepare(ROOT, command).catch((/** @type {unknown} */ error) => {
  if (error instanceof Stop) end(error.message);
  throw error;
});
if (command.script !== undefined) {
  const script = path.join(ROOT, command.script);
  if (!existsSync(script)) end(`${command.script} is missing from this checkout.`);
  const env = cleanEnvironment();
  const folders = [path.dirname(tools.node), path.dirname(tools.pnpm), env["PATH"] ?? ""];
  const child = spawn(tools.node, [script, ...(command.args ?? []), ...rest], {
    cwd: ROOT,
    env: { ...env, PATH: folders.join(path.delimiter) },
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
  // The terminal sends Ctrl-C to the child as well; this process only waits for it to end.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("close", (code, signal) => {
    process.exit(code ?? 128 + constants.signals[signal ?? "SIGTERM"]);
  });
}
