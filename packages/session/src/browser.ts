import { openSession } from "./open.ts";
import type { SessionOpener } from "./port.ts";
import { replacePassword } from "./replace-password.ts";
import { signIn } from "./sign-in.ts";

/** Sessions whose crypto stores are kept by the browser's IndexedDB, encrypted under the storage key. */
export function browserSessions(): SessionOpener {
  return { signIn, replacePassword, open: openSession };
}

/**
 * Loads the crypto machine, which is large and which every session needs. It holds no secret: to be called while a person
 * still types a passphrase. What fails here fails again, and is told, when a session is opened.
 */
export async function loadMachine(): Promise<void> {
  // The SDK's own part for the machine is one more file; it loads beside it.
  const parts = import("matrix-js-sdk/lib/rust-crypto/index.js");
  const machine = import("@matrix-org/matrix-sdk-crypto-wasm").then(({ initAsync }) => initAsync());
  await Promise.allSettled([parts, machine]);
}
