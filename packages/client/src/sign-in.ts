import { accept, refuse, toBase64Url, type Result } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair, randomBytes, ready, type KeyPair } from "@parley/crypto";
import type { SignInRefusal } from "@parley/session";
import type { StoreRefusal } from "@parley/storage";
import type { ClientParts } from "./parts.ts";

export type SignInProblem =
  | SignInRefusal
  | { readonly reason: "store"; readonly refusal: StoreRefusal };

const written = ({ publicKey, secretKey }: KeyPair): { publicKey: string; secretKey: string } => ({
  publicKey: toBase64Url(publicKey),
  secretKey: toBase64Url(secretKey),
});

/**
 * Signs in and writes the profile with fresh act, seal and storage keys (TRUST-3). Only for a store without a
 * profile: one that has one is a bug of the caller, and throws before anything is asked of the server.
 */
export async function signIn(
  parts: Pick<ClientParts, "store" | "sessions" | "clock" | "root">,
  {
    homeserver,
    user,
    password,
  }: { readonly homeserver: string; readonly user: string; readonly password: string },
): Promise<Result<void, SignInProblem>> {
  await ready();
  const loaded = await parts.store.load();
  if (!loaded.ok) return refuse({ reason: "store", refusal: loaded.refusal });
  if (loaded.value.profile !== null) throw new Error("this store has a profile already");
  const credentials = await parts.sessions.signIn(homeserver, user, password);
  if (!credentials.ok) return credentials;
  const committed = await parts.store.commit({
    profile: {
      homeserver: credentials.value.homeserver,
      user: credentials.value.user,
      device: credentials.value.device,
      accessToken: credentials.value.accessToken,
      storageKey: toBase64Url(randomBytes(32)),
      act: written(makeSignKeyPair()),
      seal: written(makeSealKeyPair()),
      root: parts.root,
      createdAt: parts.clock.now(),
    },
  });
  return committed.ok ? accept(undefined) : refuse({ reason: "store", refusal: committed.refusal });
}
