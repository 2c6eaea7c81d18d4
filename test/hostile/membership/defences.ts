import type { RoomId, UserId } from "@parley/base";
import type * as Gate from "../../../packages/directory/src/gate.ts";
import type * as Missed from "../../../packages/client/src/missed.ts";
import type * as AllowedRequests from "../../../packages/session/src/allowed-requests.ts";
import type * as GateHook from "../../../packages/session/src/gate-hook.ts";
import type * as GateKeeping from "../../../packages/session/src/gate-keeper.ts";
import type * as Open from "../../../packages/session/src/open.ts";
import type * as StartSdk from "../../../packages/session/src/start-sdk.ts";
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

export const ASKED_AT_THE_END: Defence = {
  is: "the gate is asked once more after the devices have been looked at, and keys go to nobody that it has not named then",
  without: [
    instead<typeof GateKeeping>("packages/session/src/gate-keeper.ts", ({ GateKeeper }) => ({
      GateKeeper: class {
        readonly whole: GateKeeping.GateKeeper;
        readonly trust: Trust;
        ask: GateOf | null = null;

        constructor(trust: Trust) {
          this.whole = new GateKeeper(trust);
          this.trust = trust;
        }

        set(gate: GateOf): void {
          this.whole.set(gate);
          this.ask = gate;
        }

        // Asks beforehand, and then encrypts for whoever is in.
        readonly membersToServe: GateKeeping.GateKeeper["membersToServe"] = async (room) => {
          const all = () => ["join", "invite"].flatMap((one) => room.getMembersWithMembership(one));
          const users = all().map(({ userId }) => userId as UserId);
          const members = users.map((user) => ({ user, membership: "join" as const }));
          if (this.ask?.(room.roomId as RoomId, members).kind !== "send")
            return this.whole.membersToServe(room);
          await this.trust.enforce(users);
          return all();
        };
      } as unknown as typeof GateKeeper,
    })),
  ],
};

type Trust = ConstructorParameters<typeof GateKeeping.GateKeeper>[0];
type GateOf = Parameters<GateKeeping.GateKeeper["set"]>[0];

export const MEMBERS_FROM_SYNC: Defence = {
  is:
    "members are what the sync says; lists of members are not asked for, neither by the way the SDK is started nor by " +
    "the list of requests (two layers, both taken out)",
  without: [
    instead<typeof AllowedRequests>("packages/session/src/allowed-requests.ts", () => ({
      isAllowed: () => true,
    })),
    instead<typeof StartSdk>("packages/session/src/start-sdk.ts", ({ startSdk }) => ({
      startSdk: (client, user) => {
        const start = client.startClient.bind(client);
        client.startClient = (options) => start({ ...options, lazyLoadMembers: true });
        return startSdk(client, user);
      },
    })),
    instead<typeof GateHook>("packages/session/src/gate-hook.ts", ({ placeGate }) => ({
      placeGate: (client, keeper) =>
        placeGate(client, async (room) => {
          await room.loadMembersIfNeeded();
          return keeper(room);
        }),
    })),
  ],
};

export const BROUGHT_AGAIN: Defence = {
  is: "what an office has missed is sent again once the gate reaches it",
  without: [
    instead<typeof Missed>("packages/client/src/missed.ts", () => ({ missedBy: () => [] })),
  ],
};
