import { accept, refuse, type Result } from "@parley/base";
import type { Credentials, PasswordRefusal } from "@parley/session";
import type { Profile, StoreRefusal } from "@parley/storage";
import type { ClientParts } from "./parts.ts";

/** The row that says which password the account may still have; gone once it has the profile's. */
export const TICKET_PASSWORD = { kind: "ticket-password", id: "" } as const;

export type PasswordProblem =
  /** Neither the ticket's nor one's own is the account's, or the sign-in was ended: somebody else was there. */
  | { readonly reason: "used" }
  | Exclude<PasswordRefusal, { readonly reason: "wrong-password" | "signed-out" }>
  | { readonly reason: "store"; readonly refusal: StoreRefusal };

/**
 * Makes the profile's password the account's, in place of the ticket's, and ends all other sign-ins (ENROL-2). Where an
 * earlier attempt got through and its answer did not, the account has it already.
 */
export async function settlePassword(
  parts: Pick<ClientParts, "store" | "sessions">,
  { profile, from }: { readonly profile: Profile; readonly from: string | null },
): Promise<Result<void, PasswordProblem>> {
  const { password } = profile;
  if (from === null || password === undefined) return accept(undefined);
  const credentials = { ...profile, device: profile.device as Credentials["device"] };
  for (const old of [from, password]) {
    const replaced = await parts.sessions.replacePassword(credentials, old, password);
    if (replaced.ok) {
      const written = await parts.store.commit({ keptGone: [TICKET_PASSWORD] });
      return written.ok ? written : refuse({ reason: "store", refusal: written.refusal });
    }
    const { refusal } = replaced;
    if (refusal.reason === "signed-out") return refuse({ reason: "used" });
    if (refusal.reason !== "wrong-password") return refuse(refusal);
  }
  return refuse({ reason: "used" });
}
