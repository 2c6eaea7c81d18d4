import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { accept, refuse, type Result } from "@parley/base";
import { app } from "electron";

/**
 * Makes the folder of the profile, for this user only, and lets Electron keep everything in it. One that is there keeps
 * its permissions: it may be a folder with another purpose. To be called before the lock that allows one instance per
 * profile. The refusal is the system's reason.
 *
 * @param given null for the usual folder
 */
export function openProfile(given: string | null): Result<string, { folder: string; why: string }> {
  const folder = given === null ? app.getPath("userData") : path.resolve(given);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return refuse({ folder, why: error instanceof Error ? error.message : String(error) });
  }
  app.setPath("userData", folder);
  return accept(folder);
}
