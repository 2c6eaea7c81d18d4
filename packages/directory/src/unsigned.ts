import type { StateCode } from "@parley/base";
import type { EntryView } from "./entry.ts";
import type { Log } from "./log.ts";

/**
 * Entries after `after` that are about a State and that none of its keys has signed: for its own clients to raise an
 * alarm on (DIR-2). Its very first admission is left out, since there was nobody yet to sign it.
 */
export function unsignedEntries(log: Log, state: StateCode, after = 0): readonly EntryView[] {
  const about = log.entries().filter((entry) => entry.state === state && !isOfService(log, entry));
  const first = about.find(({ operation }) => operation.op === "admit");
  return about.filter(
    (entry) => entry !== first && entry.n > after && entry.cosigners.length === 0,
  );
}

function isOfService(log: Log, { rec }: EntryView): boolean {
  return rec !== null && log.recordOf(rec)?.kind === "service";
}
