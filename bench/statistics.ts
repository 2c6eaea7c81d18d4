import type { Measurement } from "./bench.ts";

export interface Summary {
  readonly pairs: number;
  /** Medians, in the unit of the measurement. */
  readonly ours: number;
  readonly beside: number;
  /** Of the pairs' ratios; null where nothing but zeros stands beside. */
  readonly ratio: Spread | null;
  /** Null without a goal, or without a ratio. */
  readonly met: boolean | null;
}

export interface Spread {
  readonly median: number;
  /** 10th and 90th percentile. */
  readonly low: number;
  readonly high: number;
}

export function summarise({ name, ours, beside, goal }: Measurement): Summary {
  if (ours.length === 0 || ours.length !== beside.length)
    throw new Error(`${name}: ${ours.length} and ${beside.length} samples make no pairs`);
  const ratios = ours.map((value, i) => value / (beside[i] ?? Number.NaN));
  const ratio = ratios.every((one) => Number.isFinite(one)) ? spread(ratios) : null;
  return {
    pairs: ours.length,
    ours: percentile(ours, 50),
    beside: percentile(beside, 50),
    ratio,
    met: goal === undefined || ratio === null ? null : ratio.median <= goal,
  };
}

function spread(values: readonly number[]): Spread {
  return {
    median: percentile(values, 50),
    low: percentile(values, 10),
    high: percentile(values, 90),
  };
}

/** With straight lines between neighbouring values. `p` from 0 to 100; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (p / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}
