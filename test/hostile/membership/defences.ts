import type * as Gate from "../../../packages/directory/src/gate.ts";
import type * as Open from "../../../packages/session/src/open.ts";
import { instead, type Defence } from "../defence.ts";

const WIDE_GATE = instead<typeof Gate>("packages/directory/src/gate.ts", ({ decideGate }) => ({
  decideGate: (question) => {
    const verdict = decideGate(question);
    if (verdict.state !== "held") return verdict;
    const to = question.members.map(({ user }) => user).toSorted();
    return { state: "open", to, notReached: [], sharedWith: JSON.stringify([[], to, []]) };
  },
}));

/** As the SDK shares keys by itself: with every device of whoever gets them. */
export const EVERY_DEVICE = instead<typeof Open>(
  "packages/session/src/open.ts",
  ({ openSession }) => ({
    openSession: async (options) => {
      const session = await openSession(options);
      const { client } = session as unknown as { readonly client: SdkClient };
      client.getCrypto().globalBlacklistUnverifiedDevices = false;
      return session;
    },
  }),
);

interface SdkClient {
  getCrypto(): { globalBlacklistUnverifiedDevices: boolean };
}

export const GATE: Defence = {
  is: "the gate names who gets keys, and holds everything while somebody is in who does not belong there",
  without: [WIDE_GATE],
};

export const GATE_AND_TRUST: Defence = {
  is:
    "an account that nobody lists is held by the gate, and its devices get no keys from the machine, which knows who " +
    "is listed (two layers, both taken out)",
  without: [WIDE_GATE, EVERY_DEVICE],
};
