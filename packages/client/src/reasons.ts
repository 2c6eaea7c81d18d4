import type { ReadRefusal, RosterRefusal } from "@parley/directory";
import type { Refusal } from "@parley/protocol";

/** Why something that arrived does not count: the closed list behind `InboxRow.reason` and the room entries. */
export type ArrivalReason =
  | Refusal
  | ReadRefusal
  | RosterRefusal["reason"]
  /** The opening does not name the reader's own office (ROOM-2). */
  | "reader-not-in-roster"
  /** The room has an accepted opening already. */
  | "second-opening"
  /** The opening has no effect by the rules of the fold. */
  | "opening-without-effect"
  /** Its sender, or the server, has brought more here than is kept; what comes after leaves nothing. */
  | "too-many"
  /** Sent in the clear (INBOX-1). */
  | "plaintext"
  /** Could not be decrypted. */
  | "unreadable"
  /** Could not be decrypted at first and was later; counts no more. */
  | "read-later";
