import type * as Gate from "../../../packages/directory/src/gate.ts";
import { instead, type Defence } from "../defence.ts";

export const GATE: Defence = {
  is: "the gate names who gets keys, and holds everything while somebody is in who does not belong there",
  without: [
    instead<typeof Gate>("packages/directory/src/gate.ts", ({ decideGate }) => ({
      decideGate: (question) => {
        const verdict = decideGate(question);
        if (verdict.state !== "held") return verdict;
        const to = question.members.map(({ user }) => user).toSorted();
        return { state: "open", to, notReached: [], sharedWith: JSON.stringify([[], to, []]) };
      },
    })),
  ],
};
