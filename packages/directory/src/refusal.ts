/** Why a directory log was refused, each with a sentence for a person of the operating staff. */
export const LOG_REFUSALS = {
  "not-json": "A line is not an entry written in the one allowed form.",
  "too-large": "An entry is larger than 8,192 bytes.",
  schema: "An entry has missing, unknown or ill-formed fields.",
  "unknown-op": "An entry asks for something that this version does not know.",
  "wrong-root":
    "An entry belongs to another directory or another trust root than the one in force.",
  "chain-broken":
    "An entry does not follow the one before it: something was taken out, added or reordered.",
  signature: "A signature beside an entry does not hold, stands twice, or stands out of order.",
  "too-few-officers": "An entry is signed by fewer officers than the trust root asks for.",
  "removed-officer": "An entry is signed by someone who is no longer an officer.",
  "foreign-signer":
    "An entry is signed by a key that may not sign it: neither an officer's nor one that speaks for the State.",
  "state-signature":
    "An entry on a State's records does not carry as many signatures of that State as it needs.",
  "reset-waits": "An entry rests on a reset of a State whose waiting time had not passed.",
  "reset-not-open": "An entry rests on a reset that is not the open one of its State.",
  "reset-open": "A reset of this State is open already.",
  "new-officers": "A new trust root is signed by fewer of its own officers than it asks for.",
  "root-skipped": "A new trust root does not follow the one in force.",
  "wrong-mode": "A record of an exercise State stands in a real directory, or the reverse.",
  "service-of-state": "A service of the Secretariat is listed under a State.",
  "unknown-state": "An entry resets a State that has no records.",
  "unknown-record": "An entry changes a record that was never admitted, or that a reset has ended.",
  "duplicate-record": "A record is admitted a second time.",
  "duplicate-device": "A record names one device twice.",
  "too-many-devices": "A record would list more than eight devices.",
  "duplicate-key": "A key is listed a second time, or for a second purpose.",
  "key-returned": "A key that was taken out is listed again.",
  "account-bound-twice": "An account is bound to a second record.",
  "unknown-key": "An entry disables a key that is not listed for that record.",
} as const;

export type LogRefusalReason = keyof typeof LOG_REFUSALS;

/** Which rule a log broke, and at which line, from 1. */
export interface LogRefusal {
  readonly reason: LogRefusalReason;
  readonly line: number;
}
