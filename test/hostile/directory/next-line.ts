import type { KeyPair } from "@parley/crypto";
import {
  appendEntry,
  entryText,
  lineOf,
  readLog,
  signEntryText,
  type Log,
  type Operation,
} from "@parley/directory";

type Content = Parameters<typeof entryText>[1];

/** A line of the log after this one, signed by whomever. */
export function next(log: Log, operation: Operation, ...keys: readonly KeyPair[]): string {
  return lineBy(log, { at: Date.now(), operation }, keys);
}

export function lineBy(log: Log, content: Content, keys: readonly KeyPair[]): string {
  const text = entryText(log, content);
  return lineOf(
    text,
    keys.map((key) => signEntryText(text, key)),
  );
}

export function grown(
  log: Log,
  operation: Operation,
  officer: KeyPair,
  more: { readonly at?: number; readonly reset?: number } = {},
): Log {
  const longer = appendEntry(log, { at: Date.now(), operation, ...more }, [officer]);
  if (!longer.ok) throw new Error(longer.refusal.reason);
  return longer.value;
}

/** The log as it was at entry n. */
export function until(log: Log, n: number): Log {
  const text = linesOf(log)
    .slice(0, n)
    .map((line) => `${line}\n`)
    .join("");
  const read = readLog(log.root, text);
  if (!read.ok) throw new Error(read.refusal.reason);
  return read.value;
}

export const linesOf = ({ text }: Log): readonly string[] => text.split("\n").slice(0, -1);
