import { openSession } from "./open.ts";
import type { SessionOpener } from "./port.ts";
import { signIn } from "./sign-in.ts";

/** Sessions whose crypto stores are kept by the browser's IndexedDB, encrypted under the storage key. */
export function browserSessions(): SessionOpener {
  return { signIn, open: openSession };
}
