/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Where a clock is needed it is handed in; tests hand in one that they move. */
export interface Clock {
  now(): Instant;
  /** Calls back once after `ms` milliseconds; the answer cancels. */
  after(ms: number, call: () => void): () => void;
}
