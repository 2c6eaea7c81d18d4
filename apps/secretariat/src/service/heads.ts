import { fromBase64Url, toBase64Url, type Instant } from "@parley/base";
import { makeSignKeyPair, type KeyPair } from "@parley/crypto";
import { HEAD_LIFE, signHead, type Log } from "@parley/directory";
import type { HeadKeyRow } from "./rows.ts";

/** How often the newest head is signed anew, in ms: an hour, of the 24 after which a client calls it ageing. */
export const HEAD_EVERY: number = 60 * 60 * 1000;

export function makeHeadKey(): HeadKeyRow {
  const { publicKey, secretKey } = makeSignKeyPair();
  return { publicKey: toBase64Url(publicKey), secretKey: toBase64Url(secretKey) };
}

/** Whether the log named this key and names another one now: it takes a key that was replaced never again. */
export function isReplaced(log: Log, { publicKey }: HeadKeyRow): boolean {
  if (log.headKey() === publicKey) return false;
  return log.entries().some(({ n }) => log.headKey(n) === publicKey);
}

/** The newest head with a date; null while the log does not name this key (DIR-3). */
export function datedHead(log: Log, key: HeadKeyRow, now: Instant): string | null {
  const { n, h } = log.head;
  if (n === 0 || log.headKey() !== key.publicKey) return null;
  return signHead({ dir: log.root.dir, n, h, at: now, until: now + HEAD_LIFE }, pairOf(key));
}

function pairOf({ publicKey, secretKey }: HeadKeyRow): KeyPair {
  const [known, secret] = [fromBase64Url(publicKey), fromBase64Url(secretKey)];
  if (known === null || secret === null) throw new Error("the head key's row is none");
  return { publicKey: known, secretKey: secret };
}
