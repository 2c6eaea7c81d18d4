import type { Trust } from "@parley/client";
import { message, type Message } from "../message.ts";

/** What the directory says of an office, in a word. */
export const trust: { readonly [state in Trust]: Message } = {
  verified: message("Verified"),
  "not-listed": message("Not listed"),
  suspended: message("Suspended"),
  "directory-behind": message("Directory behind"),
};
