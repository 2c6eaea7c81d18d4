import type { StateCode } from "@parley/base";
import { confusable, isTitle, namedIn, type TrustRoot } from "@parley/directory";
import { EXERCISE_STATES, PARTICIPATING_STATES, type StateEntry } from "@parley/protocol";

/** The title of an office that is known already. */
export interface KnownTitle {
  readonly state: StateCode;
  readonly title: string;
}

/** Titles that every State may have: they say what an office does and not whose it is. */
const COMMON = [
  "Technical PoC",
  "Policy PoC",
  "Senior PoC",
  "Duty desk",
  "Deputy technical PoC",
  "Deputy policy PoC",
];

/** States that records of this root can belong to. */
export function statesOf(mode: TrustRoot["mode"]): readonly StateEntry[] {
  return mode === "exercise" ? EXERCISE_STATES : PARTICIPATING_STATES;
}

/**
 * Why an office of this State is not called so (LOOK-1), as a sentence; null where it may be. State and level come from
 * codes, so a title that names or imitates another State can only mislead.
 */
export function titleFault(
  title: string,
  state: StateCode,
  mode: TrustRoot["mode"],
  known: readonly KnownTitle[],
): string | null {
  if (!isTitle(title)) {
    return "The title of an office is one line of at most 80 bytes, without space at its ends.";
  }
  const others = statesOf(mode)
    .filter(({ code }) => code !== state)
    .map(({ name }) => name);
  const named = namedIn(title, others) ?? confusable(title, others);
  if (named !== null) return `"${title}" can be read as a title of ${named}.`;
  if (COMMON.includes(title)) return null;
  const titles = [...COMMON, ...known.filter((one) => one.state !== state).map((one) => one.title)];
  const alike = confusable(title, titles);
  return alike === null
    ? null
    : `"${title}" can be taken for "${alike}", which another State has: choose a title that differs.`;
}
