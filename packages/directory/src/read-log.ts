import { accept, refuse, type Result } from "@parley/base";
import { applyEntry } from "./apply-entry.ts";
import { Book } from "./book.ts";
import type { EntryContent, EntryView, SigningKeys } from "./entry.ts";
import { readNextLine } from "./judge-entry.ts";
import { entryText, lineOf, signEntryText } from "./line.ts";
import { makeLog, type Log } from "./log.ts";
import type { LogRefusal } from "./refusal.ts";
import type { TrustRoot } from "./root.ts";
import type { Verifies } from "./signers.ts";
import { verifiesUnder } from "./signing.ts";

/** Entries of logs that were verified, for those that go on from them. */
const verified = new WeakMap<Log, readonly EntryView[]>();

/**
 * Verifies a whole log from its root. The text has one line per entry, each ended by a newline; an empty text
 * is the log before its first entry. What stands letter by letter in `held`, a log of the same root that was verified
 * before, is not verified again: thousands of signatures would take seconds at every new entry.
 */
export function readLog(
  root: TrustRoot,
  text: string,
  held: Log | null = null,
): Result<Log, LogRefusal> {
  return readLines(root, text, knownEntries(root, text, held), verifiesUnder);
}

/**
 * A log that this device verified before it wrote it, out of a store that nobody else can write: at a start only what is
 * new is verified. Form, chain and rules are read as ever, signatures are taken to hold.
 */
export function readKeptLog(root: TrustRoot, text: string): Result<Log, LogRefusal> {
  return readLines(root, text, [], () => true);
}

function readLines(
  root: TrustRoot,
  text: string,
  before: readonly EntryView[],
  verifies: Verifies,
): Result<Log, LogRefusal> {
  const lines = text.split("\n");
  if (lines.pop() !== "") return refuse({ reason: "not-json", line: lines.length + 1 });
  const book = new Book(root);
  for (const [index, line] of lines.entries()) {
    const known = before[index];
    const entry = known === undefined ? readNextLine(book, line, verifies) : accept(known);
    if (!entry.ok) return refuse({ reason: entry.refusal, line: index + 1 });
    applyEntry(book, entry.value);
  }
  const log = makeLog(root, text, book.entries);
  verified.set(log, book.entries);
  return accept(log);
}

/** Entries of the log held, where one of the two texts begins with the other. */
function knownEntries(root: TrustRoot, text: string, held: Log | null): readonly EntryView[] {
  if (held === null || held.root.text !== root.text) return [];
  return text.startsWith(held.text) || held.text.startsWith(text) ? (verified.get(held) ?? []) : [];
}

/** What the entries of a verified log have said, for checking what may come next. */
export function bookOf(log: Log): Book {
  const book = new Book(log.root);
  for (const entry of verified.get(log) ?? log.entries()) applyEntry(book, entry);
  return book;
}

/** The log with one more entry. Refused as a reader would refuse it. */
export function appendEntry(
  log: Log,
  content: Pick<EntryContent, "at" | "operation" | "reset" | "why">,
  officers: readonly SigningKeys[],
  cosigners: readonly SigningKeys[] = [],
): Result<Log, LogRefusal> {
  const text = entryText(log, content);
  const sigs = [...officers, ...cosigners].map((keys) => signEntryText(text, keys));
  return readLog(log.root, `${log.text}${lineOf(text, sigs)}\n`, log);
}
