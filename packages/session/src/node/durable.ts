import { accept, refuse, type Result } from "@parley/base";
import { openSession } from "../open.ts";
import type { SessionOpener } from "../port.ts";
import { provideIndexedDb } from "../provide-indexed-db.ts";
import { replacePassword } from "../replace-password.ts";
import { signIn } from "../sign-in.ts";
import { Journal, type JournalRefusal } from "./journal.ts";
import { recordInto } from "./recorder.ts";
import { forget, replay } from "./replay.ts";

export type { JournalRefusal } from "./journal.ts";

export interface DurableSessions extends SessionOpener {
  /** Kept in the file; raised by its owner, so that an older copy of the file gives itself away. 0 at first. */
  generation: number;
  /** Lets the file go; sessions are closed before. */
  close(): Promise<void>;
}

/**
 * Sessions of one process that is killed and comes back: their crypto stores stand in memory, and every write to them is
 * in a SQLite file before the crypto machine hears that it is done. So whatever went to the homeserver can be read,
 * answered and continued by the next process. A write that fails ends the process.
 *
 * The file holds what the machine sealed under its storage key; names, numbers and sizes stay visible. An old copy of it
 * must never be used again: keys would be used twice.
 */
export function durableSessions({
  file,
}: {
  readonly file: string;
}): Result<DurableSessions, JournalRefusal> {
  provideIndexedDb();
  const opened = Journal.open(file);
  if (!opened.ok) return refuse(opened.refusal);
  const journal = opened.value;
  const open = new Map<string, () => Promise<void>>();

  async function take(prefix: string): Promise<void> {
    if (open.has(prefix)) return;
    const databases = journal.databases(prefix);
    for (const database of databases) await replay(database);
    const end = recordInto(journal, prefix);
    open.set(prefix, async () => {
      end();
      // Of the file as it is now: the machine made databases that were not there at first.
      for (const { name } of journal.databases(prefix)) await forget(name);
    });
  }

  return accept({
    signIn,
    replacePassword,
    open: async (options) => {
      await take(`${options.storePrefix}::`);
      return openSession(options);
    },
    get generation() {
      return journal.generation;
    },
    set generation(to: number) {
      journal.generation = to;
    },
    close: async () => {
      for (const end of open.values()) await end();
      open.clear();
      journal.close();
    },
  });
}
