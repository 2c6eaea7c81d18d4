import type { PlainClient } from "../../harness/plain-requests.ts";

/** One-time keys that somebody takes between two kills. */
const TAKEN = 30;

/** Takes one-time keys of a device, so that new ones are made and uploaded all the time. */
export async function takeKeys(stranger: PlainClient, user: string, device: string): Promise<void> {
  for (let i = 0; i < TAKEN; i++)
    await stranger
      .ask("POST", "/_matrix/client/v3/keys/claim", {
        one_time_keys: { [user]: { [device]: "signed_curve25519" } },
      })
      .catch(() => undefined);
}
