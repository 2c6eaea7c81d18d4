import type { ActHash, RecordId } from "@parley/base";
import type { Client } from "@parley/client";
import type { ReplyKind } from "@parley/protocol";

/** A formal act that a person wants to write; the form for it is another screen. */
export type ComposeWish =
  | {
      readonly form: "reply";
      readonly channel: ActHash;
      readonly re: ActHash;
      /** Chosen before the form opens; null: chosen there. */
      readonly reply: ReplyKind | null;
    }
  | { readonly form: "update"; readonly channel: ActHash; readonly re: ActHash }
  | { readonly form: "notification"; readonly channel: ActHash };

/** What the screen can do: the client's own methods, and the way to the forms. */
export type ConsultationActions = Pick<
  Client,
  | "acknowledge"
  | "changeRoster"
  | "discardDraft"
  | "goOnWithDirectory"
  | "markRead"
  | "saveDraft"
  | "sendNote"
  | "takeBack"
> & { readonly compose: (wish: ComposeWish) => void };

/** A change of one's own offices in the channel, to be confirmed before it is signed. */
export interface OfficeChange {
  readonly op: "add" | "remove";
  readonly rec: RecordId;
  readonly office: string;
}
