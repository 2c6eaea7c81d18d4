import { accept, refuse } from "@parley/base";
import type * as Grades from "../../../packages/client/src/grades.ts";
import type * as Inbox from "../../../packages/client/src/inbox.ts";
import type * as Wants from "../../../packages/client/src/wants.ts";
import type * as Decrypt from "../../../packages/session/src/decrypt.ts";
import type * as Payload from "../../../packages/protocol/src/payload.ts";
import { instead, type Defence } from "../defence.ts";

export const READER: Defence = {
  is: "what is inside a ciphertext is read member by member, each by type and bounds, and nothing else is",
  without: [
    instead<typeof Payload>("packages/protocol/src/payload.ts", () => ({
      // As a client reads that believes the types of its own messages; `for in` finds what is inherited, too.
      parsePayload: (type, content) => {
        if (typeof content !== "object" || content === null) return refuse("payload-not-object");
        const believed: { [name: string]: unknown } = {};
        for (const [name, value] of Object.entries(content)) believed[name] = value;
        const read: { [name: string]: unknown } = {};
        for (const name in believed) read[name] = believed[name];
        return accept({ ...read, type } as never);
      },
      encodePayload: ({ type, ...content }) => ({
        type,
        content: { ...content, msgtype: "m.text" },
      }),
    })),
  ],
};

export const ARRIVALS: Defence = {
  is: "what cannot be read is an arrival like any other",
  without: [
    instead<typeof Decrypt>("packages/session/src/decrypt.ts", ({ readArrival }) => ({
      readArrival: async (...args) => {
        const arrival = await readArrival(...args);
        if (arrival.kind === "unreadable") throw new Error("the machine could not read it");
        return arrival;
      },
    })),
  ],
};

export const BY_SENDER: Defence = {
  is: "a payload is known by its id together with the key of the device that sent it",
  without: [
    instead<typeof Inbox>("packages/client/src/inbox.ts", ({ takeIn }) => ({
      takeIn: (core, arrival) => {
        const change = takeIn(core, arrival);
        const known = new Set([...core.state.inbox.values()].map(({ id }) => id));
        return change?.inbox?.some(({ id }) => known.has(id)) === true ? null : change;
      },
    })),
  ],
};

export const GRADES_OF_SENDER: Defence = {
  is: "a grade is the word of the State that the directory lists its device for, and of no other",
  without: [
    instead<typeof Grades>("packages/client/src/grades.ts", ({ deliveredIn }) => ({
      deliveredIn: (state, room) => {
        const parties = state.channelOf(room)?.opening.act.open?.parties ?? [];
        return new Map(
          [...deliveredIn(state, room)].map(([id, by]) => {
            const at = Math.min(...by.values());
            return [id, new Map(parties.map((party) => [party, at]))];
          }),
        );
      },
    })),
  ],
};

export const BRINGS: Defence = {
  is: "what is asked for is looked for in the channel alone in which it is asked",
  without: [
    instead<typeof Wants>("packages/client/src/wants.ts", ({ bringRows, carryRow }) => ({
      bringRows: (state, channel, want, book, now) => {
        const elsewhere = want.of.filter((hash) => !channel.acts.has(hash));
        return [
          ...bringRows(state, channel, want, book, now),
          ...elsewhere.flatMap((hash) => {
            const kept = state.acts.get(hash);
            return kept === undefined ? [] : [carryRow(state, channel.room, kept.signed, now)];
          }),
        ];
      },
    })),
  ],
};
