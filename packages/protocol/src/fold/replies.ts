import type { ActHash, StateCode } from "@parley/base";
import { effective, referringTo } from "./effect.ts";
import { newest, rowOf, type Ground, type Placed, type View } from "./ground.ts";
import type { StandingReply } from "./words.ts";

/** What stands as a State's reply to a target, and the acts that say it. */
export interface Standing {
  readonly reply: StandingReply | null;
  readonly acts: readonly Placed[];
}

/**
 * FOLD-2. `target` is the first version of a request, or a proposal. Of the replies that no later one of the State has
 * in its past the first by rank counts; `ack` stands apart; a State that ends its part takes its replies to proposals back.
 */
export function standingReply(
  ground: Ground,
  view: View,
  target: ActHash,
  state: StateCode,
): Standing {
  const said = new Map<Placed, StandingReply>();
  for (const placed of referringTo(ground, view, target)) {
    if (placed.state !== state) continue;
    const row = rowOf(ground, placed);
    if (row?.class === "reply" && row.reply !== null && row.reply !== "ack")
      said.set(placed, row.reply);
    else if (row?.class === "proposal" && ground.at.get(target)?.state !== state)
      said.set(placed, "counter");
  }
  if (ground.needed.has(target)) {
    for (const placed of effective(ground, view, "end")) {
      if (placed.state === state) said.set(placed, "withdraw");
    }
  }
  const acts = newest([...said.keys()]);
  const current = new Set(acts.map((placed) => said.get(placed)));
  return { reply: ground.table.replyRank.find((rank) => current.has(rank)) ?? null, acts };
}

/** Any reply of the State, `ack` among them. */
export function hasReplied(ground: Ground, view: View, target: ActHash, state: StateCode): boolean {
  return referringTo(ground, view, target).some(
    (placed) => placed.state === state && rowOf(ground, placed)?.class === "reply",
  );
}
