import {
  accept,
  encodeProfile,
  parseProfile,
  refuse,
  toBase64Url,
  toUtf8,
  type Result,
} from "@parley/base";
import { ENTRY_BYTES, writeEntry, type EntryContent, type SigningKeys } from "./entry.ts";
import type { Log } from "./log.ts";
import type { LogRefusalReason } from "./refusal.ts";
import type { TrustRoot } from "./root.ts";
import { fieldsOf, listOf } from "./shape.ts";
import { signatureOf } from "./signing.ts";

/** One signature beside an entry. */
export interface EntrySignature {
  /** Ed25519 public key, base64url. */
  readonly key: string;
  /** 64 bytes, base64url. */
  readonly sig: string;
}

/** A line of a log, taken apart. */
export interface Line {
  /** The entry's text; its UTF-8 is what was signed. */
  readonly text: string;
  readonly sigs: readonly EntrySignature[];
}

/** An entry as a string (quotes doubled by escapes at most) and 16 signatures. */
const LINE_LIMITS = { bytes: 24_576, depth: 3, members: 64, string: ENTRY_BYTES };
/** Most signatures beside one entry. */
export const SIGNATURES = 16;

/** Exact text that officers and States sign as the next entry of the log. */
export function entryText(
  log: Log,
  content: Pick<EntryContent, "at" | "operation" | "reset" | "why">,
): string {
  return writeEntry(log.rootNow(), { ...content, n: log.head.n + 1, prev: log.head.h });
}

/** A signature over the text of an entry. */
export function signEntryText(text: string, keys: SigningKeys): EntrySignature {
  return {
    key: toBase64Url(keys.publicKey),
    sig: signatureOf("chat.parley.dir.v1", toUtf8(text), keys.secretKey),
  };
}

/** One line of a log, without the newline: the exact signed bytes as text, and the signatures in order. */
export function lineOf(text: string, sigs: readonly EntrySignature[]): string {
  const ordered = sigs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return encodeProfile({ entry: text, sigs: ordered.map(({ key, sig }) => ({ key, sig })) });
}

/** The line of an entry that these keys sign, officers' and States' alike. */
export function signEntry(
  root: TrustRoot,
  content: EntryContent,
  keys: readonly SigningKeys[],
): string {
  const text = writeEntry(root, content);
  return lineOf(
    text,
    keys.map((one) => signEntryText(text, one)),
  );
}

/** Takes a line apart; nothing in it is checked but its form. */
export function readLine(line: string): Result<Line, LogRefusalReason> {
  const parsed = parseProfile(line, LINE_LIMITS);
  if (!parsed.ok) {
    const { refusal } = parsed;
    return refuse(
      refusal === "too-large" || refusal === "string-too-long" ? "too-large" : "not-json",
    );
  }
  const outer = fieldsOf(parsed.value, ["entry", "sigs"]);
  const text = outer?.["entry"];
  const list = listOf(outer?.["sigs"]);
  if (typeof text !== "string" || list === null) return refuse("not-json");
  const sigs: EntrySignature[] = [];
  for (const one of list) {
    const { key, sig } = fieldsOf(one, ["key", "sig"]) ?? {};
    if (typeof key !== "string" || typeof sig !== "string") return refuse("signature");
    sigs.push({ key, sig });
  }
  return accept({ text, sigs });
}
