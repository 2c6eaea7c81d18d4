/** Why a directory log was refused, each with a sentence for a person of the operating staff. */
export const LOG_REFUSALS = {
  "not-json": "A line is not an entry written in the one allowed form.",
  "too-large": "An entry is larger than 8,192 bytes.",
  signature:
    "An entry does not carry valid signatures of as many officers as the trust root asks for.",
  "wrong-root": "An entry belongs to another directory than the one this build trusts.",
  "chain-broken":
    "An entry does not follow the one before it: something was taken out, added or reordered.",
  "unknown-op": "An entry asks for something that this version does not know.",
  schema: "An entry has missing, unknown or ill-formed fields.",
  "wrong-mode": "A record of an exercise State stands in a real directory, or the reverse.",
  "duplicate-record": "A record is admitted a second time.",
  "duplicate-device": "A record names one device twice.",
  "duplicate-key": "A key is listed a second time, or for a second purpose.",
  "key-returned": "A key that was disabled is listed again.",
  "account-bound-twice": "An account is bound to a second record.",
  "unknown-key": "An entry disables a key that is not listed for that record.",
} as const;

export type LogRefusalReason = keyof typeof LOG_REFUSALS;

/** Which rule a log broke, and at which line, from 1. */
export interface LogRefusal {
  readonly reason: LogRefusalReason;
  readonly line: number;
}
