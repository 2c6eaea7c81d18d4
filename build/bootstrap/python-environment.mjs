/** Python packages, pinned with the hash of every file, in a virtual environment of their own. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fillOnce, inputHash } from "./cache-folder.mjs";
import { Stop } from "./stop.mjs";
import { linesInLog, runTool } from "./tool.mjs";

/** The oldest Python that the pinned packages run on. */
const OLDEST_PYTHON = [3, 10];

/**
 * @param {object} context
 * @param {string} context.cache absolute
 * @param {string} context.name of the environment's folder below the cache, and of its logs
 * @param {string} context.what what is installed, as it stands in a sentence
 * @param {string} context.requirements absolute path of the list with versions and hashes
 * @param {import("./report.mjs").Step} context.step
 * @returns {Promise<string>} the Python that has the packages
 */
export async function pythonEnvironment({ cache, name, what, requirements, step }) {
  const python = machinePython(what);
  const key = inputHash([requirements], [python.path, python.version]);
  const folder = path.join(cache, `${name}-${key}`);
  const result = path.join(folder, "bin/python");
  if (existsSync(folder)) return result;
  const log = path.join(cache, `logs/${name}.log`);
  const count = readFileSync(requirements, "utf8").match(/^\S+==/gm)?.length ?? 0;
  step.say(`installing ${count} packages from the Python package index`);
  await fillOnce(folder, async (unfinished) => {
    await runTool({
      what: "Making a Python environment",
      log: path.join(cache, `logs/${name}-venv.log`),
      command: python.path,
      args: ["-m", "venv", unfinished],
    });
    await runTool({
      what,
      log,
      command: path.join(unfinished, "bin/python"),
      // As a module: the scripts in bin/ name this unfinished folder, which is about to be renamed.
      args: [
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-input",
        "--disable-pip-version-check",
        "--no-compile",
        "--retries",
        "1",
        "--timeout",
        "20",
        "-r",
        requirements,
      ],
      progress: linesInLog(log, /^Collecting /gm),
      onProgress: (packages) => step.say(`fetched ${packages} of ${count}`),
    });
  });
  step.done("installed");
  return result;
}

/**
 * @param {string} what
 * @returns {{readonly path: string, readonly version: string}}
 */
function machinePython(what) {
  const asked = spawnSync(
    "python3",
    [
      "-c",
      "import sys; print(sys.executable, '.'.join(map(str, sys.version_info[:3])), sep='\\n')",
    ],
    { encoding: "utf8" },
  );
  const [executable = "", version = ""] = (asked.stdout ?? "").trim().split("\n");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_PYTHON;
  if (asked.status !== 0 || major !== oldestMajor || minor < oldestMinor) {
    throw new Stop(
      `${what} needs Python ${OLDEST_PYTHON.join(".")} or newer as python3, and this machine has ` +
        `${version === "" ? "none" : version}: install it and run the same command again.`,
    );
  }
  return { path: executable, version };
}
