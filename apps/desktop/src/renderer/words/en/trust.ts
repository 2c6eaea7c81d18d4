import { message } from "../message.ts";

/** What the directory says of an office, in a word. */
export const trust = {
  verified: message("Verified"),
  "not-listed": message("Not listed"),
  suspended: message("Suspended"),
  "directory-behind": message("Directory behind"),
} as const;
