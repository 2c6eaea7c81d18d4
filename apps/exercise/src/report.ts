import { mkdirSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "./atomic-file.ts";
import type { ServerSaw } from "./server-saw.ts";

/** One thing that was done, and whether it came out as it should. */
export interface Step {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Why it did not; only where it did not. */
  readonly problem?: string;
}

export interface Report {
  /** All steps came out, and the homeserver learned nothing. */
  readonly ok: boolean;
  readonly steps: readonly Step[];
  /** Null where the run did not get as far as the homeserver's database. */
  readonly serverSaw: ServerSaw | null;
}

const REPORT_FILE = "report.json";

/** Keeps the steps of a run, in order; the clock is in ms and need not be that of the wall. */
export class Steps {
  readonly #done: Step[] = [];
  readonly #now: () => number;
  readonly #tell: (step: Step) => void;

  constructor(now: () => number, tell: (step: Step) => void = () => {}) {
    this.#now = now;
    this.#tell = tell;
  }

  /** Does one step. Its failure is noted and thrown on: what follows rests on it. */
  async step<T>(name: string, act: () => T | Promise<T>): Promise<T> {
    const from = this.#now();
    try {
      const result = await act();
      this.#note({ name, ok: true, ms: this.#since(from) });
      return result;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.#note({ name, ok: false, ms: this.#since(from), problem });
      throw error;
    }
  }

  get done(): readonly Step[] {
    return this.#done;
  }

  #since(from: number): number {
    return Math.round(this.#now() - from);
  }

  #note(step: Step): void {
    this.#done.push(step);
    this.#tell(step);
  }
}

/** A run without steps, or that never looked at what the server saw, proves nothing: it is not ok. */
export function makeReport(steps: readonly Step[], serverSaw: ServerSaw | null): Report {
  const ok = steps.length > 0 && steps.every((step) => step.ok) && serverSaw?.ok === true;
  return { ok, steps, serverSaw };
}

/** Writes `report.json` into the folder, which is made if missing; answers its path. */
export function writeReport(out: string, report: Report): string {
  mkdirSync(out, { recursive: true });
  const file = path.join(out, REPORT_FILE);
  writeAtomically(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
