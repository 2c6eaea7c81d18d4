/** What a bench is, and what it answers. */

/** One thing measured beside its limit, in pairs that alternate in one run. */
export interface Measurement {
  /** Short and lasting: `act-accepted`. */
  readonly name: string;
  readonly what: string;
  /** What stands beside it: the same without what the product adds. */
  readonly besideWhat: string;
  readonly unit: Unit;
  /** One per pair, in the order in which they were taken. */
  readonly ours: readonly number[];
  /** The other half of each pair. */
  readonly beside: readonly number[];
  /** The median of the pairs' ratios is to be at most this. Never an assert. */
  readonly goal?: number;
  /** What the other half is the sum of, pair by pair. */
  readonly parts?: { readonly [part: string]: readonly number[] };
}

export type Unit = "ms" | "MB" | "% of a core";

export interface BenchContext {
  /** A fresh folder of this bench's own, removed afterwards. */
  readonly dir: string;
  /** A line of progress. */
  readonly say: (line: string) => void;
  /** A person wants to stop: throw its reason between two pairs, and clean up. */
  readonly cancelled: AbortSignal;
}

export interface Bench {
  /** What `npm run bench -- NAME` says. */
  readonly name: string;
  /** One line for `--help`. */
  readonly what: string;
  /**
   * Measures; whatever it started has ended when it settles, however that is.
   *
   * @throws an `Error` whose message is a sentence: it could not run
   */
  run(context: BenchContext): Promise<readonly Measurement[]>;
}
