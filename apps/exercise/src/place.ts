import type { UserId } from "@parley/base";
import type { Office } from "./office.ts";

/** What the client of one office is started with. */
export interface Place {
  readonly office: Office;
  /** The account that was made for it. */
  readonly user: UserId;
  /** Absolute path of the ticket that its person was given. */
  readonly ticketFile: string;
  /** Absolute path of the file for `--network`. */
  readonly networkFile: string;
  /** Absolute folder for `--profile`. */
  readonly profile: string;
}
