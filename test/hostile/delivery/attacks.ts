import type { Topic } from "../attack.ts";
import { BORROWED_NAMES } from "./borrowed-name.ts";
import { COPIES } from "./copies.ts";
import { LOSSES } from "./dropped.ts";
import { FALSE_NAMES } from "./names.ts";
import { DISORDER } from "./order.ts";
import { REPLAYS } from "./replay.ts";

export const DELIVERY: Topic = {
  topic: "delivery",
  attacks: [...REPLAYS, ...FALSE_NAMES, ...BORROWED_NAMES, ...DISORDER, ...LOSSES, ...COPIES],
};
