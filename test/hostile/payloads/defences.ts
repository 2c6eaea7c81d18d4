import { accept, refuse } from "@parley/base";
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
