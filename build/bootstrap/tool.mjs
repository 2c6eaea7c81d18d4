/** Runs one outside program of the bootstrap, with its output in a log file instead of on the screen. */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { Stop, Unreachable } from "./stop.mjs";

/** What npm, pnpm, pip, apt and Electron's installer write when the network is the trouble. */
const NETWORK =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EPIPE|ERR_SOCKET_TIMEOUT|UND_ERR|fetch failed|NewConnectionError|NameResolutionError|ConnectTimeout|Connection refused|Temporary failure|Could not resolve|Network is unreachable|timed out|socket hang up|error sending request/i;

const MISSING = "missing";
/** A person watching sees that something goes on, and the screen does not fill up. */
const SAY_EVERY_MS = 2000;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** Ends what still runs, before this process does. */
export function stopTools() {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * @typedef {object} ToolRun
 * @property {string} what what it fetches or makes, as it stands in a sentence
 * @property {string} log absolute path of the log file
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {() => number} [progress] a number that grows while it works, bytes for instance; asked every second
 * @property {(value: number) => void} [onProgress] called with that number while it grows, every few seconds
 * @property {number} [stallMs] end the program when `progress` has not grown for so long
 */

/**
 * @param {ToolRun} run
 * @returns {Promise<void>}
 * @throws {Unreachable} the network is away
 * @throws {Stop} any other failure; names the log file
 */
export async function runTool(run) {
  mkdirSync(path.dirname(run.log), { recursive: true });
  const out = openSync(run.log, "w");
  const outcome = await settled(run, out).finally(() => closeSync(out));
  if (outcome === "ok") return;
  if (outcome === MISSING) {
    throw new Stop(
      `${run.command} is needed and is not on this machine: install it and run the same command again.`,
    );
  }
  if (outcome === "stalled" || NETWORK.test(readFileSync(run.log, "utf8"))) {
    throw new Unreachable(run.what);
  }
  throw new Stop(`${run.what} failed (${outcome}); its output is in ${run.log}.`);
}

/**
 * @param {ToolRun} run
 * @param {number} out
 * @returns {Promise<string>} "ok", "stalled", or what went wrong
 */
function settled(run, out) {
  return new Promise((resolve) => {
    const child = spawn(run.command, run.args, {
      cwd: run.cwd,
      env: run.env ?? cleanEnvironment(),
      stdio: ["ignore", out, out],
    });
    running.add(child);
    let stalled = false;
    const timer = watch(run, () => {
      stalled = true;
      child.kill("SIGKILL");
    });
    /** @param {string} outcome */
    const end = (outcome) => {
      running.delete(child);
      clearInterval(timer);
      resolve(outcome);
    };
    child.on("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      end(error.code === "ENOENT" ? MISSING : error.message),
    );
    child.on("close", (code, signal) => {
      if (stalled) end("stalled");
      else if (code === 0) end("ok");
      else end(signal === null ? `exit code ${code}` : `ended by ${signal}`);
    });
  });
}

/**
 * @param {string} log absolute path
 * @param {RegExp} line with the flag g
 * @returns {() => number} how many such lines the log has so far
 */
export function linesInLog(log, line) {
  return () => readFileSync(log, "utf8").match(line)?.length ?? 0;
}

/**
 * @param {ToolRun} run
 * @param {() => void} onStall
 * @returns {NodeJS.Timeout | undefined}
 */
function watch(run, onStall) {
  const { progress, onProgress, stallMs } = run;
  if (progress === undefined) return undefined;
  let best = progress();
  let grown = Date.now();
  let said = Date.now();
  return setInterval(() => {
    const value = progress();
    if (value > best) {
      best = value;
      grown = Date.now();
      if (Date.now() - said < SAY_EVERY_MS) return;
      said = Date.now();
      onProgress?.(value);
    } else if (stallMs !== undefined && Date.now() - grown > stallMs) {
      onStall();
    }
  }, 1000);
}

/**
 * The environment without what an `npm run` around this process added: its prefix would send an inner npm to the wrong
 * folder. Settings that a person made (`npm_config_registry`, proxies) stay.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle|command|execpath|node_execpath)/.test(name)) delete env[name];
    if (/^npm_config_(local_prefix|prefix|npm_version|user_agent|node_gyp)$/.test(name)) {
      delete env[name];
    }
  }
  delete env["INIT_CWD"];
  return env;
}
