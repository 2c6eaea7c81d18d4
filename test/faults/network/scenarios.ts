import { limits } from "./scenarios/limits.ts";
import { lostReplies } from "./scenarios/lost-replies.ts";
import { order } from "./scenarios/order.ts";
import { outages } from "./scenarios/outages.ts";
import { portals } from "./scenarios/portals.ts";
import type { Scenario } from "./scenario.ts";

export const SCENARIOS: readonly Scenario[] = [
  ...lostReplies,
  ...limits,
  ...outages,
  ...portals,
  ...order,
];
