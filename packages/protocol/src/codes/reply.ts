/** Kinds of reply, a proposal of this project. Silence and declining are both legitimate. */
export const REPLY_KINDS = [
  "ack",
  "passed-on",
  "holding",
  "information",
  "partial",
  "no-information",
  "not-our-competence",
  "take-note",
  "accept",
  "accept-conditions",
  "counter-proposal",
  "decline",
  "other-channel",
] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];
/** English labels. */
export const REPLY_KIND_LABEL: { readonly [code in ReplyKind]: string } = {
  ack: "Acknowledgement of receipt",
  "passed-on": "Passed to capital",
  holding: "Holding reply",
  information: "Information provided",
  partial: "Partial information",
  "no-information": "No information available",
  "not-our-competence": "Redirect",
  "take-note": "Takes note",
  accept: "Accepts the proposal or request",
  "accept-conditions": "Accepts with conditions",
  "counter-proposal": "Counter-proposal",
  decline: "Declines to respond or to take part",
  "other-channel": "Will respond through another channel",
};
/** What each kind says, English; "" where the label says it all. */
export const REPLY_KIND_MEANING: { readonly [code in ReplyKind]: string } = {
  ack: "Read by a person. No concurrence, no commitment.",
  "passed-on":
    "Read by a person and passed to the competent authority. No concurrence, no commitment.",
  holding: "Will revert by the time stated.",
  information: "",
  partial: "",
  "no-information": "Checked; nothing found.",
  "not-our-competence": "Another national authority or channel is competent.",
  "take-note": "Reads, does not engage further now.",
  accept: "",
  "accept-conditions": "",
  "counter-proposal": "",
  decline: "No reason required.",
  "other-channel": "",
};

/** How one numbered question is answered. */
export const ANSWER_KINDS = ["answered", "partly", "declined", "later"] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];
