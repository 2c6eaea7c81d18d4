/** Synapse, pinned with the hash of every file, in a virtual environment of its own. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fillOnce, inputHash } from "./cache-folder.mjs";
import { Stop } from "./stop.mjs";
import { linesInLog, runTool } from "./tool.mjs";

/** The oldest Python that the pinned Synapse runs on. */
const OLDEST_PYTHON = [3, 10];

/**
 * @param {{readonly root: string, readonly cache: string, readonly step: import("./report.mjs").Step}} context
 * @returns {Promise<string>} the Python that has Synapse
 */
export async function synapse({ root, cache, step }) {
  const requirements = path.join(root, "build/synapse/requirements.txt");
  const python = machinePython();
  const folder = path.join(
    cache,
    `synapse-${inputHash([requirements], [python.path, python.version])}`,
  );
  const result = path.join(folder, "bin/python");
  if (existsSync(folder)) return result;
  const log = path.join(cache, "logs/synapse.log");
  const count = readFileSync(requirements, "utf8").match(/^\S+==/gm)?.length ?? 0;
  step.say(`installing ${count} packages from the Python package index`);
  await fillOnce(folder, async (unfinished) => {
    await runTool({
      what: "Making a Python environment",
      log: path.join(cache, "logs/synapse-venv.log"),
      command: python.path,
      args: ["-m", "venv", unfinished],
    });
    await runTool({
      what: "Synapse",
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

/** @returns {{readonly path: string, readonly version: string}} */
function machinePython() {
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
      `Synapse needs Python ${OLDEST_PYTHON.join(".")} or newer as python3, and this machine has ` +
        `${version === "" ? "none" : version}: install it and run the same command again.`,
    );
  }
  return { path: executable, version };
}
