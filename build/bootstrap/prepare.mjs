/** Brings everything that a command needs, in as few steps and as much side by side as possible. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeUnfinished } from "./cache-folder.mjs";
import { electron } from "./electron.mjs";
import { takeLock } from "./lock.mjs";
import { nodeAndPnpm } from "./node-and-pnpm.mjs";
import { makeReport, seconds } from "./report.mjs";
import { Stop, Unreachable, unreachableSentence } from "./stop.mjs";
import { synapse } from "./synapse.mjs";
import { systemPackages } from "./system-packages.mjs";
import { workspaceInstall } from "./workspace-install.mjs";

/**
 * @param {string} root of the checkout
 * @param {{readonly runtimes: boolean}} needs `runtimes`: Synapse and Electron, with what they need from the system
 * @returns {Promise<import("./node-and-pnpm.mjs").Tools>}
 * @throws {Stop} one sentence on what is missing and what to do
 */
export async function prepare(root, { runtimes }) {
  const cache = path.join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const report = makeReport();
  const start = performance.now();
  const free = await takeLock(cache, report);
  try {
    removeUnfinished(cache);
    const tools = nodeAndPnpm({ root, cache, step: report.step("Node 24 and pnpm") });
    const installed = tools.then((paths) =>
      workspaceInstall({ root, cache, tools: paths, step: report.step("Workspace") }),
    );
    /** @type {Promise<object>[]} */
    const results = [tools];
    if (runtimes) {
      const system = systemPackages({ cache, step: report.step("System packages") });
      const server = system
        .then(() => synapse({ root, cache, step: report.step("Synapse") }))
        .then((synapsePython) => ({ synapsePython }));
      const shell = Promise.all([tools, installed]).then(([{ node }]) =>
        electron({ root, cache, node, step: report.step("Electron") }),
      );
      results.push(server, shell);
    }
    const ended = await Promise.allSettled([...results, installed]);
    throwFailures(ended);
    writeToolchain(cache, await Promise.all(results));
    if (!report.silent())
      report.step("Toolchain").say(`ready after ${seconds(performance.now() - start)}`);
    return await tools;
  } finally {
    free();
  }
}

/**
 * Everything that could not be downloaded goes into one sentence; a bug keeps its stack.
 *
 * @param {readonly PromiseSettledResult<unknown>[]} ended
 */
function throwFailures(ended) {
  /** @type {Set<Stop>} a step and those that wait for it fail with the same one */
  const stops = new Set();
  for (const one of ended) {
    if (one.status === "fulfilled") continue;
    if (!(one.reason instanceof Stop)) throw one.reason;
    stops.add(one.reason);
  }
  if (stops.size === 0) return;
  /** @type {string[]} */
  const sentences = [];
  /** @type {string[]} */
  const away = [];
  for (const stop of stops) {
    if (stop instanceof Unreachable) away.push(stop.what);
    else sentences.push(stop.message);
  }
  if (away.length > 0) sentences.push(unreachableSentence(away));
  throw new Stop(sentences.join("\n"));
}

/**
 * @param {string} cache
 * @param {readonly object[]} found what this run knows; other entries stay as they were
 */
function writeToolchain(cache, found) {
  const file = path.join(cache, "toolchain.json");
  let before = "";
  try {
    before = readFileSync(file, "utf8");
  } catch {
    before = "{}"; // the first run of this checkout
  }
  const known = /** @type {object} */ (JSON.parse(before));
  const after = `${JSON.stringify(Object.assign({}, known, ...found), null, 2)}\n`;
  if (after === before) return;
  writeFileSync(`${file}.new`, after);
  renameSync(`${file}.new`, file);
}
