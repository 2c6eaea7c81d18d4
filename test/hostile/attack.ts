import type { Defence } from "./defence.ts";
import type { Stage } from "./stage.ts";

/** Something that has to be true for a party after an attack. */
export interface Claim {
  /** One sentence, in the present tense: "Bravo reads nothing". */
  readonly says: string;
  /** Throws, or rejects, where it is not so; waits itself for what has to come. */
  readonly holds: () => unknown;
}

/** One attack: what is done, and what has to be true after it for every party. */
export interface Attack {
  /** What the attacker does, in one sentence. */
  readonly attacker: string;
  /** Names of the rules that it tries. */
  readonly rules: readonly string[];
  /** What stands in its way: with this taken out a claim breaks. */
  readonly defence: Defence;
  /** Takes too long for every day: played in `npm run test:long` alone, whole as well. */
  readonly long?: true;
  /**
   * Does it, and names what has to be true. It goes through whether or not the attack works, so that a claim and not
   * the attack breaks where the defence is missing. What must *not* come is given the time to, by something honest that
   * comes the same way later.
   */
  readonly play: (stage: Stage) => Promise<readonly Claim[]>;
}

/** Attacks of one kind. */
export interface Topic {
  readonly topic: string;
  readonly attacks: readonly Attack[];
}
