import type { Bench } from "../bench.ts";

/** On the packaged desktop client. */
export const DESKTOP_BENCHES: readonly Bench[] = [];
