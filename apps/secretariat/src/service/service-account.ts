import { existsSync, rmSync } from "node:fs";
import { accept, parseUserId, refuse, toBase64Url, type Clock, type Result } from "@parley/base";
import { signIn } from "@parley/client";
import { randomBytes } from "@parley/crypto";
import type { Credentials, PasswordRefusal, SignInRefusal } from "@parley/session";
import type { Profile } from "@parley/storage";
import { fieldsOf, jsonOf, textOf } from "../desk/index.ts";
import type { Network } from "../files/network-file.ts";
import { readSecret } from "../files/read-file.ts";
import type { ServiceFiles } from "./folder.ts";
import { ofStore, startRefusal, type StartRefusal } from "./start-refusal.ts";
import type { Stores } from "./stores.ts";

/**
 * Signs in at the first start, and gives the account a password that stands in the store alone. Whatever the process
 * ended at goes on with the next start; then the sign-in file is gone.
 */
export async function settleAccount(
  files: ServiceFiles,
  { store, sessions }: Stores,
  network: Network,
  clock: Clock,
): Promise<Result<Profile, StartRefusal>> {
  const first = await store.load();
  if (!first.ok) return refuse(ofStore(first.refusal));
  if (first.value.profile !== null && !existsSync(files.signIn)) return accept(first.value.profile);
  const given = readSignIn(files);
  if (!given.ok) return given;
  const { user, password } = given.value;
  if (first.value.profile === null) {
    const parts = { store, sessions, clock, root: network.root.text };
    const signed = await signIn(parts, { homeserver: network.homeserver, user, password });
    if (!signed.ok) {
      const { refusal } = signed;
      return refuse(refusal.reason === "store" ? ofStore(refusal.refusal) : ofAccount(refusal));
    }
  }
  const loaded = await store.load();
  if (!loaded.ok) return refuse(ofStore(loaded.refusal));
  const { profile } = loaded.value;
  if (profile === null) throw new Error("a sign-in left no profile");
  // Written before it is the account's, so that no end in between loses it.
  const kept = { ...profile, password: profile.password ?? toBase64Url(randomBytes(32)) };
  const written = await store.commit({ profile: kept });
  if (!written.ok) return refuse(ofStore(written.refusal));
  for (const old of [password, kept.password]) {
    const credentials = { ...kept, device: kept.device as Credentials["device"] };
    const replaced = await sessions.replacePassword(credentials, old, kept.password, []);
    if (replaced.ok) {
      rmSync(files.signIn);
      return accept(kept);
    }
    if (replaced.refusal.reason !== "wrong-password") return refuse(ofAccount(replaced.refusal));
  }
  return refuse(startRefusal("account"));
}

function ofAccount({ reason }: SignInRefusal | PasswordRefusal): StartRefusal {
  return reason === "wrong-password" || reason === "account-closed" || reason === "signed-out"
    ? startRefusal("account")
    : startRefusal("unreachable");
}

function readSignIn(
  files: ServiceFiles,
): Result<{ readonly user: string; readonly password: string }, StartRefusal> {
  if (!existsSync(files.signIn)) return refuse(startRefusal("sign-in"));
  const text = readSecret(files.signIn);
  if (!text.ok) return refuse(startRefusal("sign-in", text.refusal.text));
  const fields = fieldsOf(jsonOf(text.value));
  const user = parseUserId(fields?.["user"]);
  const password = textOf(fields?.["password"]);
  return fields?.["v"] !== 1 || user === null || password === null
    ? refuse(startRefusal("sign-in"))
    : accept({ user, password });
}
