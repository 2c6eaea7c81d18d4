import { accept, refuse, toUtf8, type Result } from "@parley/base";
import type { EntryContent } from "./entry.ts";
import { readNext } from "./judge-entry.ts";
import { keyIdOfDevice } from "./key-id.ts";
import type { EntrySignature } from "./line.ts";
import type { Log } from "./log.ts";
import { neededFor, type CosigningRecord } from "./needed.ts";
import { bookOf } from "./read-log.ts";
import type { LogRefusalReason } from "./refusal.ts";
import { missingOf, whoSigned, type Missing, type Signers } from "./signers.ts";
import { hashUnder, underDomain, verifiesUnder } from "./signing.ts";

/** An entry that is on its way: what it says, who signed it so far, and who has yet to. */
export interface EntryUnderWay extends EntryContent, Signers {
  /** Hash that it has in the log. */
  readonly h: string;
  readonly missing: Missing;
  /** Records of the State that it is about that may sign for it, and by which keys. */
  readonly mayCosign: readonly CosigningRecord[];
}

/**
 * Looks at the text of an entry and its signatures so far as the next entry of the log. Refused where it would be
 * with all signatures, and where one of those it has does not hold; `chain-broken` where it does not follow this head.
 */
export function missingSignatures(
  log: Log,
  text: string,
  sigs: readonly EntrySignature[],
): Result<EntryUnderWay, LogRefusalReason> {
  const book = bookOf(log);
  const content = readNext(book, text);
  if (!content.ok) return content;
  const needed = neededFor(book, content.value);
  const signed = underDomain("chat.parley.dir.v1", toUtf8(text));
  const ordered = sigs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const signers = whoSigned(book, needed, signed, ordered, verifiesUnder);
  if (!signers.ok) return refuse(signers.refusal);
  return accept({
    ...content.value,
    ...signers.value,
    h: hashUnder(signed),
    missing: missingOf(book, needed, signers.value),
    mayCosign: needed.mayCosign.map(({ record, listed }) => ({
      rec: record.id,
      keys: [...listed.values()].map(keyIdOfDevice),
    })),
  });
}
