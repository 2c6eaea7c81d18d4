import { randomBytes } from "node:crypto";
import type * as DeliveryOf from "../../../packages/client/src/delivery-of.ts";
import type * as InboxModule from "../../../packages/client/src/inbox.ts";
import type * as Keeper from "../../../packages/client/src/session-keeper.ts";
import type * as Wants from "../../../packages/client/src/wants.ts";
import type * as Read from "../../../packages/directory/src/read-verdict.ts";
import type * as Order from "../../../packages/protocol/src/fold/order.ts";
import type * as Decrypt from "../../../packages/session/src/decrypt.ts";
import type * as IntakeModule from "../../../packages/session/src/intake.ts";
import { instead, type Defence } from "../defence.ts";

const inbox = (takeIn: (original: typeof InboxModule) => typeof InboxModule.takeIn) =>
  instead<typeof InboxModule>("packages/client/src/inbox.ts", (original) => ({
    takeIn: takeIn(original),
  }));

export const KNOWN_BY_ID: Defence = {
  is: "a payload is known by the key of the sending device and the id inside its ciphertext, not by its event",
  without: [
    inbox(({ takeIn }) => (core, arrival) => {
      if (arrival.kind !== "payload") return takeIn(core, arrival);
      const { id } = arrival.content as { readonly id: unknown };
      const isKnown = [...core.state.inbox.values()].some(
        (row) => row.senderKey === arrival.senderKey && row.id === id,
      );
      if (!isKnown) return takeIn(core, arrival);
      const content = { ...(arrival.content as object), id: randomBytes(16).toString("base64url") };
      return takeIn(core, { ...arrival, content });
    }),
  ],
};

export const SAME_EVENT_AGAIN: Defence = {
  is:
    "an event that was taken in is not read again, and its payload would be known by key and id (two layers: the " +
    "session and the inbox)",
  without: [
    ...KNOWN_BY_ID.without,
    instead<typeof Keeper>("packages/client/src/session-keeper.ts", ({ sessionOptions }) => ({
      sessionOptions: (...all) => ({ ...sessionOptions(...all), known: () => false }),
    })),
  ],
};

export const SEEN_IS_NOT_KNOWN: Defence = {
  is: "that an event id was seen before keeps no payload away",
  without: [
    inbox(
      ({ takeIn }) =>
        (core, arrival) =>
          core.state.hasEvent(arrival.room, arrival.event) ? null : takeIn(core, arrival),
    ),
  ],
};

export const OWN_ACTS_TAKEN_IN: Defence = {
  is: "acts of this very device that it does not know are taken in like anybody's",
  without: [
    inbox(({ takeIn }) => (core, arrival) => {
      const isOwn = arrival.kind === "payload" && arrival.senderKey === core.device.curve25519;
      const { room, event } = arrival;
      return isOwn && !core.state.hasEvent(room, event)
        ? { events: [{ room, event }] }
        : takeIn(core, arrival);
    }),
  ],
};

export const ECHO_BY_ID: Defence = {
  is: "what waits to be sent is taken for sent only where the server shows the very payload, by the id inside its ciphertext",
  without: [
    inbox(({ takeIn }) => (core, arrival) => {
      const change = takeIn(core, arrival);
      if (arrival.kind !== "payload" || arrival.sender !== core.state.profile.user) return change;
      const row = [...core.state.outbox.values()].find(
        ({ room, status }) => room === arrival.room && status === "queued",
      );
      if (row === undefined) return change;
      const sent = { status: "sent", sentAt: core.now(), event: arrival.event } as const;
      return { ...change, outbox: [{ ...row, ...sent }] };
    }),
  ],
};

export const KEYS_OF_A_ROOM: Defence = {
  is: "an event is decrypted with keys of the room in which the server shows it, and with no others",
  without: [
    instead<typeof Decrypt>("packages/session/src/decrypt.ts", ({ readArrival }) => ({
      readArrival: async (client, room, raw, later) => {
        const places = [room, ...client.getRooms().map(({ roomId }) => roomId as typeof room)];
        for (const place of places) {
          const arrival = await readArrival(client, place, raw, later);
          if (arrival.kind === "payload") return { ...arrival, room };
        }
        return readArrival(client, room, raw, later);
      },
    })),
  ],
};

export const KEY_OF_THE_SENDER: Defence = {
  is: "a note counts as somebody's where the key that it came from is listed for the account that the server names, and the machine vouches for both",
  without: [
    instead<typeof Read>("packages/directory/src/read-verdict.ts", ({ readVerdict }) => ({
      readVerdict: (question) => {
        const device = question.log.recordByUser(question.sender)?.devices[0];
        const senderKey = device?.curve25519 ?? question.senderKey;
        return readVerdict({ ...question, senderKey, shield: "none" });
      },
    })),
  ],
};

export const ORDER_OF_ACTS: Defence = {
  is: "acts stand in the order in which they build on each other, which their signatures cover",
  without: [
    instead<typeof Order>("packages/protocol/src/fold/order.ts", () => ({
      displayOrder: (acts) => acts,
    })),
  ],
};

export const OUT_OF_THE_CLOCK: Defence = {
  is: "what no other party has graded two minutes after it left reads as not delivered yet, by the clock alone",
  without: [
    instead<typeof DeliveryOf>("packages/client/src/delivery-of.ts", ({ deliveryOf }) => ({
      deliveryOf: (...all) => {
        const delivery = deliveryOf(...all);
        return delivery.state === "not-delivered-yet"
          ? { state: "sent", at: delivery.at }
          : delivery;
      },
    })),
  ],
};

export const MISSING: Defence = {
  is: "an act names what it builds on, so that what never came shows as missing and is asked for",
  without: [
    instead<typeof Wants>("packages/client/src/wants.ts", () => ({
      missingIn: () => [],
      wantRow: () => null,
    })),
  ],
};

export const BROUGHT: Defence = {
  is: "whoever holds an act that somebody misses brings the same bytes once more",
  without: [instead<typeof Wants>("packages/client/src/wants.ts", () => ({ bringRows: () => [] }))],
};

interface Paging {
  page(room: unknown, from: string): Promise<{ readonly end?: unknown } | null>;
}

export const END_OF_PAGES: Defence = {
  is: "a gap is paged back 200 times at the most; then what is newer goes on",
  without: [
    instead<typeof IntakeModule>("packages/session/src/intake.ts", ({ Intake }) => {
      class Endless extends Intake {}
      const pageBack = async function (
        this: Paging,
        { room, gapFrom }: { readonly room: unknown; readonly gapFrom: string | null },
      ): Promise<readonly never[]> {
        for (let from = gapFrom; from !== null;) {
          const end = (await this.page(room, from))?.end;
          from = typeof end === "string" ? end : null;
        }
        return [];
      };
      Object.defineProperty(Endless.prototype, "pageBack", { value: pageBack });
      return { Intake: Endless };
    }),
  ],
};
