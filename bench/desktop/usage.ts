import { readdirSync, readFileSync } from "node:fs";
import { descendants } from "../../test/harness/descendants.ts";

/** What all processes of a program use, as Linux tells of them. */
export class Usage {
  readonly #pid: number;
  /** Running time of every thread seen, in nanoseconds. */
  #ran: ReadonlyMap<string, number>;

  constructor(pid: number) {
    this.#pid = pid;
    this.#ran = running(this.#processes());
  }

  /** Milliseconds of running since this was asked last, or since it was made. */
  ran(): number {
    const before = this.#ran;
    this.#ran = running(this.#processes());
    let sum = 0;
    for (const [thread, time] of this.#ran) sum += time - (before.get(thread) ?? 0);
    return sum / 1e6;
  }

  /** Memory that is their own, and of what they share with others a part each, in MB. */
  memory(): number {
    const shares = this.#processes().map((pid) => {
      const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
      return Number(kilobytes ?? 0);
    });
    return (shares.reduce((sum, share) => sum + share, 0) * 1024) / 1e6;
  }

  #processes(): readonly number[] {
    return [this.#pid, ...descendants(this.#pid).map(({ pid }) => pid)];
  }
}

function running(processes: readonly number[]): ReadonlyMap<string, number> {
  const ran = new Map<string, number>();
  for (const pid of processes)
    for (const thread of threads(pid)) {
      const [time] = read(`/proc/${pid}/task/${thread}/schedstat`).split(" ");
      ran.set(`${pid} ${thread}`, Number(time ?? 0));
    }
  return ran;
}

function threads(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Nothing of a process or thread that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
