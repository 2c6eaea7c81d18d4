import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fillOnce, removeUnfinished } from "../bootstrap/cache-folder.mjs";
import { takeLock } from "../bootstrap/lock.mjs";
import { makeReport } from "../bootstrap/report.mjs";
import { Stop, unreachableSentence } from "../bootstrap/stop.mjs";
import { missingPackages, systemPackages } from "../bootstrap/system-packages.mjs";
import { linesInLog, runTool } from "../bootstrap/tool.mjs";
import { tree } from "./tree.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A checkout with nothing prepared, and as much in it as the bootstrap reads. */
function checkout(): string {
  const root = tree({ "package.json": "{}", "pnpm-lock.yaml": "", "pnpm-workspace.yaml": "" });
  for (const folder of ["bootstrap", "toolchain", "electron", "synapse", "run.mjs"])
    cpSync(path.join(ROOT, "build", folder), path.join(root, "build", folder), { recursive: true });
  return root;
}

/** A port of this machine where nobody listens. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

function bootstrap(
  root: string,
  command: string,
  env: NodeJS.ProcessEnv,
): { readonly code: number | null; readonly said: readonly string[] } {
  const run = spawnSync(process.execPath, ["build/run.mjs", command], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  return { code: run.status, said: `${run.stdout}${run.stderr}`.trim().split("\n") };
}

describe("without a network", () => {
  it("ends with one sentence that says what to do, and leaves nothing half made", async () => {
    const root = checkout();
    const registry = `http://127.0.0.1:${await closedPort()}/`;
    const { code, said } = bootstrap(root, "check", {
      npm_config_registry: registry,
      npm_config_cache: path.join(root, "npm-cache"),
      npm_config_userconfig: path.join(root, "none"),
    });
    expect(code).toBe(1);
    expect(said).toEqual([
      "Node 24 and pnpm: fetching from the npm registry",
      unreachableSentence(["Node and pnpm"]),
    ]);
    expect(readdirSync(path.join(root, ".cache"))).toEqual(["logs"]);
  });

  it("says everything that could not be fetched in one sentence", () => {
    expect(unreachableSentence(["Node and pnpm", "Synapse", "Electron"])).toMatch(
      /^Could not download Node and pnpm, Synapse and Electron, because [^.]+\.$/,
    );
  });
});

describe("on a machine that lacks something", () => {
  it("names the program that is missing", () => {
    const { code, said } = bootstrap(checkout(), "check", { PATH: "/nonexistent" });
    expect(code).toBe(1);
    expect(said.at(-1)).toBe(
      "npm is needed and is not on this machine: install it and run the same command again.",
    );
    expect(said).toHaveLength(2);
  });

  it("names the commands there are", () => {
    const { code, said } = bootstrap(checkout(), "publish", {});
    expect([code, said]).toEqual([
      1,
      ["Say one of: prepare, start, secretariat, test, test:long, bench, check."],
    ]);
  });

  it("prints the exact command where it may not install system packages itself", async () => {
    vi.stubEnv("PATH", "/nonexistent");
    vi.spyOn(process, "getuid").mockReturnValue(1000);
    const step = makeReport({ write: () => {} }).step("System packages");
    const refused = systemPackages({ cache: tree({}), step });
    await expect(refused).rejects.toBeInstanceOf(Stop);
    await expect(refused).rejects.toThrow(
      /run this, then the same command again: sudo sh -c 'apt-get update && apt-get install --no-install-recommends -y [a-z0-9 .-]*xvfb python3-venv'$/,
    );
  });

  it("asks for the packages of the libraries that are not there, and for no others", () => {
    const have = (...names: readonly string[]): string =>
      names.map((name) => `\t${name} (libc6,x86-64) => /usr/lib/${name}\n`).join("");
    const all = missingPackages("", false, false);
    expect(all).toEqual(expect.arrayContaining(["libgtk-3-0", "libnss3", "libgbm1", "libasound2"]));
    expect(missingPackages(have("libgtk-3.so.0", "libnss3.so"), true, true)).toEqual(
      all.filter((name) => !["libgtk-3-0", "libnss3", "xvfb", "python3-venv"].includes(name)),
    );
    // Another version of a library is not the library.
    expect(missingPackages(have("libgtk-3.so.0.2400"), true, true)).toContain("libgtk-3-0");
  });
});

describe("interrupted", () => {
  it("keeps a folder only when it is complete, and clears away what is not", async () => {
    const cache = tree({});
    const folder = path.join(cache, "thing");
    const broken = fillOnce(folder, (unfinished) => {
      writeFileSync(path.join(unfinished, "a"), "half");
      return Promise.reject(new Error("cut"));
    });
    await expect(broken).rejects.toThrow("cut");
    expect(readdirSync(cache)).toEqual([]);

    cpSync(tree({ a: "half" }), `${folder}.unfinished-1`, { recursive: true });
    removeUnfinished(cache);
    expect(readdirSync(cache)).toEqual([]);

    const fill = vi.fn<(unfinished: string) => Promise<void>>((unfinished) => {
      writeFileSync(path.join(unfinished, "a"), "whole");
      return Promise.resolve();
    });
    await fillOnce(folder, fill);
    await fillOnce(folder, fill);
    expect(fill).toHaveBeenCalledOnce();
    expect(readFileSync(path.join(folder, "a"), "utf8")).toBe("whole");
  });

  it.each([
    ["of a process that is gone", "999999999 5"],
    ["of a process whose number another one has now", `${process.pid} 1`],
    ["cut off while it was written", ""],
  ])("takes over a lock %s", async (_name, holder) => {
    const cache = tree({ "bootstrap.lock": holder });
    const free = await takeLock(cache, makeReport());
    const file = path.join(cache, "bootstrap.lock");
    expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^${process.pid} \\d+$`));
    free();
    expect(readdirSync(cache)).toEqual([]);
  });

  it("waits for a run that goes on, and says so once", async () => {
    const cache = tree({});
    const lines: string[] = [];
    const free = await takeLock(cache, makeReport());
    const second = takeLock(cache, makeReport({ write: (line) => void lines.push(line) }));
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    free();
    (await second)();
    expect(lines).toEqual(["Toolchain: another run is preparing it; waiting"]);
  });
});

describe("a tool", () => {
  const run = (script: string, more: object = {}): Promise<void> => {
    const cache = tree({});
    return runTool({
      what: "The thing",
      log: path.join(cache, "log"),
      command: "sh",
      args: ["-c", script],
      ...more,
    });
  };

  it("that fails names its log, and one that met no network says that", async () => {
    await expect(run("echo oops; exit 3")).rejects.toThrow(
      /^The thing failed \(exit code 3\); its output is in .*log\.$/,
    );
    await expect(run("echo 'getaddrinfo ENOTFOUND registry'; exit 1")).rejects.toThrow(
      unreachableSentence(["The thing"]),
    );
  });

  it("that stands still for too long is ended", async () => {
    const ended = run("sleep 60", { progress: () => 0, stallMs: 10 });
    await expect(ended).rejects.toThrow(unreachableSentence(["The thing"]));
  });

  it("is counted by the lines of its log", () => {
    const log = path.join(tree({ log: "Collecting a\n  Downloading\nCollecting b\n" }), "log");
    expect(linesInLog(log, /^Collecting /gm)()).toBe(2);
    expect(existsSync(log)).toBe(true);
  });
});
