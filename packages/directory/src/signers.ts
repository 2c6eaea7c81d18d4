import { accept, refuse, type Result } from "@parley/base";
import type { Book } from "./book.ts";
import type { Cosigner, EntryView } from "./entry.ts";
import { SIGNATURES, type EntrySignature } from "./line.ts";
import type { Needed } from "./needed.ts";
import type { LogRefusalReason } from "./refusal.ts";
import type { verifiesUnder } from "./signing.ts";

/** Whether a signature over these bytes holds. */
export type Verifies = typeof verifiesUnder;

/** Who signed an entry, each with a signature that holds. */
export type Signers = Pick<EntryView, "officers" | "incoming" | "cosigners">;

/**
 * Says whose the signatures beside an entry are. One that does not hold, stands twice or out of order, or is by a key
 * that has no place there refuses the entry, however many others hold. Whether they are enough, `enoughSigned` says.
 */
export function whoSigned(
  book: Book,
  needed: Needed,
  signed: Uint8Array,
  sigs: readonly EntrySignature[],
  verifies: Verifies,
): Result<Signers, LogRefusalReason> {
  if (sigs.length > SIGNATURES) return refuse("signature");
  const officers: string[] = [];
  const incoming: string[] = [];
  const cosigners: Cosigner[] = [];
  let last = "";
  for (const { key, sig } of sigs) {
    if (key <= last) return refuse("signature");
    last = key;
    const isOfficer = book.root.officers.includes(key);
    const isIncoming = needed.incoming?.officers.includes(key) === true;
    const cosigner = isOfficer || isIncoming ? null : cosignerOf(needed, key);
    if (isOfficer) officers.push(key);
    if (isIncoming) incoming.push(key);
    if (cosigner !== null) cosigners.push(cosigner);
    else if (!isOfficer && !isIncoming)
      return refuse(book.formerOfficers.has(key) ? "removed-officer" : "foreign-signer");
    if (!verifies(signed, sig, key)) return refuse("signature");
  }
  return accept({ officers, incoming, cosigners });
}

/** The record that signs for the State with this act key, base64url; null where none does. */
function cosignerOf({ mayCosign }: Needed, act: string): Cosigner | null {
  for (const { record, listed } of mayCosign)
    for (const [key, device] of listed) if (device.act === act) return { rec: record.id, key };
  return null;
}

/** How many signatures are missing. */
export interface Missing {
  readonly officers: number;
  /** Of the officers of the root that the entry brings. */
  readonly incoming: number;
  /** Of distinct records of the State that the entry is about. */
  readonly cosigners: number;
}

export function missingOf(book: Book, needed: Needed, signers: Signers): Missing {
  const records = new Set(signers.cosigners.map(({ rec }) => rec));
  return {
    officers: Math.max(0, book.root.k - signers.officers.length),
    incoming: Math.max(0, (needed.incoming?.k ?? 0) - signers.incoming.length),
    cosigners: Math.max(0, needed.cosigners - records.size),
  };
}
