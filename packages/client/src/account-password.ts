import { accept, refuse, type DeviceId, type Result } from "@parley/base";
import type { Credentials, PasswordRefusal, SessionOpener } from "@parley/session";
import type { Change, Profile } from "@parley/storage";

/** The row that says which password the account may still have; gone once it has the profile's. */
export const TICKET_PASSWORD = { kind: "ticket-password", id: "" } as const;

export type PasswordProblem =
  /** Neither the ticket's nor one's own is the account's, or the sign-in was ended: somebody else was there. */
  | { readonly reason: "used" }
  | Exclude<PasswordRefusal, { readonly reason: "wrong-password" | "signed-out" }>;

/**
 * Makes the profile's password the account's, in place of the ticket's, and ends the sign-ins of
 * devices that are not listed (ENROL-2). Where an
 * earlier attempt got through and its answer did not, the account has it already.
 */
export async function settlePassword(
  sessions: SessionOpener,
  {
    profile,
    from,
    keep,
  }: {
    readonly profile: Profile;
    readonly from: string | null;
    /** Devices of the account that the directory lists: they stay signed in. */
    readonly keep: readonly DeviceId[];
  },
  commit: (change: Change) => Promise<boolean>,
): Promise<Result<void, PasswordProblem>> {
  const { password } = profile;
  if (from === null || password === undefined) return accept(undefined);
  const credentials = { ...profile, device: profile.device as Credentials["device"] };
  for (const old of [from, password]) {
    const replaced = await sessions.replacePassword(credentials, old, password, keep);
    if (replaced.ok) {
      // Where this is not written, the next attempt finds the account's password replaced.
      await commit({ keptGone: [TICKET_PASSWORD] });
      return accept(undefined);
    }
    const { refusal } = replaced;
    if (refusal.reason === "signed-out") return refuse({ reason: "used" });
    if (refusal.reason !== "wrong-password") return refuse(refusal);
  }
  return refuse({ reason: "used" });
}
