import type * as Bounds from "../../../packages/client/src/inbox-bounds.ts";
import type * as ReplyText from "../../../packages/session/src/reply-text.ts";
import { instead, type Defence } from "../defence.ts";

export const BOUNDS: Defence = {
  is: "what the server or an unlisted device causes, and what waits of a listed one, is kept up to 1,000 rows per room",
  without: [
    instead<typeof Bounds>("packages/client/src/inbox-bounds.ts", () => ({
      hasTooManyCounted: () => false,
      hasTooManyOf: () => false,
    })),
  ],
};

export const MOST_OF_A_REPLY: Defence = {
  is: "an answer is read up to what one can have, and a longer one is none",
  without: [
    instead<typeof ReplyText>("packages/session/src/reply-text.ts", () => ({
      replyText: (reply) => reply.text(),
    })),
  ],
};
