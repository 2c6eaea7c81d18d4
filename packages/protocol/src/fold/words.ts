/** The closed lists of words that the table is written in. A word outside them is a fault of the table. */

export const CLASSES = [
  "request",
  "reply",
  "proposal",
  "end",
  "return",
  "pause",
  "resume",
  "withdraw",
  "endfac",
  "roster",
  "device",
  "link",
  "release",
  "info",
  "checkpoint",
  "plumbing",
  "outside",
] as const;
export type ActClass = (typeof CLASSES)[number];

/** `ack` stands outside the ranks: it replaces no reply (FOLD-2). */
export const REPLIES = [
  "ack",
  "decline",
  "counter",
  "holding",
  "conditions",
  "accept",
  "answer",
] as const;
export type ReplyClass = (typeof REPLIES)[number];
/** What stands as the reply of a State; `withdraw` where its part ended after it accepted. */
export type StandingReply = Exclude<ReplyClass, "ack"> | "withdraw";

export const ENDS = ["left", "closed_separate"] as const;
export type End = (typeof ENDS)[number];

export const ROLES = ["party", "facilitator"] as const;
export type Role = (typeof ROLES)[number];

/** Why an act has no effect; the table holds a sentence for each. */
export const NO_EFFECT = [
  "head-back",
  "not-listed",
  "key-disabled",
  "not-in-roster",
  "not-open",
  "unknown-kind",
  "role",
  "level",
  "clearance",
  "power",
  "target-missing",
  "target-unfit",
  "not-taking-part",
  "alone",
] as const;
export type NoEffect = (typeof NO_EFFECT)[number];
export type Effect = "yes" | NoEffect;

export const HEADLINE_CONDITIONS = [
  "not opened",
  "closed",
  "made close",
  "all withdrawn",
  "no pending",
  "paused",
  "pending close",
  "pending step-down",
  "pending facilitation",
  "pending other",
  "raise waiting",
  "moved",
  "facilitator in",
  "some substantive",
  "some holding",
  "all declined",
  "some acknowledged",
  "some open",
  "none open",
] as const;
export type HeadlineCondition = (typeof HEADLINE_CONDITIONS)[number];

export const PARTY_CONDITIONS = [
  "S bound by close",
  "S end closed_separate",
  "S end left",
  "S paused",
  "S holding",
  "S unread",
  "S read only",
  "S substantive",
  "S declined",
  "S in",
] as const;
export type PartyCondition = (typeof PARTY_CONDITIONS)[number];

export const NEEDS = [
  "member",
  "party",
  "level",
  "power",
  "power raise",
  "power of target",
  "active",
  "not active",
  "other active",
  "no facilitator",
  "facilitator",
  "not paused",
  "paused by me",
  "target",
] as const;
export type Need = (typeof NEEDS)[number];

export const TARGET_SETS = [
  "unacked",
  "requests to me",
  "proposals to me",
  "requests or proposals to me, not held",
  "requests or proposals to me, not declined",
  "proposals or requests to me, not accepted",
  "proposals to me, not accepted",
  "my requests",
  "my requests or pending proposals",
  "made admissions not yet linked",
] as const;
export type TargetSet = (typeof TARGET_SETS)[number];

export const VIEW_LINES = [
  "delivered",
  "undelivered",
  "ack passed",
  "reply passed",
  "revert passed",
  "resume",
  "behind",
  "rests on",
  "forked",
  "missing",
] as const;
export type ViewLineId = (typeof VIEW_LINES)[number];
