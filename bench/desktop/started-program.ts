import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants } from "../../test/harness/descendants.ts";
import { Inspector } from "./inspector.ts";

export interface StartOptions {
  readonly executable: string;
  readonly switches: readonly string[];
  /** As the variable `DISPLAY` wants it. */
  readonly display: string;
}

/** How long anything may take, in ms; a loaded machine of two cores is slow. */
const PATIENCE = 60_000;

const ELECTRON = `process.getBuiltinModule("module").createRequire("/")("electron")`;
const SHOWN = `${ELECTRON}.BrowserWindow.getAllWindows().some((one) => one.isVisible() && !one.webContents.isLoading())`;

/** A program in Electron, started as a person would: nobody drives it, and the inspector of its main process is open. */
export class StartedProgram {
  readonly pid: number;
  /** When its process was started, in ms since the epoch. */
  readonly startedAt: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #inspector: Inspector | null = null;
  #said = "";

  private constructor(child: ChildProcess, startedAt: number) {
    this.#child = child;
    this.pid = child.pid ?? -1;
    this.startedAt = startedAt;
    this.#ended = once(child, "exit");
    child.stderr?.on("data", (part: Buffer) => {
      this.#said = `${this.#said}${part.toString()}`.slice(-8_000);
    });
  }

  /** Starts it, and waits until its page is loaded. */
  static async start(options: StartOptions): Promise<StartedProgram> {
    const { executable, display, switches } = options;
    const args = [...switches, "--password-store=basic"];
    // Chromium has no sandbox for root, which containers often are.
    if (process.getuid?.() === 0) args.push("--no-sandbox");
    const { NODE_OPTIONS: _, ...env } = process.env;
    const startedAt = Date.now();
    const child = spawn(executable, ["--inspect=127.0.0.1:0", ...args], {
      env: { ...env, DISPLAY: display },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const program = new StartedProgram(child, startedAt);
    try {
      await program.#attach();
      return program;
    } catch (error) {
      await program.kill();
      throw new Error(`a program did not start; it said: ${program.#said}`, { cause: error });
    }
  }

  /** Runs a function in the page's own world, which sees nothing but its arguments; its promise is awaited. */
  inPage<A extends readonly unknown[], T>(run: (...args: A) => Promise<T>, ...args: A): Promise<T> {
    const expression = `(${run.toString()})(...${JSON.stringify(args)})`;
    const call = `executeJavaScript(${JSON.stringify(expression)})`;
    return this.#inspect(`${ELECTRON}.BrowserWindow.getAllWindows()[0].webContents.${call}`);
  }

  /** As the end of a session would end it. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#inspector?.close();
    this.#child.kill("SIGTERM");
    const late = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE);
    await this.#ended;
    clearTimeout(late);
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  async #attach(): Promise<void> {
    // Whoever asks a Node that still starts makes it load its parts in another order, and some then fail.
    await this.#until(() => this.#hasPage());
    this.#inspector = await Inspector.open(this.#address() ?? "");
    await this.#until(() => this.#inspect<boolean>(SHOWN, "value"));
  }

  /** A process of its own draws the page; there is none before the program asked for a window. */
  #hasPage(): boolean {
    return descendants(this.pid).some(({ command }) => command.includes("--type=renderer"));
  }

  #address(): string | null {
    return /Debugger listening on (ws:\S+)/.exec(this.#said)?.[1] ?? null;
  }

  #inspect<T>(expression: string, answers: "promise" | "value" = "promise"): Promise<T> {
    if (this.#inspector === null) throw new Error("its inspector is not open");
    return this.#inspector.evaluate<T>(expression, answers);
  }

  async #until(holds: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (!(await holds())) {
      if (this.#child.exitCode !== null) throw new Error(`it ended with ${this.#child.exitCode}`);
      if (performance.now() > end) throw new Error("it took too long");
      await sleep(20);
    }
  }
}
