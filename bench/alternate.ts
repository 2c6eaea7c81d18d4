import type { BenchContext, Measurement } from "./bench.ts";

export interface Alternation {
  readonly pairs: number;
  /** Pairs before those that count; one where absent. */
  readonly warmUp?: number;
  /** Each measures once and answers in the unit of the measurement. */
  readonly ours: () => Promise<number> | number;
  readonly beside: () => Promise<number> | number;
}

/** Takes pairs, each the other way round than the one before, so that a load that comes and goes falls on both halves. */
export async function alternate(
  { cancelled }: Pick<BenchContext, "cancelled">,
  { pairs, warmUp = 1, ours, beside }: Alternation,
): Promise<Pick<Measurement, "ours" | "beside">> {
  const samples = { ours: [] as number[], beside: [] as number[] };
  for (let i = 0; i < warmUp + pairs; i++) {
    cancelled.throwIfAborted();
    const first = i % 2 === 0 ? await ours() : await beside();
    const second = i % 2 === 0 ? await beside() : await ours();
    if (i < warmUp) continue;
    samples.ours.push(i % 2 === 0 ? first : second);
    samples.beside.push(i % 2 === 0 ? second : first);
  }
  return samples;
}

/** How much of the processor this thread takes for it, in milliseconds; what else runs on the machine is left out. */
export function worked(run: () => void): number {
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
