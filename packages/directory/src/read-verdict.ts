import type { RecordId, UserId } from "@parley/base";
import { placeHead, type NamedHead } from "./compare.ts";
import type { DeviceOfRecord, Log } from "./log.ts";

/** What READ-1 asks about a payload that came encrypted and was decrypted in its room. */
export interface ReadQuestion {
  /** The newest log held. */
  readonly log: Log;
  /** Roster of the channel now; null until its opening act is accepted. */
  readonly roster: readonly RecordId[] | null;
  readonly sender: UserId;
  /** Curve25519 key that the ciphertext came from, as Matrix writes it. */
  readonly senderKey: string;
  readonly shield: "none" | "authenticity-not-guaranteed" | "mismatched-sender" | "other";
  /** Directory head that the payload names; null for kinds of payload that name none. */
  readonly dir: NamedHead | null;
}

export type ReadRefusal =
  /** The machine itself says that the sender or the key is not what it claims. */
  | "shield"
  /** No device listed for this account has this key. */
  | "device-not-listed"
  /** The office is listed, and no part of this channel. */
  | "record-not-in-roster"
  /** The payload names another entry under a number that this log has: split view (DIR-5). */
  | "directory-forked";

export type ReadVerdict =
  | { readonly verdict: "counts"; readonly from: DeviceOfRecord }
  /** For the opening act, or for the head that the payload names. */
  | { readonly verdict: "waits"; readonly for: "opening" | "directory" }
  | { readonly verdict: "refused"; readonly reason: ReadRefusal };

/** Whether a payload counts (READ-1). Whoever asks keeps the first answer other than `waits`, and asks no more. */
export function readVerdict(question: ReadQuestion): ReadVerdict {
  const { log, roster, sender, senderKey, shield, dir } = question;
  if (shield === "authenticity-not-guaranteed" || shield === "mismatched-sender")
    return { verdict: "refused", reason: "shield" };
  if (roster === null) return { verdict: "waits", for: "opening" };
  const place = dir === null ? "known" : placeHead(log, dir);
  if (place === "behind") return { verdict: "waits", for: "directory" };
  if (place === "forked") return { verdict: "refused", reason: "directory-forked" };
  const from = log.deviceBySenderKey(sender, senderKey);
  if (from === null) return { verdict: "refused", reason: "device-not-listed" };
  if (!roster.includes(from.record.id))
    return { verdict: "refused", reason: "record-not-in-roster" };
  return { verdict: "counts", from };
}
