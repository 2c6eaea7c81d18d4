/** The packages of the workspace, exactly as locked. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inputHash } from "./cache-folder.mjs";
import { cleanEnvironment, runTool } from "./tool.mjs";

/**
 * @param {{readonly root: string, readonly cache: string, readonly tools: import("./node-and-pnpm.mjs").Tools, readonly step: import("./report.mjs").Step}} context
 */
export async function workspaceInstall({ root, cache, tools, step }) {
  const stamp = path.join(root, "node_modules/.parley-install");
  const hash = inputHash(
    ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests(root)].map((name) =>
      path.join(root, name),
    ),
    [tools.pnpm],
  );
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  step.say("installing the packages of the lock file");
  rmSync(stamp, { force: true });
  const env = cleanEnvironment();
  const log = path.join(cache, "logs/workspace.log");
  await runTool({
    what: "the packages of the workspace",
    log,
    progress: () => packagesAdded(log),
    onProgress: (packages) => step.say(`${packages} packages so far`),
    command: tools.pnpm,
    args: [
      "install",
      "--frozen-lockfile",
      "--prefer-offline",
      "--reporter=append-only",
      "--config.confirmModulesPurge=false",
      "--config.fetchRetries=1",
      "--config.fetchRetryMintimeout=1000",
    ],
    cwd: root,
    env: { ...env, PATH: `${path.dirname(tools.node)}${path.delimiter}${env["PATH"] ?? ""}` },
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  step.done("installed");
}

/**
 * @param {string} log of pnpm, whose lines say "Progress: resolved 612, reused 540, downloaded 72, added 612"
 * @returns {number}
 */
function packagesAdded(log) {
  const said = [...readFileSync(log, "utf8").matchAll(/^Progress: .* added (\d+)/gm)];
  return Number(said[said.length - 1]?.[1] ?? 0);
}

/**
 * @param {string} root
 * @returns {readonly string[]} every package.json of the workspace, relative to the root
 */
function manifests(root) {
  const found = ["package.json"];
  for (const folder of ["apps", "packages"]) {
    if (!existsSync(path.join(root, folder))) continue;
    for (const name of readdirSync(path.join(root, folder)).sort()) {
      found.push(path.join(folder, name, "package.json"));
    }
  }
  return [...found, "crypto/package.json", "test/package.json", "bench/package.json"];
}
