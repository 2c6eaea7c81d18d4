import { message } from "../message.ts";

/** What the directory says of an office, in a word, and the evidence behind the word. */
export const trust = {
  verified: message("Verified"),
  "not-listed": message("Not listed"),
  suspended: message("Suspended"),
  "directory-behind": message("Directory behind"),

  says: {
    verified: message<{ count: number }>(
      "{count, plural, one {The one device of this office is listed, now.} =2 {Both devices of this office are listed, now.} other {All # devices of this office are listed, now.}} Nothing else is meant.",
    ),
    /** Some are listed, and some are not any more. */
    verifiedSome: message<{ count: number; of: number }>(
      "{count} of {of} devices of this office {count, plural, one {is} other {are}} listed, now. Nothing else is meant.",
    ),
    signedFor: message(
      "No device of this office is in the directory yet. One was signed for by a colleague, and may be used until then.",
    ),
    "not-listed": message(
      "No device of this office is in the directory. Nothing is encrypted for it, and nothing that it sends counts.",
    ),
    suspended: message(
      "No device of this office is in use: each was reported, or its key was taken out. It receives nothing. Reach the office another way.",
    ),
    "directory-behind": message(
      "Another office names a later entry than the ones held here. What stands here is as of the entry below; Parley is asking for the later ones.",
    ),
  },

  rows: {
    device: message("Device"),
    since: message("Since"),
    signed: message("Listed in, signed by"),
    words: message("Words"),
    directory: message("Directory"),
    head: message("Head"),
    confirmed: message("Confirmed"),
    card: message("Contact card"),
  },
  device: message<{ n: number }>("Device {n}"),
  deviceHere: message("this device"),
  listedIn: message<{ n: number; signers: string }>("Entry {n}: {signers}"),
  officers: message<{ count: number; names: string }>(
    "{count, plural, one {officer} other {officers}} {names}",
  ),
  ownPoc: message<{ state: string }>("{state}’s own PoC"),
  cosigner: message<{ state: string; level: string }>("{state}’s {level}"),
  alone: message<{ officers: string }>("{officers} alone"),
  /** The officers take the first record of a State in; the State signs from the next entry on. */
  aloneFirst: message<{ officers: string }>("{officers}, as the first of its State"),
  notKnown: message("signed by the officers"),

  state: {
    suspended: message("Suspended"),
    disabled: message<{ n: number; day: string }>("Key taken out in entry {n}, {day}"),
    reported: message<{ why: string; by: string; at: string }>(
      "Reported {why} by {by}, {at}: receives nothing, and nothing that it sends counts",
    ),
    signedFor: message<{ by: string; until: string }>("Signed for by {by}, until {until}"),
    signedForShort: message("Signed for by a colleague"),
  },
  reasons: {
    lost: message("lost"),
    stolen: message("stolen"),
    left: message("left by its holder"),
    replaced: message("replaced"),
  },

  showWords: message("Show words"),
  hideWords: message("Hide words"),
  wordsOf: message<{ device: string }>("Words of {device}"),
  wordsWhat: message("Compare them by telephone: the same twelve words stand on that device."),

  logNone: message("No directory received yet"),
  head: message<{ n: number; time: string; age: string }>(
    "Directory log {n}, head of {time} UTC, {age} old",
  ),
  headNone: message<{ n: number; time: string }>(
    "Directory log {n}, last entry of {time} UTC; no dated head received yet",
  ),
  headFresh: message("less than 1 min"),
  confirmedOn: message<{ day: string }>("by its State on {day}"),
  cardAsOf: message<{ day: string }>("Contact card as of {day}"),
  cardNone: message("No contact card"),
  cardNotHere: message("Contact card not here yet"),
  cardErased: message("Contact card erased"),
  open: message("Open the record"),
} as const;
