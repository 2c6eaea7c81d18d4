import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { inputsHash } from "./inputs.ts";
import type { Variant } from "./variant.ts";

const DESKTOP = path.dirname(import.meta.dirname);
const ROOT = path.dirname(path.dirname(DESKTOP));
/** Beside the packaged client: what it was made of. */
const MADE_OF = "made-of.json";

export interface PackagedClient {
  /** Absolute path. */
  readonly executable: string;
  /** The packed program, for tests that look into it. */
  readonly archive: string;
  /** False where the one from before was made of the very same inputs. */
  readonly fresh: boolean;
}

/** What is packaged otherwise than the sources alone say: a release with its network, or a test's client without a part. */
export interface Otherwise {
  /** Names the folder that it is put into. */
  readonly name: string;
  /** Text that changes whenever what the plugins do changes. */
  readonly madeOf: string;
  readonly plugins: readonly Plugin[];
  /** Text of the network file that goes inside. */
  readonly network?: string;
}

const made = new Map<string, Promise<PackagedClient>>();

/**
 * The packaged client of this working tree under `out/desktop`, made anew only when something in it changed, and at most
 * once by one process: all of a process's clients are the same.
 */
export function packagedClient(variant: Variant, otherwise?: Otherwise): Promise<PackagedClient> {
  const name = otherwise === undefined ? variant : `${variant}-${otherwise.name}`;
  const before = made.get(name);
  if (before !== undefined) return before;
  const making = makeClient(name, variant, otherwise);
  made.set(name, making);
  return making;
}

async function makeClient(
  name: string,
  variant: Variant,
  otherwise?: Otherwise,
): Promise<PackagedClient> {
  const electron = readElectron();
  const { electronDist, electronVersion } = electron;
  const more = otherwise === undefined ? [] : [otherwise.madeOf];
  const hash = inputsHash(ROOT, variant, electronDist, electronVersion, ...more);
  const folder = path.join(ROOT, "out/desktop", name);
  if (isMadeOf(folder, hash)) return described(folder, false);

  const unfinished = `${folder}.${process.pid}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    // Only now: the tools are large, and most calls end above.
    const { bundle } = await import("./bundle.ts");
    const { pack } = await import("./pack.ts");
    const app = path.join(unfinished, "app");
    mkdirSync(app);
    await bundle(DESKTOP, app, variant, otherwise?.plugins ?? []);
    // Read by the client itself, which says what is wrong with it.
    if (otherwise?.network !== undefined) {
      writeFileSync(path.join(app, "network.json"), otherwise.network);
    }
    await pack({ app, output: unfinished, variant, ...electron });
    writeFileSync(path.join(unfinished, MADE_OF), JSON.stringify({ hash }));
    replaceFolder(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return described(folder, true);
}

function described(folder: string, fresh: boolean): PackagedClient {
  const unpacked = path.join(folder, "linux-unpacked");
  return {
    executable: path.join(unpacked, "parley"),
    archive: path.join(unpacked, "resources/app.asar"),
    fresh,
  };
}

function isMadeOf(folder: string, hash: string): boolean {
  const file = path.join(folder, MADE_OF);
  if (!existsSync(file)) return false;
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly hash?: unknown }).hash === hash;
}

/**
 * Puts the new folder in the place of the old one. A client that runs from the old one keeps its open files. Another
 * process that packages the same at this moment may win in between; then this one takes its place in turn.
 */
function replaceFolder(from: string, to: string): void {
  const old = `${to}.${process.pid}.old`;
  for (;;) {
    renameIfThere(to, old);
    rmSync(old, { recursive: true, force: true });
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!hasCode(error, "ENOTEMPTY") && !hasCode(error, "EEXIST")) throw error;
    }
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function readElectron(): { readonly electronDist: string; readonly electronVersion: string } {
  const file = path.join(ROOT, ".cache/toolchain.json");
  if (!existsSync(file))
    throw new Error("there is no toolchain yet: run node build/run.mjs prepare");
  const tools = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;
  const { electronDist, electronVersion } = tools;
  if (typeof electronDist !== "string" || typeof electronVersion !== "string") {
    throw new Error("the toolchain has no Electron: run node build/run.mjs prepare");
  }
  return { electronDist, electronVersion };
}
