import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { descendants } from "./descendants.ts";
import type { Display } from "./display.ts";
import { until } from "./office.ts";

const MAIN = path.join(import.meta.dirname, "../../apps/exercise/src/main.ts");
/** How long packaging and a homeserver may take, in ms. */
const PATIENCE = 120_000;

/** `npm start` with windows, running on a screen that nobody sees. */
export class StartedExercise {
  #text = "";
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, "close");
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (part: Buffer) => (this.#text += part.toString()));
  }

  /** @param terminal whether a person could type there */
  static start(terminal: boolean, display: Display): StartedExercise {
    const node = [process.execPath, MAIN];
    const [command = "", ...args] = terminal
      ? ["script", "-qfec", node.join(" "), "/dev/null"]
      : node;
    const child = spawn(command, args, {
      stdio: [terminal ? "pipe" : "ignore", "pipe", "pipe"],
      env: { ...process.env, DISPLAY: display.name },
    });
    return new StartedExercise(child);
  }

  /** All that it has printed. */
  get text(): string {
    return this.#text;
  }

  /** Until it has printed this. */
  says(text: string): Promise<void> {
    return until(`“${text}” in\n${this.#text}`, () => this.#text.includes(text), PATIENCE);
  }

  /** Types a line, or single keys. */
  type(text: string, end = "\r"): void {
    this.#child.stdin?.write(`${text}${end}`);
  }

  /** Closes the window of an office; answers its profile's folder. */
  async closeWindow(office: string): Promise<string> {
    const windows = (): readonly { readonly pid: number; readonly profile: string }[] =>
      descendants(this.#child.pid ?? -1).flatMap(({ pid, command }) => {
        const [, profile = ""] = /--profile (\S+\.profile)/.exec(command) ?? [];
        return profile.includes(office) && !command.includes("--type=") ? [{ pid, profile }] : [];
      });
    await until(`a window of ${office}`, () => windows().length > 0);
    const [window] = windows();
    if (window === undefined) throw new Error(`${office} has no window`);
    process.kill(window.pid, "SIGTERM");
    await until("its end", () => windows().length === 0);
    return window.profile;
  }

  interrupt(): void {
    this.#child.kill("SIGINT");
  }

  /** Its exit code. */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      this.#child.kill("SIGTERM");
    await this.#ended;
  }
}
