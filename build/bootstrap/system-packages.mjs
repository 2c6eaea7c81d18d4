/** What Electron, Xvfb and Python's virtual environments need from the operating system; names of Debian 12. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { Stop } from "./stop.mjs";
import { linesInLog, runTool } from "./tool.mjs";

/** Shared libraries that Electron loads, and the package that holds each. */
const LIBRARIES = {
  "libgtk-3.so.0": "libgtk-3-0",
  "libnss3.so": "libnss3",
  "libasound.so.2": "libasound2",
  "libgbm.so.1": "libgbm1",
  "libXss.so.1": "libxss1",
  "libatk-bridge-2.0.so.0": "libatk-bridge2.0-0",
  "libdrm.so.2": "libdrm2",
};

/**
 * @param {{readonly cache: string, readonly step: import("./report.mjs").Step}} context
 * @throws {Stop} packages are missing and this process may not install them
 */
export async function systemPackages({ cache, step }) {
  if (process.platform !== "linux") return;
  const missing = missingPackages(loadableLibraries(), onPath("Xvfb"), python());
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install --no-install-recommends -y ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !onPath("apt-get")) {
    throw new Stop(
      `System packages are missing; run this, then the same command again: sudo sh -c '${command}'`,
    );
  }
  step.say(`installing ${missing.join(", ")} and what they need`);
  const log = path.join(cache, "logs/system-packages.log");
  await runTool({
    what: `the system packages ${missing.join(", ")}`,
    log,
    command: "sh",
    args: ["-c", command],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    progress: linesInLog(log, /^(Get:|Unpacking |Setting up )/gm),
    onProgress: (steps) => step.say(`${steps} steps of apt so far`),
  });
  step.done("installed");
}

/**
 * @param {string} libraries what `ldconfig -p` lists
 * @param {boolean} xvfb whether Xvfb is there
 * @param {boolean} venv whether Python can make virtual environments with pip in them
 * @returns {readonly string[]} names of packages
 */
export function missingPackages(libraries, xvfb, venv) {
  const missing = Object.entries(LIBRARIES)
    .filter(([library]) => !libraries.includes(`\t${library} `))
    .map(([, name]) => name);
  if (!xvfb) missing.push("xvfb");
  if (!venv) missing.push("python3-venv");
  return missing;
}

function loadableLibraries() {
  const listed = spawnSync("ldconfig", ["-p"], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin` },
  });
  return listed.stdout ?? "";
}

function python() {
  return spawnSync("python3", ["-c", "import ensurepip, venv"], { stdio: "ignore" }).status === 0;
}

/** @param {string} program */
function onPath(program) {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.some((folder) => folder !== "" && existsSync(path.join(folder, program)));
}
