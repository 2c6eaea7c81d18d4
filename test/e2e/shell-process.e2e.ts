import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fusesAmiss, packagedClient, type Variant } from "@parley/desktop/packaging";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { readAsar } from "../harness/asar.ts";
import { type ClientProcess, startClientProcess } from "../harness/client-process.ts";
import { descendants, type ProcessSeen } from "../harness/descendants.ts";
import { launchDesktop } from "../harness/desktop.ts";
import { type Display, startDisplay } from "../harness/display.ts";

const root = process.getuid?.() === 0;
/** As root Chromium does not start without it; the release refuses it like any other switch, but names the first. */
const ROOT_ARGS: readonly string[] = root ? ["--no-sandbox"] : [];
/** "nobody" of Debian. */
const NOBODY = 65_534;
const WAIT = { timeout: 30_000, interval: 100 };

describe("the packaged client as a process", () => {
  const at = mkdtempSync(path.join(tmpdir(), "parley-process-"));
  let display: Display;

  beforeAll(async () => {
    display = await startDisplay();
  });

  afterAll(async () => {
    await display?.stop();
    rmSync(at, { recursive: true, force: true });
  });

  /** A profile that the given user owns. */
  function profile(name: string, owner?: number): string {
    const made = path.join(at, name);
    mkdirSync(made, { recursive: true });
    if (owner !== undefined) {
      chownSync(at, owner, owner);
      chownSync(made, owner, owner);
    }
    return made;
  }

  async function start(variant: Variant, args: readonly string[]): Promise<ClientProcess> {
    const { executable } = await packagedClient(variant);
    return startClientProcess({ executable, args, display });
  }

  it.each<Variant>(["exercise", "release"])(
    "has the fuses of its kind in the binary: %s",
    async (variant) => {
      const { executable } = await packagedClient(variant);
      expect(await fusesAmiss(executable, variant)).toEqual([]);
    },
  );

  it("tells the fuses of the two kinds apart", async () => {
    const { executable } = await packagedClient("exercise");
    expect(await fusesAmiss(executable, "release")).toEqual(["enableNodeCliInspectArguments"]);
  });

  it.each([
    "--remote-debugging-port=0",
    "--remote-debugging-pipe",
    "--inspect=0",
    "--js-flags=--expose-gc",
    "--host-rules=MAP * 127.0.0.1",
    "--network=/tmp/network.json",
  ])("a release does not start with %s, and says so in one sentence", async (given) => {
    const client = await start("release", [given, ...ROOT_ARGS, "--profile", profile("refused")]);
    expect(await client.ended()).toBe(2);
    expect(client.stderr()).toContain(`Parley does not start with ${given}: this switch could`);
    expect(client.stderr()).not.toContain("listening on ws://");
  });

  it("a release is no Node, whatever the environment says", async () => {
    const { executable } = await packagedClient("release");
    const client = await startClientProcess({
      executable,
      args: ["-e", "process.exit(77)"],
      display,
      env: { ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: "--inspect=0" },
    });
    expect(await client.ended()).not.toBe(77);
    expect(client.stderr()).not.toContain("Debugger listening");
  });

  it("an exercise build does not start with switches that a test has no use for", async () => {
    const args = ["--js-flags=--expose-gc", ...ROOT_ARGS, "--profile", profile("refused")];
    const client = await start("exercise", args);
    expect(await client.ended()).toBe(2);
    expect(client.stderr()).toContain("Parley does not start with --js-flags");
  });

  it("a release holds nothing that opens a network file or lets a test drive it", async () => {
    const traces = ["--network", "remote-debugging-port", "no-sandbox", "127.0.0.1"];
    const script = async (variant: Variant): Promise<string> =>
      readAsar((await packagedClient(variant)).archive)
        .get("main.js")
        ?.toString("utf8") ?? "";
    const exercise = await script("exercise");
    const release = await script("release");
    expect(traces.filter((trace) => exercise.includes(trace))).toEqual(traces);
    expect(release).toContain("--profile");
    expect(traces.filter((trace) => release.includes(trace))).toEqual([]);
  });

  it("ships its program and nothing of the workspace", async () => {
    const names = [...readAsar((await packagedClient("release")).archive).keys()];
    const top = new Set(names.map((name) => name.split("/")[0]));
    expect(top).toEqual(new Set(["main.js", "package.json", "preload.cjs", "renderer"]));
    expect(names.filter((name) => name.endsWith(".map") || name.includes("node_modules"))).toEqual(
      [],
    );
  });

  it("a second start on one profile ends, and leaves the first one in front", async () => {
    const folder = profile("shared");
    const first = await launchDesktop({ profile: folder, display });
    onTestFinished(() => first.close());
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const second = await start("exercise", [...ROOT_ARGS, "--profile", folder]);
    expect(await second.ended()).toBe(0);
    expect(second.stderr()).toContain("Parley is already open with this profile");
    await vi.waitFor(async () => {
      const minimised = await first.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.isMinimized(),
      );
      expect(minimised).toBe(false);
    }, WAIT);
    const other = await launchDesktop({ profile: profile("other"), display });
    await other.close();
  });

  it("says what is wrong with a network file, and starts all the same", async () => {
    const file = path.join(at, "bad.json");
    writeFileSync(file, '{"homeserver":"http://example.org"}');
    const client = await launchDesktop({ profile: profile("bad"), network: file, display });
    onTestFinished(() => client.close());
    const info = await client.page.evaluate(() =>
      (Reflect.get(window, "parley") as { start(): Promise<unknown> }).start(),
    );
    expect(info).toMatchObject({ network: null, networkProblem: "shape", build: "exercise" });
  });

  it("says what is wrong with a profile that it cannot use", async () => {
    const file = path.join(at, "a-file");
    writeFileSync(file, "");
    const client = await start("exercise", [...ROOT_ARGS, "--profile", path.join(file, "below")]);
    expect(await client.ended()).toBe(2);
    expect(client.stderr()).toContain("cannot be used");
  });

  it("closes over a page that is stuck, however it had wanted to be asked", async () => {
    const client = await launchDesktop({ profile: profile("stuck"), display });
    onTestFinished(() => client.kill());
    await client.page.evaluate(async () => {
      const parley = Reflect.get(window, "parley") as {
        onCloseRequest(listener: () => void): void;
        start(): Promise<unknown>;
      };
      parley.onCloseRequest(() => undefined);
      // An answer to a later call says that the owning process knows of the listener.
      await parley.start();
      setTimeout(() => {
        for (;;);
      }, 0);
    });
    const ended = new Promise((resolve) => client.app.process().once("exit", resolve));
    await client.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await ended).toBe(0);
  });

  it("asks its page before it closes, and asks nobody when the session ends", async () => {
    const client = await launchDesktop({ profile: profile("asked"), display });
    onTestFinished(() => client.kill());
    await client.page.evaluate(async () => {
      const parley = Reflect.get(window, "parley") as {
        onCloseRequest(listener: () => void): void;
        start(): Promise<unknown>;
      };
      parley.onCloseRequest(() => Reflect.set(window, "asked", true));
      await parley.start();
    });
    await client.app.evaluate(({ app }) => app.quit());
    await client.page.waitForFunction(() => Reflect.get(window, "asked") === true);
    expect(client.app.process().exitCode).toBeNull();
    await client.close();
    expect(client.app.process().exitCode).toBe(0);
  });

  it.runIf(root)("runs its page in Chromium's sandbox, for a person who is not root", async () => {
    const home = profile("nobody", NOBODY);
    const { executable } = await packagedClient("release");
    const client = await startClientProcess({
      executable,
      args: ["--profile", path.join(home, "profile"), "--password-store=basic"],
      display,
      user: { id: NOBODY, home },
    });
    onTestFinished(() => client.stop());
    let page: ProcessSeen | undefined;
    await vi.waitFor(() => {
      page = descendants(client.pid).find(({ command }) => command.includes("--type=renderer"));
      // 2: a filter on system calls is in force.
      expect(page?.status.get("Seccomp")).toBe("2");
    }, WAIT);
    expect(page?.status.get("NoNewPrivs")).toBe("1");
    expect(page?.command).not.toContain("no-sandbox");
    await client.stop();
    expect(await client.ended()).toBe(0);
  });
});
