import { unreachable, type ActHash, type StateCode } from "@parley/base";
import type { Facts, Proposal, Thread } from "./facts.ts";
import type { TargetSet } from "./words.ts";

type Entries<Value> = readonly (readonly [ActHash, Value])[];

const hashes = (entries: Entries<unknown>): readonly ActHash[] => entries.map(([hash]) => hash);

/** The acts of a channel that a step of this State can refer to, by the name that the table gives the set. */
export function targetsOf(set: TargetSet, facts: Facts, state: StateCode): readonly ActHash[] {
  const threads: Entries<Thread> = [...facts.threads].filter(([, one]) => !one.withdrawn);
  const proposals: Entries<Proposal> = [...facts.proposals];
  const waiting = (one: Proposal): boolean => one.state === "pending" || one.state === "declined";
  // Also where its own State no longer takes part: late replies are always taken (FOLD-5).
  const toMe = threads.filter(([, one]) => one.to.includes(state));
  const proposed = proposals.filter(
    ([, one]) => waiting(one) && one.by !== state && one.needed.includes(state),
  );
  const mine = threads.filter(([, one]) => one.by === state && !one.carried);
  const without = <Value extends Thread | Proposal>(
    entries: Entries<Value>,
    reply: string,
  ): readonly ActHash[] => hashes(entries.filter(([, one]) => one.replies.get(state) !== reply));
  switch (set) {
    case "unacked":
      return [
        ...hashes(
          threads.filter(
            ([, one]) =>
              one.by !== state &&
              !one.acknowledged.includes(state) &&
              (facts.facilitator === state || one.to.includes(state)),
          ),
        ),
        ...hashes(
          proposals.filter(
            ([, one]) =>
              one.state === "pending" && one.by !== state && !one.acknowledged.includes(state),
          ),
        ),
      ];
    case "requests to me":
      return hashes(toMe);
    case "proposals to me":
      return hashes(proposed);
    case "requests or proposals to me, not held":
      return [...without(toMe, "holding"), ...without(proposed, "holding")];
    case "requests or proposals to me, not declined":
      return [...without(toMe, "decline"), ...without(proposed, "decline")];
    case "proposals or requests to me, not accepted":
      return [
        ...without(proposed, "accept"),
        ...without(
          toMe.filter(([, one]) => one.kind === "T03" || one.kind === "T07.raise"),
          "accept",
        ),
      ];
    case "proposals to me, not accepted":
      return without(proposed, "accept");
    case "my requests":
      return hashes(mine);
    case "my requests or pending proposals":
      return [
        ...hashes(mine),
        ...hashes(proposals.filter(([, one]) => one.by === state && waiting(one))),
      ];
    case "made admissions not yet linked":
      return facts.toLink;
    default:
      return unreachable(set);
  }
}
