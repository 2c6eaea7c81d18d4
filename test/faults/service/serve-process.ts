import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { deskClient, readDeskFile, type DeskClient } from "@parley/secretariat";
import { MAIN } from "../../../apps/secretariat/test/say.ts";
import { until } from "../../harness/office.ts";

/** `serve` on one folder, as a process that is killed and started again. */
export class ServeProcess {
  readonly #dir: string;
  #child: ChildProcess | null = null;
  /** Ends by SIGKILL. */
  kills = 0;
  /** What its processes said about themselves: the log, and why one did not start. */
  said = "";
  readonly #listeners = new Set<() => void>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  launch(): void {
    const child = spawn(process.execPath, [MAIN, "serve", "--dir", this.#dir], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part: Buffer) => {
        this.said += part.toString();
        for (const listener of this.#listeners) listener();
      });
    this.#child = child;
  }

  /** The desk of whoever listens now; null while nobody does. */
  get desk(): DeskClient | null {
    const file = readDeskFile(this.#dir);
    return file === null ? null : deskClient(file);
  }

  /** Whether its process has ended by itself. */
  get fell(): boolean {
    return this.#child !== null && (this.#child.exitCode ?? this.#child.signalCode) !== null;
  }

  /** Until its desk answers, whatever the health. */
  async answers(): Promise<DeskClient> {
    let found: DeskClient | null = null;
    await until("the service's desk", async () => {
      if (this.fell) throw new Error(`the service ended by itself:\n${this.said.slice(-2_000)}`);
      found = this.desk;
      return found !== null && (await found.health()).ok;
    });
    if (found === null) throw new Error("no desk");
    return found;
  }

  /** Settles as soon as its process has said this, from now on; at its end too. */
  async says(words: string): Promise<void> {
    const from = this.said.length;
    await new Promise<void>((resolve) => {
      const listener = (): void => {
        if (!this.said.includes(words, from)) return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
      this.#child?.once("exit", () => {
        this.#listeners.delete(listener);
        resolve();
      });
    });
  }

  /** Ends it wherever it is. What it wrote about its desk is of no use to anybody any more. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
    this.kills += 1;
    rmSync(path.join(this.#dir, "desk.json"), { force: true });
  }

  /** Ends it as a supervisor does; answers its exit code. */
  async stop(): Promise<number | null> {
    return this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  }
}
