/** One bootstrap at a time in a checkout; a lock whose holder is gone counts as free. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const LOOK_AGAIN_MS = 300;

/**
 * @param {string} cache
 * @param {import("./report.mjs").Report} report
 * @returns {Promise<() => void>} frees the lock
 */
export async function takeLock(cache, report) {
  const file = path.join(cache, "bootstrap.lock");
  let waiting = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    if (!holderRuns(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!waiting) report.step("Toolchain").say("another run is preparing it; waiting");
    waiting = true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** @param {string} file */
function holderRuns(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    if (!Number.isInteger(pid) || pid <= 0) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
