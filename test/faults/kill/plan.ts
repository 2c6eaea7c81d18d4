import type { Random } from "../../harness/seeds.ts";

/** Who does something: the office that opens the consultation, or the one that is consulted. */
export type Role = "opener" | "other";

/** What is done, in the order in which each of the two does it. */
export const SCRIPT = {
  opener: ["opening", "note", "update", "further note"],
  other: ["acknowledgement", "note", "reply", "further note"],
} as const;

/** How far a step is when something happens in the middle of it. */
export const PHASES = ["begun", "half written", "written", "done"] as const;

export type Moment = `${Role}: ${string} ${(typeof PHASES)[number]}`;

/** What is killed, when, and for how long. */
export interface Plan {
  readonly opener: "XA" | "XB";
  readonly victims: readonly (Role | "homeserver")[];
  readonly moment: Moment;
  /** Milliseconds after the moment. */
  readonly delay: number;
  /** Whoever is left says something meanwhile. */
  readonly long: boolean;
  /** How long every reply of the homeserver is on the way, in ms. */
  readonly lag: number;
  /** Milliseconds after the window has come back; null: killed once. */
  readonly again: number | null;
}

/** Covers what goes on by itself after the last moment: a room is made, keys are shared, the other side answers. */
const LATEST = 3_000;
/** Long enough to die between what the homeserver took and its word of it, in ms. */
const SLOW = 600;

export function planFor(random: Random, what: "client" | "homeserver"): Plan {
  const role = random.pick(["opener", "other"]);
  const step = random.pick(SCRIPT[role]);
  const opener = random.pick(["XA", "XB"]);
  const moment: Moment = `${role}: ${step} ${random.pick(PHASES)}`;
  const delay = random.integer(0, LATEST);
  const long = random.chance(40);
  const lag = random.chance(50) ? random.integer(50, SLOW) : 0;
  if (what === "homeserver")
    return { opener, victims: ["homeserver"], moment, delay, long, lag, again: null };
  const victims = random.pick<readonly Role[]>([["opener"], ["other"], ["opener", "other"]]);
  const again = random.chance(35) ? random.integer(0, LATEST) : null;
  return { opener, victims, moment, delay, long: long && victims.length === 1, lag, again };
}

export function tellPlan(plan: Plan): string {
  const { opener, victims, moment, delay, long, lag, again } = plan;
  const twice = again === null ? "" : `, and once more ${again} ms after the window came back`;
  const meanwhile = long ? ", and something is said meanwhile" : "";
  return `${opener} opens; ${victims.join(" and ")} killed ${delay} ms after “${moment}”${twice}${meanwhile}; replies take ${lag} ms`;
}
