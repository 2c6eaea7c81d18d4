import { accept, refuse, toUtf8, type Result } from "@parley/base";
import type { Book } from "./book.ts";
import { checkOperation } from "./check-operation.ts";
import { readEntry, type EntryContent, type EntryView } from "./entry.ts";
import { readLine } from "./line.ts";
import { neededFor, type Needed } from "./needed.ts";
import type { LogRefusalReason } from "./refusal.ts";
import { missingOf, whoSigned, type Signers } from "./signers.ts";
import { hashUnder, underDomain } from "./signing.ts";

/** Reads the text of an entry, and checks it as the next one of the log, but for its signatures. */
export function readNext(book: Book, text: string): Result<EntryContent, LogRefusalReason> {
  const content = readEntry(book.root, text);
  if (!content.ok) return content;
  if (!book.follows(content.value)) return refuse("chain-broken");
  const reason = checkOperation(book, content.value.operation);
  return reason === null ? content : refuse(reason);
}

/** Reads a line as the next one of the log: its form, its place, what it does, who signed it. */
export function readNextLine(book: Book, line: string): Result<EntryView, LogRefusalReason> {
  const parts = readLine(line);
  if (!parts.ok) return parts;
  const { text, sigs } = parts.value;
  const content = readNext(book, text);
  if (!content.ok) return content;
  const signed = underDomain("chat.parley.dir.v1", toUtf8(text));
  const needed = neededFor(book, content.value.operation);
  const signers = whoSigned(book, needed, signed, sigs);
  if (!signers.ok) return signers;
  const restsOn = enoughSigned(book, needed, content.value, signers.value);
  if (!restsOn.ok) return restsOn;
  return accept({
    ...content.value,
    h: hashUnder(signed),
    rootVersion: book.root.version,
    state: needed.state,
    rec: needed.rec,
    ...signers.value,
    restsOn: restsOn.value,
  });
}

/** Whether all have signed who must, or an open reset whose wait has passed stands in for the State: then its number. */
function enoughSigned(
  book: Book,
  needed: Needed,
  { at }: EntryContent,
  signers: Signers,
): Result<number | null, LogRefusalReason> {
  const missing = missingOf(book, needed, signers);
  if (missing.officers > 0) return refuse("too-few-officers");
  if (missing.incoming > 0) return refuse("new-officers");
  if (missing.cosigners === 0) return accept(null);
  if (needed.reset === null) return refuse("state-signature");
  return at < needed.reset.until ? refuse("reset-waits") : accept(needed.reset.n);
}
