import {
  accept,
  encodeProfile,
  parseKeyId,
  parseProfile,
  parseRecordId,
  refuse,
  toBase64Url,
  toUtf8,
  utf8Length,
  type Instant,
  type KeyId,
  type ProfileValue,
  type RecordId,
  type Result,
} from "@parley/base";
import { parseMoment, writeMoment } from "./moment.ts";
import { readRecord, writeRecord } from "./read-record.ts";
import type { DirectoryRecord } from "./record.ts";
import type { LogRefusalReason } from "./refusal.ts";
import { fieldsOf, isBytes, listOf, readProfile } from "./shape.ts";
import { hashOf, isSignedBy, signatureOf } from "./signing.ts";
import type { TrustRoot } from "./root.ts";

/** What an entry does. */
export type Operation =
  /** Takes in a record with its first devices. */
  | { readonly op: "admit"; readonly rec: DirectoryRecord }
  /** Takes out, for good, the device of a record that holds this act key. */
  | { readonly op: "disable"; readonly rec: { readonly id: RecordId; readonly key: KeyId } };

/** The signed content of one entry. */
export interface EntryContent {
  /** Number in the log, from 1. */
  readonly n: number;
  /** Hash of entry n − 1; "" in the first. */
  readonly prev: string;
  readonly at: Instant;
  readonly operation: Operation;
  /** Reason as the officers noted it; never shown as a State's words. */
  readonly why?: string;
}

/** An entry whose signatures hold under the root; its place in the chain is not looked at yet. */
export interface Entry extends EntryContent {
  /** 32 bytes, base64url. */
  readonly h: string;
}

/** An officer's Ed25519 key pair. */
export interface OfficerKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** Section 6 of the protocol; depth, members and strings are those of the signed profile. */
const ENTRY_BYTES = 8192;
const ENTRY_LIMITS = { bytes: ENTRY_BYTES, depth: 6, members: 512, string: 8192 };
/** An entry as a string (quotes doubled by escapes at most) and 16 signatures. */
const LINE_LIMITS = { bytes: 24_576, depth: 3, members: 64, string: ENTRY_BYTES };
const SIGNATURES = 16;
/** Longest reason in bytes; a code or a short sentence. */
const WHY = 256;

/** One line of a log, without the newline: the exact signed bytes as text, and the signatures. */
export function signEntry(
  root: TrustRoot,
  content: EntryContent,
  officers: readonly OfficerKeys[],
): string {
  const { n, prev, at, operation, why } = content;
  const entry = encodeProfile({
    at: writeMoment(at),
    dir: root.dir,
    n,
    op: operation.op,
    prev,
    rec: operation.op === "admit" ? writeRecord(operation.rec) : { ...operation.rec },
    root: root.version,
    v: 1,
    ...(why === undefined ? {} : { why }),
  });
  const bytes = toUtf8(entry);
  const sigs = officers
    .map(({ publicKey, secretKey }) => ({
      key: toBase64Url(publicKey),
      sig: signatureOf("chat.parley.dir.v1", bytes, secretKey),
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return encodeProfile({ entry, sigs });
}

/** Reads one line: form, signatures under the root, then fields. */
export function readEntry(root: TrustRoot, line: string): Result<Entry, LogRefusalReason> {
  const parsed = parseProfile(line, LINE_LIMITS);
  if (!parsed.ok) {
    const { refusal } = parsed;
    return refuse(
      refusal === "too-large" || refusal === "string-too-long" ? "too-large" : "not-json",
    );
  }
  const outer = fieldsOf(parsed.value, ["entry", "sigs"]);
  const text = outer?.["entry"];
  if (outer === null || typeof text !== "string") return refuse("not-json");
  const bytes = toUtf8(text);
  if (!isSignedByOfficers(root, bytes, outer["sigs"])) return refuse("signature");
  const value = readProfile(text, ENTRY_LIMITS);
  if (value === null) return refuse("not-json");
  return readContent(root, value, hashOf("chat.parley.dir.v1", bytes));
}

/** Distinct officers of the root in ascending order, at least k of them, and no signature that does not hold. */
function isSignedByOfficers(
  root: TrustRoot,
  bytes: Uint8Array,
  sigs: ProfileValue | undefined,
): boolean {
  const list = listOf(sigs);
  if (list === null || list.length < root.k || list.length > SIGNATURES) return false;
  let last = "";
  for (const one of list) {
    const fields = fieldsOf(one, ["key", "sig"]);
    const { key, sig } = fields ?? {};
    if (typeof key !== "string" || key <= last || !root.officers.includes(key)) return false;
    if (typeof sig !== "string" || !isSignedBy("chat.parley.dir.v1", bytes, sig, key)) return false;
    last = key;
  }
  return true;
}

function readContent(
  root: TrustRoot,
  value: ProfileValue,
  h: string,
): Result<Entry, LogRefusalReason> {
  const fields = fieldsOf(value, ["at", "dir", "n", "op", "prev", "rec", "root", "v"], ["why"]);
  if (fields === null || fields["v"] !== 1) return refuse("schema");
  if (fields["dir"] !== root.dir || fields["root"] !== root.version) return refuse("wrong-root");
  const at = parseMoment(fields["at"]);
  const { n, prev, why } = fields;
  if (at === null || typeof n !== "number" || typeof prev !== "string") return refuse("schema");
  if (why !== undefined && (typeof why !== "string" || utf8Length(why) > WHY))
    return refuse("schema");
  const operation = readOperation(fields["op"], fields["rec"]);
  if (!operation.ok) return operation;
  return accept({
    h,
    n,
    prev,
    at,
    operation: operation.value,
    ...(why === undefined ? {} : { why }),
  });
}

function readOperation(
  op: ProfileValue | undefined,
  rec: ProfileValue | undefined,
): Result<Operation, "schema" | "unknown-op"> {
  switch (op) {
    case "admit": {
      const record = readRecord(rec);
      return record === null ? refuse("schema") : accept({ op, rec: record });
    }
    case "disable": {
      const fields = fieldsOf(rec, ["id", "key"]);
      const id = parseRecordId(fields?.["id"]);
      const key = fields?.["key"];
      const keyId = isBytes(key, 16) ? parseKeyId(key) : null;
      return id === null || keyId === null
        ? refuse("schema")
        : accept({ op, rec: { id, key: keyId } });
    }
    default:
      return refuse("unknown-op");
  }
}
