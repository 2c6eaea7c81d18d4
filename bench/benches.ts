import { ARRIVAL_BENCH } from "./acts/arrival.ts";
import { DIRECTORY_BENCH } from "./acts/directory.ts";
import { FOLD_BENCH } from "./acts/fold.ts";
import type { Bench } from "./bench.ts";
import { DESKTOP_BENCHES } from "./desktop/index.ts";
import { OPENING_BENCH } from "./server/opening.ts";
import { RESTART_BENCH } from "./server/restart.ts";
import { SEND_BENCH } from "./server/send.ts";

/** All there are, in the order in which they run. */
export const BENCHES: readonly Bench[] = [
  SEND_BENCH,
  OPENING_BENCH,
  FOLD_BENCH,
  ARRIVAL_BENCH,
  DIRECTORY_BENCH,
  RESTART_BENCH,
  ...DESKTOP_BENCHES,
];
