import type * as GateModule from "../../../packages/directory/src/gate.ts";
import type * as Backoff from "../../../packages/client/src/backoff.ts";
import type * as RoomsModule from "../../../packages/client/src/rooms.ts";
import type * as AllowedRequests from "../../../packages/session/src/allowed-requests.ts";
import type * as RoomState from "../../../packages/session/src/room-state.ts";
import type * as Send from "../../../packages/session/src/send.ts";
import type * as SyncSplit from "../../../packages/session/src/sync-split.ts";
import { instead, type Defence, type Replacement } from "../defence.ts";

const SETTINGS_BELIEVED = instead<typeof GateModule>(
  "packages/directory/src/gate.ts",
  ({ decideGate }) => ({
    decideGate: (question) => decideGate({ ...question, settings: question.pinned }),
  }),
);

const EVERY_REQUEST = instead<typeof AllowedRequests>(
  "packages/session/src/allowed-requests.ts",
  () => ({ isAllowed: () => true }),
);

export const SETTINGS: Defence = {
  is: "the gate compares what the server says of a room with what every room is made with",
  without: [SETTINGS_BELIEVED],
};

export const ONLY_LISTED_REQUESTS: Defence = {
  is: "one list says which requests leave; what the SDK asks besides is answered on this machine",
  without: [EVERY_REQUEST],
};

export const ONE_ALGORITHM: Defence = {
  is: "of a room's encryption the SDK gets the algorithm and nothing beside it",
  without: [
    instead<typeof SyncSplit>("packages/session/src/sync-split.ts", ({ splitSync }) => ({
      splitSync: (answer) => {
        const split = splitSync(answer);
        const said = new Map(encryptions(answer).map((one) => [one["event_id"], one["content"]]));
        for (const event of encryptions(split.forSdk))
          Object.assign(event, { content: said.get(event["event_id"]) });
        return split;
      },
    })),
  ],
};

export const ENCRYPTED_OR_NOT_AT_ALL: Defence = {
  is:
    "nothing is sent into a room whose encryption the server does not show, and nothing leaves in the clear (three " +
    "layers: the gate waits, since the machine knows nobody's devices there, the session does not encrypt there, the list of requests holds no other event)",
  without: [
    instead<typeof GateModule>("packages/directory/src/gate.ts", () => ({
      decideGate: ({ members }) => {
        const to = members.map(({ user }) => user).toSorted();
        return { state: "open", to, notReached: [], sharedWith: JSON.stringify([[], to, []]) };
      },
    })),
    EVERY_REQUEST,
    instead<typeof RoomState>("packages/session/src/room-state.ts", ({ settingsOf }) => ({
      settingsOf: (room) =>
        settingsOf(room) ?? (room.getMyMembership() === "join" ? { ...AS_MADE } : null),
    })),
    instead<typeof Send>("packages/session/src/send.ts", () => ({
      // As the SDK sends by itself.
      sendPayload: async ({ client }, room, type, content, txn) => {
        const { event_id } = await client.sendEvent(room, type as never, content as never, txn);
        return { ok: true, value: event_id as never };
      },
    })),
  ],
};

const AS_MADE = {
  version: "12",
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
};

type Core = ConstructorParameters<typeof RoomsModule.Rooms>[0];

/** The product's rooms, which do something else before each round of theirs. */
function roomsThatFirst(does: (core: Core) => Promise<void>): Replacement {
  return instead<typeof RoomsModule>("packages/client/src/rooms.ts", ({ Rooms }) => ({
    Rooms: class extends Rooms {
      readonly #core: Core;

      constructor(...parts: ConstructorParameters<typeof Rooms>) {
        super(...parts);
        [this.#core] = parts;
      }

      override async settle(): Promise<void> {
        await does(this.#core);
        await super.settle();
      }
    },
  }));
}

export const INVITED_BY_LISTED: Defence = {
  is: "only invitations from listed accounts are followed, and of one account no more than 20 that led to nothing",
  without: [
    roomsThatFirst(async (core) => {
      const { state, session, queue } = core;
      for (const { room, sender: inviter } of session?.invitations() ?? [])
        if (!state.rooms.has(room))
          void queue.run(() => core.commit({ rooms: [{ ...NEW_ROW, room, inviter }] }));
    }),
  ],
};

export const UNLISTED_IS_SILENT: Defence = {
  is: "a device that is not listed joins nothing, whoever invites it",
  without: [
    roomsThatFirst(async (core) => {
      const { session } = core;
      for (const { room } of session?.invitations() ?? []) await session?.join(room);
    }),
  ],
};

export const REFUSAL_SAID: Defence = {
  is: "what the server refuses for good is held and said, and not only tried again",
  without: [
    instead<typeof Backoff>("packages/client/src/backoff.ts", ({ hinder }) => ({
      hinder: (core, what, failure) =>
        hinder(core, what, failure.reason === "refused" ? { reason: "other" } : failure),
    })),
  ],
};

const NEW_ROW = { settings: "", joinedAt: 0, sharedWith: "", readSeq: 0 };

type Json = { readonly [key: string]: unknown };

/** All events that tell of a room's encryption, wherever they stand. */
function encryptions(value: unknown): readonly Json[] {
  if (typeof value !== "object" || value === null) return [];
  const one = value as Json;
  if (one["type"] === "m.room.encryption") return [one];
  return Object.values(one).flatMap(encryptions);
}
