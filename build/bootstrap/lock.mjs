/** One bootstrap at a time in a checkout; a lock whose holder is gone counts as free. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const LOOK_AGAIN_MS = 300;

/**
 * @param {string} cache
 * @param {import("./report.mjs").Report} report
 * @returns {Promise<() => void>} frees the lock
 */
export async function takeLock(cache, report) {
  const file = path.join(cache, "bootstrap.lock");
  const own = nameOf(process.pid);
  let waiting = false;
  for (;;) {
    try {
      writeFileSync(file, own, { flag: "wx" });
      return () => {
        if (read(file) === own) rmSync(file, { force: true });
      };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    const holder = read(file);
    if (holder === null) continue;
    if (!runs(holder)) {
      remove(file, holder);
      continue;
    }
    if (!waiting) report.step("Toolchain").say("another run is preparing it; waiting");
    waiting = true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/**
 * Takes a lock away from a holder that is gone. Moved aside first, because another run may have done the same and taken
 * the lock by now; then it is given back.
 *
 * @param {string} file
 * @param {string} holder
 */
function remove(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== holder) linkSync(aside, file);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code !== "ENOENT" && code !== "EEXIST") throw error;
  }
  rmSync(aside, { force: true });
}

/**
 * A process by its number and, where the system tells, the moment it began: numbers are given out again, in a container
 * often the very same ones.
 *
 * @param {number} pid
 */
function nameOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // Field 22, counted behind the program's name, which stands in brackets and may hold spaces.
  const began = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return began === undefined ? String(pid) : `${pid} ${began}`;
}

/** @param {string} holder */
function runs(holder) {
  const pid = Number(holder.split(" ")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return false;
  }
  return nameOf(pid) === holder;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null; // gone meanwhile, or not of this system
  }
}
