import type * as InboxModule from "../../../packages/client/src/inbox.ts";
import type * as Read from "../../../packages/directory/src/read-verdict.ts";
import type * as Decrypt from "../../../packages/session/src/decrypt.ts";
import type * as SyncSplit from "../../../packages/session/src/sync-split.ts";
import { instead, type Defence, type Replacement } from "../defence.ts";

const WHOLE_SYNC = instead<typeof SyncSplit>(
  "packages/session/src/sync-split.ts",
  ({ splitSync }) => ({
    splitSync: (answer) => ({ ...splitSync(answer), forSdk: answer }),
  }),
);

export const ONLY_KEYS: Defence = {
  is: "of a sync the SDK gets what keys depend on, and nothing else",
  without: [WHOLE_SYNC],
};

export const OUT_OF_THE_TIMELINE: Defence = {
  is:
    "events are kept from the SDK's timeline, where relations and redactions work on them, and cut to id, sender, type, " +
    "time and ciphertext",
  without: [
    WHOLE_SYNC,
    reading(({ readArrival }) => async (client, room, raw, later) => {
      const arrival = await readArrival(client, room, raw, later);
      const timeline = client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
      for (const event of timeline) await client.decryptEventIfNeeded(event);
      const held = timeline.find((event) => event.getId() === raw.event);
      if (arrival.kind !== "payload" || held === undefined) return arrival;
      return { ...arrival, content: held.getContent() };
    }),
  ],
};

export const OWN_CLOCK: Defence = {
  is: "the time of an arrival is that of one's own clock; the server's reaches nobody",
  without: [
    reading(
      ({ readArrival }) =>
        async (client, room, raw, later) =>
          // Carried along as an ordinary client would.
          Object.assign(await readArrival(client, room, raw, later), { at: raw.at }),
    ),
    instead<typeof InboxModule>("packages/client/src/inbox.ts", ({ takeIn }) => ({
      takeIn: (core, arrival) => {
        const change = takeIn(core, arrival);
        const { at: receivedAt } = arrival as unknown as { readonly at: number };
        return change === null
          ? null
          : { ...change, inbox: (change.inbox ?? []).map((row) => ({ ...row, receivedAt })) };
      },
    })),
  ],
};

export const SEALED_BY_A_LISTED_DEVICE: Defence = {
  is:
    "what comes in the clear is counted and not read, and nothing counts but by the key of a listed device (two layers: " +
    "the session and the verdict)",
  without: [
    reading(({ readArrival }) => async (client, room, raw, later) => {
      const arrival = await readArrival(client, room, raw, later);
      if (arrival.kind !== "plaintext") return arrival;
      const { type, content } = raw;
      return { ...arrival, kind: "payload", senderKey: raw.event, shield: "none", type, content };
    }),
    instead<typeof Read>("packages/directory/src/read-verdict.ts", ({ readVerdict }) => ({
      readVerdict: (question) => {
        const device = question.log.recordByUser(question.sender)?.devices[0];
        return readVerdict({ ...question, senderKey: device?.curve25519 ?? question.senderKey });
      },
    })),
  ],
};

function reading(by: (original: typeof Decrypt) => (typeof Decrypt)["readArrival"]): Replacement {
  return instead<typeof Decrypt>("packages/session/src/decrypt.ts", (original) => ({
    readArrival: by(original),
  }));
}
