import type { ActHash, ConsultationId, KeyId, PayloadId, RecordId, Result } from "@parley/base";
import type { ContactCard, ReportReason } from "@parley/directory";
import type { FieldProblem } from "@parley/protocol";
import type { WishKind } from "./directory-view.ts";
import type { Draft, ActDraft } from "./draft.ts";
import type { ClientSnapshot } from "./snapshot.ts";

/** Why a person's wish was not carried out. Each has a sentence in the catalogue. */
export type ActionRefusal =
  /** Fields that are missing or do not fit: [field, reason]. */
  | { readonly reason: "incomplete"; readonly fields: readonly FieldProblem[] }
  /** The step is not open now: a reason code of the fold's permission table (`R_...`). */
  | { readonly reason: "not-now"; readonly code: string }
  | { readonly reason: "not-listed" }
  | { readonly reason: "restored-copy" }
  | { readonly reason: "too-large" }
  /** Sent already, or gone. */
  | { readonly reason: "too-late" }
  | { readonly reason: "unknown" }
  /** The entry does not follow the newest one here; it comes anew. */
  | { readonly reason: "stale" }
  /** The office of this device may not do that. */
  | { readonly reason: "not-yours" }
  | { readonly reason: "disk" };

/** The client without a face. */
export interface Client {
  snapshot(): ClientSnapshot;
  /** Called after every change; the answer ends the subscription. */
  subscribe(listener: () => void): () => void;

  saveDraft(draft: Draft): Promise<Result<void, ActionRefusal>>;
  discardDraft(id: string): Promise<void>;
  /** What is missing before the draft can be signed. Empty: ready. */
  checkDraft(draft: ActDraft): readonly FieldProblem[];
  /** Signs (an opening: as soon as its room exists) and queues; the draft goes in the same write. */
  signAndSend(draft: ActDraft): Promise<Result<ActHash | PayloadId, ActionRefusal>>;
  /** One click: T04 `ack` with the standard phrase, to the given act, which then counts as read. */
  acknowledge(channel: ActHash, re: ActHash): Promise<Result<ActHash, ActionRefusal>>;
  /** Also discards the channel's note draft, in the same write. */
  sendNote(channel: ActHash, text: string): Promise<Result<PayloadId, ActionRefusal>>;
  /** Takes a queued or held note back. Acts are signed and stay queued. */
  takeBack(id: PayloadId): Promise<Result<void, ActionRefusal>>;
  /** Adds or removes a record of one's own State (ROSTER-1). */
  changeRoster(
    channel: ActHash,
    op: "add" | "remove",
    rec: RecordId,
  ): Promise<Result<ActHash, ActionRefusal>>;
  markRead(channel: ActHash): Promise<void>;
  /** After ACT-6: go on from here as a new start of the profile. */
  acceptCopy(): Promise<void>;
  /** Signs an entry about one's own State, which follows the newest one here (DIR-1). */
  coSign(hash: string): Promise<Result<void, ActionRefusal>>;
  /** Says that one's State does not sign it. */
  declineToSign(hash: string): Promise<Result<void, ActionRefusal>>;
  /**
   * A device of one's own State is lost or stolen: effective here at once, and for everybody who hears it. One that only
   * acts name is taken out of the channels that name it.
   */
  reportDevice(rec: RecordId, key: KeyId, why: ReportReason): Promise<Result<void, ActionRefusal>>;
  /** Asks that the yearly confirmation of one's own record be entered. */
  confirmRecord(): Promise<Result<void, ActionRefusal>>;
  /** Sends a new contact card of one's own record to the Secretariat. */
  proposeCard(card: ContactCard): Promise<Result<void, ActionRefusal>>;
  /** Asks something else of the Secretariat. */
  wish(kind: WishKind, text: string): Promise<Result<void, ActionRefusal>>;
  /** A person goes on, in this consultation, with the directory as of the newest head (DIR-3). */
  goOnWithDirectory(con: ConsultationId): Promise<Result<void, ActionRefusal>>;
  /**
   * Signs for a colleague's new device by its enrolment request, in these channels: all that his office and this one share
   * (TRUST-2). Again after its 30 days.
   */
  signForDevice(
    requestText: string,
    channels: readonly ActHash[],
  ): Promise<Result<void, ActionRefusal>>;
  /** Takes a device that was signed for out of these channels (TRUST-2). */
  removeSignedDevice(
    rec: RecordId,
    key: KeyId,
    channels: readonly ActHash[],
  ): Promise<Result<void, ActionRefusal>>;
  /** Asks homeserver and directory now. */
  retryNow(): void;
  /** Ends without loss. */
  close(): Promise<void>;
  /** Ends the sign-in and deletes everything of this profile. */
  signOut(): Promise<void>;
}
