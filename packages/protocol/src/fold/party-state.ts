import type { StateCode } from "@parley/base";
import { isSubstantive, type Facts } from "./facts.ts";
import { FOLD_TABLE, type FoldTable } from "./table.ts";
import type { PartyCondition } from "./words.ts";

/** As `partyState`; null where no row matches, which TOTAL excludes. */
export function matchPartyState(
  facts: Facts,
  state: StateCode,
  table: FoldTable = FOLD_TABLE,
): string | null {
  if (!facts.parties.includes(state))
    return facts.facilitation === "in" ? "facilitating" : "facilitator_left";
  const holds = conditions(facts, state);
  const row = table.partyStates.find((one) => one.if.every((condition) => holds[condition]));
  return row?.name ?? null;
}

/** Name of the first row of the party states that holds for this State. */
export function partyState(facts: Facts, state: StateCode, table: FoldTable = FOLD_TABLE): string {
  const name = matchPartyState(facts, state, table);
  if (name === null) throw new Error("fold: no party state matches");
  return name;
}

function conditions(facts: Facts, state: StateCode): Readonly<Record<PartyCondition, boolean>> {
  const asked = [...facts.threads.values()].filter(
    (thread) =>
      thread.open &&
      thread.to.includes(state) &&
      (!thread.carried || thread.acknowledged.includes(state)),
  );
  const proposed = [...facts.proposals.values()].filter(
    (one) => one.state === "pending" && one.by !== state && one.needed.includes(state),
  );
  const replies = asked.map((thread) => thread.replies.get(state) ?? null);
  return {
    "S bound by close": facts.bound.includes(state),
    "S end closed_separate": facts.ends.get(state) === "closed_separate",
    "S end left": facts.ends.get(state) === "left",
    "S paused": facts.paused.includes(state),
    "S holding":
      replies.includes("holding") || proposed.some((one) => one.replies.get(state) === "holding"),
    "S unread": asked.some((thread) => !thread.acknowledged.includes(state)),
    "S read only": replies.includes(null),
    "S substantive": replies.some((reply) => isSubstantive(reply)),
    "S declined": replies.length > 0 && replies.every((reply) => reply === "decline"),
    "S in": replies.length === 0,
  };
}
