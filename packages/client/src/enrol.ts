import { refuse, type Result } from "@parley/base";
import type { TicketRefusal } from "@parley/directory";
import type { SignInRefusal } from "@parley/session";
import type { StoreRefusal } from "@parley/storage";
import type { ClientParts } from "./parts.ts";

export type EnrolProblem =
  | SignInRefusal
  | { readonly reason: "ticket"; readonly refusal: TicketRefusal }
  /** Somebody has signed in with this ticket before: call your officer. */
  | { readonly reason: "used" }
  | { readonly reason: "store"; readonly refusal: StoreRefusal };

/** What an enrolment needs: the way to the server, and what the build is bound to. */
export interface EnrolParts extends Pick<ClientParts, "store" | "sessions" | "clock" | "root"> {
  /** Base URL. */
  readonly homeserver: string;
  /** Matrix server name. */
  readonly server: string;
}

/** Takes a ticket (ENROL-2). */
export function enrol(parts: EnrolParts, ticketText: string): Promise<Result<void, EnrolProblem>> {
  void [parts, ticketText];
  return Promise.resolve(refuse({ reason: "unreachable" }));
}
