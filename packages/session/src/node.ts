import { openSession } from "./open.ts";
import type { SessionOpener } from "./port.ts";
import { provideIndexedDb } from "./provide-indexed-db.ts";
import { replacePassword } from "./replace-password.ts";
import { signIn } from "./sign-in.ts";

/**
 * Sessions whose crypto stores are kept in this process's memory: one that is closed and opened again under the
 * same prefix is the same device; none outlives the process.
 */
export function nodeSessions(): SessionOpener {
  provideIndexedDb();
  return { signIn, replacePassword, open: openSession };
}
