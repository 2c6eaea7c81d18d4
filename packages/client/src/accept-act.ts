import type { ActHash, KeyId, RecordId, RoomId, UserId } from "@parley/base";
import { checkRoster, placeHead, type Log } from "@parley/directory";
import {
  checkContext,
  fold,
  readClaim,
  SUPPORTED_STEPS,
  toFoldAct,
  verifySigned,
  type KeyAt,
  type SignedAct,
} from "@parley/protocol";
import type { ArrivalReason } from "./reasons.ts";

/** Where an act arrived, and what is known there. */
export interface ActPlace {
  readonly log: Log;
  readonly room: RoomId;
  /** The accepted opening act of the room; null before it. */
  readonly opening: SignedAct | null;
  /** The reader's office; null while this device counts for none. */
  readonly reader: RecordId | null;
  /** Act key that an act of the channel names for a record (TRUST-2); null where none does. */
  readonly named: KeyAt;
  /** Channels whose acts add the reader's office, by its own State (ROSTER-1). */
  readonly addedTo: ReadonlySet<ActHash>;
}

export type ActOutcome =
  | { readonly outcome: "kept"; readonly signed: SignedAct }
  | { readonly outcome: "waits"; readonly for: "opening" | "directory" }
  /** Written by a later version: its fallback is shown as the word of the device that carried it. */
  | { readonly outcome: "unknown-version" }
  | { readonly outcome: "refused"; readonly reason: ArrivalReason };

const refused = (reason: ArrivalReason): ActOutcome => ({ outcome: "refused", reason });

/**
 * Judges carried bytes by their own signature, whoever carried them, in the order of ACT-1. Size, form and version
 * first; what names a head that my log does not have yet waits; then signature, schema, context.
 */
export function acceptAct(
  carried: { readonly bytes: string; readonly sig: string },
  place: ActPlace,
): ActOutcome {
  const { log, room, opening } = place;
  const claim = readClaim(carried.bytes);
  if (!claim.ok)
    return claim.refusal === "unknown-version"
      ? { outcome: "unknown-version" }
      : refused(claim.refusal);
  // Nothing is verified twice while it waits: a flood of such acts would cost a signature each at every arrival.
  const { dirN } = claim.value;
  if (dirN !== null && dirN > log.head.n) return { outcome: "waits", for: "directory" };
  const verified = verifySigned(carried, (r, k) => log.everKey(r, k) ?? place.named(r, k));
  if (!verified.ok) return refused(verified.refusal);
  const signed = verified.value;
  switch (placeHead(log, signed.act.dir)) {
    case "behind":
      return { outcome: "waits", for: "directory" };
    case "forked":
      return refused("directory-forked");
    case "known":
  }
  if (signed.act.open !== undefined) return acceptOpening(signed, place);
  if (opening === null) return { outcome: "waits", for: "opening" };
  const context = checkContext(signed.act, room, opening);
  return context.ok ? { outcome: "kept", signed } : refused(context.refusal);
}

/**
 * The channel to which an act of the reader's own State adds the reader's office; null for anything else. Whether it
 * has effect there, the fold says once the opening is accepted.
 */
export function channelThatAdds(
  carried: { readonly bytes: string; readonly sig: string },
  log: Log,
  reader: RecordId,
): ActHash | null {
  const claim = readClaim(carried.bytes);
  if (!claim.ok || claim.value.fields["kind"] !== "roster") return null;
  const verified = verifySigned(carried, (rec, key) => log.everKey(rec, key));
  if (!verified.ok) return null;
  const { act } = verified.value;
  const adds = act.f["op"] === "add" && act.f["rec"] === reader;
  return adds && log.state(act.rec) === log.state(reader) && act.chan !== "" ? act.chan : null;
}

/**
 * The record of the reader's account, where the act is by a log-listed key of the same State and names this device's key
 * (TRUST-2); null for anything else. Whether it has effect, the fold says once the opening is accepted.
 */
export function officeThatNames(
  carried: { readonly bytes: string; readonly sig: string },
  log: Log,
  own: { readonly user: UserId; readonly key: KeyId },
): RecordId | null {
  const claim = readClaim(carried.bytes);
  const record = log.recordByUser(own.user);
  if (!claim.ok || claim.value.fields["kind"] !== "device" || record === null) return null;
  const verified = verifySigned(carried, (rec, key) => log.everKey(rec, key));
  if (!verified.ok) return null;
  const { act } = verified.value;
  const adds = act.f["op"] === "add" && act.f["rec"] === record.id && act.f["key"] === own.key;
  return adds && log.state(act.rec) === record.state ? record.id : null;
}

/** Whether an act opens this room's channel for this reader (ROOM-2, ROSTER-1). */
function acceptOpening(signed: SignedAct, place: ActPlace): ActOutcome {
  const { log, room, opening, reader, addedTo } = place;
  const { act } = signed;
  const context = checkContext(act, room, opening);
  if (!context.ok) return refused(context.refusal);
  if (opening?.hash === signed.hash) return { outcome: "kept", signed };
  if (opening !== null) return refused("second-opening");
  if (reader === null) return { outcome: "waits", for: "directory" };
  if (act.open === undefined) return refused("other-channel");
  if ((log.root.mode === "exercise") !== (act.mode === "exercise")) return refused("other-mode");
  if (!act.open.roster.includes(reader) && !addedTo.has(signed.hash))
    // An act of the reader's State may still come that adds it.
    return act.open.parties.some((state) => state === log.state(reader))
      ? { outcome: "waits", for: "opening" }
      : refused("reader-not-in-roster");
  const circle = checkRoster(log, act.open, act.dir.n);
  if (!circle.ok) return refused(circle.refusal.reason);
  const alone = fold([toFoldAct(signed)], log, log.head.n, {
    supported: SUPPORTED_STEPS,
    channel: signed.hash,
  });
  return alone.verdicts.get(signed.hash) === null
    ? { outcome: "kept", signed }
    : refused("opening-without-effect");
}
