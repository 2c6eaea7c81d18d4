import type { Change } from "@parley/storage";
import { outdatedCards } from "./cards.ts";
import { settledProposals } from "./proposals.ts";
import type { State } from "./state.ts";
import { answeredWishes } from "./wishes.ts";

/** What a longer log makes needless of what is kept beside it. */
export function afterLog(state: State): Change {
  return {
    keptGone: [
      ...(outdatedCards(state).keptGone ?? []),
      ...(settledProposals(state).keptGone ?? []),
      ...answeredWishes(state),
    ],
  };
}
