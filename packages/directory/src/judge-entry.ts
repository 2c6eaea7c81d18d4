import { accept, refuse, toUtf8, type Result } from "@parley/base";
import type { Book } from "./book.ts";
import { checkOperation } from "./check-operation.ts";
import { readEntry, type EntryContent, type EntryView } from "./entry.ts";
import { readLine } from "./line.ts";
import { neededFor, type Needed } from "./needed.ts";
import type { LogRefusalReason } from "./refusal.ts";
import { missingOf, whoSigned, type Signers, type Verifies } from "./signers.ts";
import { hashUnder, underDomain } from "./signing.ts";

/** Reads the text of an entry, and checks it as the next one of the log, but for its signatures. */
export function readNext(book: Book, text: string): Result<EntryContent, LogRefusalReason> {
  const content = readEntry(book.root, text);
  if (!content.ok) return content;
  if (!book.follows(content.value)) return refuse("chain-broken");
  const reason = checkOperation(book, content.value.operation) ?? checkRest(book, content.value);
  return reason === null ? content : refuse(reason);
}

/** Reads a line as the next one of the log: its form, its place, what it does, who signed it. */
export function readNextLine(
  book: Book,
  line: string,
  verifies: Verifies,
): Result<EntryView, LogRefusalReason> {
  const parts = readLine(line);
  if (!parts.ok) return parts;
  const { text, sigs } = parts.value;
  const content = readNext(book, text);
  if (!content.ok) return content;
  const signed = underDomain("chat.parley.dir.v1", toUtf8(text));
  const needed = neededFor(book, content.value);
  const signers = whoSigned(book, needed, signed, sigs, verifies);
  if (!signers.ok) return signers;
  const reason = enoughSigned(book, needed, signers.value);
  if (reason !== null) return refuse(reason);
  return accept({
    ...content.value,
    h: hashUnder(signed),
    rootVersion: book.root.version,
    state: needed.state,
    rec: needed.rec,
    ...signers.value,
    restsOn: content.value.reset ?? null,
  });
}

/** An entry rests on the open reset of its State alone, and not before the wait has passed by its own date (DIR-1). */
function checkRest(book: Book, { operation, at, reset }: EntryContent): LogRefusalReason | null {
  if (reset === undefined || operation.op !== "admit") return null;
  const { kind, state } = operation.rec;
  const open = kind === "service" ? undefined : book.states.get(state)?.reset;
  if (open?.n !== reset) return "reset-not-open";
  return at < open.until ? "reset-waits" : null;
}

/** Null where all have signed who must. */
function enoughSigned(book: Book, needed: Needed, signers: Signers): LogRefusalReason | null {
  const missing = missingOf(book, needed, signers);
  if (missing.officers > 0) return "too-few-officers";
  if (missing.incoming > 0) return "new-officers";
  return missing.cosigners > 0 ? "state-signature" : null;
}
