/**
 * Why a ticket is not taken. Besides what reading it refuses: `used`: the server does not take it any more; `service`: it
 * is none for a desk; `file`: its file cannot be read; `several`: more than one file; `clipboard`: nothing to paste.
 */
export type TicketFault =
  | "not-a-ticket"
  | "too-large"
  | "other-root"
  | "other-server"
  | "edited"
  | "expired"
  | "log"
  | "used"
  | "service"
  | "file"
  | "several"
  | "clipboard";

/** A ticket as a person gives it: its text, a file that holds it, or what was wrong with the giving. */
export type GivenTicket =
  | { readonly text: string }
  | { readonly file: Blob }
  | { readonly fault: TicketFault };
