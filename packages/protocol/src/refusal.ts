import type { ProfileRefusal } from "@parley/base";

/** Why signed bytes are not an act, in the order in which it is looked for (ACT-1). */
export type ActRefusal =
  | ProfileRefusal
  | "not-utf8"
  | "unknown-version"
  | "no-signer"
  | "unknown-signer"
  | "bad-signature"
  | "unknown-member"
  | "missing-member"
  | "wrong-value"
  | "wrong-fields";

/** Why an act does not belong where it arrived. */
export type ContextRefusal =
  | "other-room"
  | "other-consultation"
  | "other-channel"
  | "other-level"
  | "other-mode";

/** Why the content of a decrypted event is not a payload (INBOX-1). */
export type PayloadRefusal =
  | "unknown-type"
  | "payload-not-object"
  | "payload-id"
  | "payload-act"
  | "payload-signature"
  | "payload-body"
  | "payload-too-large"
  | "payload-head"
  | "payload-list";

export type Refusal = ActRefusal | ContextRefusal | PayloadRefusal;

/** One sentence for each refusal: what was seen, and what a person can do where something can be done. */
export const REFUSAL_TEXT: { readonly [reason in Refusal]: string } = {
  "too-large": "The act is larger than 16,384 bytes. Ask the sender to split it.",
  "not-utf8": "The act is not valid UTF-8 text. Ask the sender to send it again.",
  "not-json": "The act is not readable. Ask the sender to send it again.",
  "too-deep": "The act is nested more deeply than the protocol allows.",
  "too-many-members": "The act has more members than the protocol allows.",
  "string-too-long": "A text in the act is longer than 8,192 bytes. Ask the sender to shorten it.",
  number: "A number in the act is not written as the protocol asks.",
  null: "The act holds an empty value that the protocol does not allow.",
  key: "A name in the act is not written as the protocol asks, or stands twice.",
  character: "A text in the act holds a control character that the protocol does not allow.",
  "not-canonical":
    "The act is not written in its one canonical form, so its signature cannot count.",
  "unknown-version":
    "The act was written by a later version of Parley. Its plain text is shown; update to act on it.",
  "no-signer": "The act does not name the office and key that signed it.",
  "unknown-signer":
    "The key that signed the act is not in your directory. Fetch the directory, then look again.",
  "bad-signature": "The signature does not fit the act. It was changed, or signed by another key.",
  "unknown-member": "The act holds a member that the protocol does not know.",
  "missing-member": "The act lacks a member that the protocol asks for.",
  "wrong-value": "A value in the act does not have the form that the protocol asks for.",
  "wrong-fields":
    "The fields of the act do not fit its template. Ask the sender to check and resend.",
  "other-room": "The act was signed for another room.",
  "other-consultation": "The act was signed for another consultation.",
  "other-channel": "The act was signed for another channel.",
  "other-level": "The act was signed for another level than that of this channel.",
  "other-mode":
    "The act was signed for another mode (real, exercise or check) than that of this channel.",
  "unknown-type": "A message of a type that this version does not know arrived.",
  "payload-not-object": "A message without readable content arrived.",
  "payload-id": "A message without a valid id arrived.",
  "payload-act": "A message that should carry an act carries none.",
  "payload-signature": "A message carries an act without a readable signature.",
  "payload-body": "A message without readable text arrived. Ask the sender to send it again.",
  "payload-too-large":
    "A message larger than the protocol allows arrived. Ask the sender to split it.",
  "payload-head": "A message that does not name the directory of its sender arrived.",
  "payload-list": "A message with an unreadable list of ids arrived.",
};
