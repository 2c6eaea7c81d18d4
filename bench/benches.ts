import { FOLD_BENCH } from "./acts/fold.ts";
import type { Bench } from "./bench.ts";
import { DESKTOP_BENCHES } from "./desktop/index.ts";

/** All there are, in the order in which they run. */
export const BENCHES: readonly Bench[] = [FOLD_BENCH, ...DESKTOP_BENCHES];
