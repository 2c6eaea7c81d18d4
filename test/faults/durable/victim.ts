import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Order, Sight, Start, Word } from "./orders.ts";

const PROGRAM = path.join(import.meta.dirname, "process.ts");

/** A process that is killed and started again, with what it has told. */
export class Victim {
  readonly #start: Omit<Start, "signIn">;
  readonly #signIn: Start["signIn"];
  #child: ChildProcess | null = null;
  #looks = 0;
  readonly #sights = new Map<number, Sight>();
  kills = 0;
  /** Device and act key of every start that came so far. */
  readonly devices: string[] = [];
  /** Notes that it called kept. */
  readonly said: string[] = [];
  /** What its processes wrote to stderr. */
  stderr = "";

  constructor(start: Omit<Start, "signIn">, signIn: Start["signIn"]) {
    this.#start = start;
    this.#signIn = signIn;
  }

  launch(): void {
    const start: Start = { ...this.#start, signIn: this.#signIn };
    const child = fork(PROGRAM, [JSON.stringify(start)], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: [],
    });
    child.stderr?.on("data", (part: Buffer) => (this.stderr += part.toString()));
    child.on("message", (word) => this.#hear(word as Word));
    // Orders to a process that is gone are lost, as they are meant to be.
    child.on("error", () => undefined);
    this.#child = child;
  }

  #hear(word: Word): void {
    if (word.told === "open") this.devices.push(`${word.device} ${word.key}`);
    else if (word.told === "said") this.said.push(word.text);
    else this.#sights.set(word.n, word);
  }

  order(order: Order): void {
    if (this.#child?.connected === true) this.#child.send(order, () => undefined);
  }

  /** What it shows; null while it does not answer. */
  async sight(): Promise<Sight | null> {
    const n = ++this.#looks;
    this.order({ do: "look", n });
    for (let i = 0; i < 20 && !this.#sights.has(n); i++)
      await new Promise((resolve) => setTimeout(resolve, 25));
    return this.#sights.get(n) ?? null;
  }

  /** Ends it with SIGKILL, wherever it is. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const gone = child.exitCode === null && child.signalCode === null ? once(child, "exit") : null;
    child.kill("SIGKILL");
    await gone;
    this.kills += 1;
  }

  /** Whether its process has ended by itself. */
  get fell(): boolean {
    return this.#child !== null && (this.#child.exitCode ?? this.#child.signalCode) !== null;
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.send({ do: "end" } satisfies Order, () => undefined);
    const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
    await gone;
    clearTimeout(late);
  }
}
