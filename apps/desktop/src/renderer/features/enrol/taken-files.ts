import type { GivenTicket } from "./ticket-fault.ts";

/** What files that arrive are as a ticket; null where there are none. */
export function takenFiles(files: FileList | null): GivenTicket | null {
  const [file, ...more] = files ?? [];
  if (file === undefined) return null;
  return more.length > 0 ? { fault: "several" } : { file };
}
