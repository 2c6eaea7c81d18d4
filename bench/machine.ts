import { cpus, release, totalmem, type } from "node:os";

/** What the figures were taken on. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  /** Bytes. */
  readonly memory: number;
  readonly node: string;
  readonly os: string;
}

export function thisMachine(): Machine {
  const all = cpus();
  return {
    cores: all.length,
    cpu: all[0]?.model.trim() ?? "unknown",
    memory: totalmem(),
    node: process.versions.node,
    os: `${type()} ${release()}`,
  };
}

/** One line for a person. `at`: when the figures were taken. */
export function machineLine(machine: Machine, at: Date): string {
  const memory = `${(machine.memory / 2 ** 30).toFixed(1)} GiB`;
  const day = at.toISOString().slice(0, 10);
  return `${day}; ${machine.cores} cores (${machine.cpu}), ${memory}, ${machine.os}, Node ${machine.node}.`;
}
