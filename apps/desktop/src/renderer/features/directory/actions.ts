import type { RecordId } from "@parley/base";
import type { Client } from "@parley/client";

/** What the screen can do: the client's own methods, and the way to an opening. */
export type DirectoryActions = Pick<
  Client,
  | "coSign"
  | "confirmRecord"
  | "declineToSign"
  | "proposeCard"
  | "reportDevice"
  | "signForDevice"
  | "wish"
> & {
  /** Goes to the form that opens a consultation with this office. */
  readonly openConsultation: (rec: RecordId) => void;
};
