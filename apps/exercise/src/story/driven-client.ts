import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { withOwnSignals } from "../own-signals.ts";

/** How long a person would wait for anything on the screen, in ms; a loaded machine of two cores is slow. */
const PATIENCE = 60_000;
/** How long a client may take to end in order, in ms. */
const CLOSE = 20_000;

export interface DrivenClientOptions {
  readonly executable: string;
  readonly switches: readonly string[];
  /** Beside the variables of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** As the variable `DISPLAY` wants it. */
  readonly display: string;
  /** Short name, for pictures and problems. */
  readonly name: string;
}

/** A packaged client that is used by clicking and typing. */
export class DrivenClient {
  readonly name: string;
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Kept: Playwright no longer tells it once the client has ended. */
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = "";

  private constructor(name: string, app: ElectronApplication, page: Page) {
    this.name = name;
    this.app = app;
    this.page = page;
    const child = app.process();
    this.#child = child;
    this.#ended =
      child.exitCode === null && child.signalCode === null
        ? once(child, "exit")
        : Promise.resolve();
    child.stderr?.on("data", (part: Buffer) => this.#note(part.toString()));
    page.on("console", (message) => this.#note(`page: ${message.type()}: ${message.text()}\n`));
    page.on("pageerror", (error) => this.#note(`page: ${String(error)}\n`));
  }

  static async launch(options: DrivenClientOptions): Promise<DrivenClient> {
    const { executable, switches, display, name } = options;
    // Playwright's launcher of Electron has no option against its handlers of signals.
    const app = await withOwnSignals(() =>
      _electron.launch({
        executablePath: executable,
        // Chromium has no sandbox for root, which exercises in containers often are.
        chromiumSandbox: process.getuid?.() !== 0,
        // A keyring that is locked on this machine would ask a person.
        args: [...switches, "--password-store=basic"],
        env: { ...environment(), ...options.env, DISPLAY: display },
        timeout: PATIENCE,
      }),
    );
    try {
      const page = await app.firstWindow();
      page.setDefaultTimeout(PATIENCE);
      await untilShown(page);
      return new DrivenClient(name, app, page);
    } catch (error) {
      app.process().kill("SIGKILL");
      throw new Error(`${name}: the client opened no window`, { cause: error });
    }
  }

  /** The last of what it wrote to its terminal and console; no content is ever written there. */
  get said(): string {
    return this.#said;
  }

  async picture(folder: string, name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(folder, `${name}-${this.name}.png`) });
  }

  /** How it ended by itself or by `close` or `kill`: an exit code or a signal; null while it runs. */
  get end(): number | NodeJS.Signals | null {
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  /** Waits for its end. */
  async ended(): Promise<void> {
    await this.#ended;
  }

  /** As the end of a session would end it. */
  close(): Promise<void> {
    return this.#end("SIGTERM");
  }

  /** As a power cut would end it. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.end !== null) return;
    const child = this.#child;
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), CLOSE);
    await this.#ended;
    clearTimeout(late);
  }

  #note(text: string): void {
    this.#said = `${this.#said}${text}`.slice(-8000);
  }
}

/**
 * Before it is shown a window has no size, and nothing can be pictured. Asked from outside: a function that waits within
 * the page would be evaluated there, which the page's policy refuses.
 */
async function untilShown(page: Page): Promise<void> {
  const end = performance.now() + PATIENCE;
  while ((await page.evaluate("innerWidth * innerHeight")) === 0) {
    if (performance.now() > end) throw new Error("its window is not shown");
    await sleep(50);
  }
}

/** Playwright's own variables and Node's options are not the client's business. */
function environment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && name !== "NODE_OPTIONS") kept[name] = value;
  }
  return kept;
}
