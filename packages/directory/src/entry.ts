import {
  accept,
  encodeProfile,
  refuse,
  utf8Length,
  type Instant,
  type KeyId,
  type RecordId,
  type Result,
  type StateCode,
} from "@parley/base";
import { parseMoment, writeMoment } from "./moment.ts";
import { readOperation, writeOperation, type Operation } from "./operation.ts";
import type { LogRefusalReason } from "./refusal.ts";
import { fieldsOf, readProfile } from "./shape.ts";
import type { TrustRoot } from "./root.ts";

/** The signed content of one entry. */
export interface EntryContent {
  /** Number in the log, from 1. */
  readonly n: number;
  /** Hash of entry n − 1; "" in the first. */
  readonly prev: string;
  readonly at: Instant;
  readonly operation: Operation;
  /** Of an `admit` alone: number of the reset that it rests on, in place of the State's own signatures (DIR-1). */
  readonly reset?: number;
  /** Reason as the officers noted it; never shown as a State's words. */
  readonly why?: string;
}

/** A State's key that signed beside the officers. */
export interface Cosigner {
  readonly rec: RecordId;
  readonly key: KeyId;
}

/** An entry of a log that verified: what it says, and who signed it. */
export interface EntryView extends EntryContent {
  /** 32 bytes, base64url. */
  readonly h: string;
  /** Version of the trust root in force before the entry. */
  readonly rootVersion: number;
  /** State that it is about; null where it is about none. */
  readonly state: StateCode | null;
  /** Record that it is about; null where it is about none. */
  readonly rec: RecordId | null;
  /** Keys of the officers of that root who signed, base64url, ascending. */
  readonly officers: readonly string[];
  /** Of a `root` entry: keys of the new root's officers who signed, ascending; none beside others. */
  readonly incoming: readonly string[];
  readonly cosigners: readonly Cosigner[];
  /** `reset`, or null where there is none. */
  readonly restsOn: number | null;
}

/** An Ed25519 key pair that signs entries: an officer's, or the act key of a State's device. */
export interface SigningKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** Section 6 of the protocol; depth, members and strings are those of the signed profile. */
export const ENTRY_BYTES = 8192;
const ENTRY_LIMITS = { bytes: ENTRY_BYTES, depth: 6, members: 512, string: 8192 };
/** Longest reason in bytes; a code or a short sentence. */
const WHY = 256;

/** The text of an entry under a root: its UTF-8 is what is signed. */
export function writeEntry(root: TrustRoot, content: EntryContent): string {
  const { n, prev, at, operation, reset, why } = content;
  return encodeProfile({
    at: writeMoment(at),
    dir: root.dir,
    n,
    op: operation.op,
    prev,
    rec: writeOperation(operation),
    root: root.version,
    v: 1,
    ...(reset === undefined ? {} : { reset }),
    ...(why === undefined ? {} : { why }),
  });
}

/** Reads the text of an entry under the root that is in force; its place and its signatures are not looked at. */
export function readEntry(root: TrustRoot, text: string): Result<EntryContent, LogRefusalReason> {
  const value = readProfile(text, ENTRY_LIMITS);
  if (value === null) return refuse(utf8Length(text) > ENTRY_BYTES ? "too-large" : "not-json");
  const fields = fieldsOf(
    value,
    ["at", "dir", "n", "op", "prev", "rec", "root", "v"],
    ["reset", "why"],
  );
  if (fields === null || fields["v"] !== 1) return refuse("schema");
  if (fields["dir"] !== root.dir || fields["root"] !== root.version) return refuse("wrong-root");
  const at = parseMoment(fields["at"]);
  const { n, op, prev, reset, why } = fields;
  if (at === null || typeof n !== "number" || typeof prev !== "string") return refuse("schema");
  if (why !== undefined && (typeof why !== "string" || utf8Length(why) > WHY))
    return refuse("schema");
  if (reset !== undefined && (typeof reset !== "number" || op !== "admit")) return refuse("schema");
  const operation = readOperation(op, fields["rec"]);
  if (!operation.ok) return operation;
  return accept({
    n,
    prev,
    at,
    operation: operation.value,
    ...(reset === undefined ? {} : { reset }),
    ...(why === undefined ? {} : { why }),
  });
}
