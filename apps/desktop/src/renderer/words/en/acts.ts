import { message } from "../message.ts";

/** Words of the sheets that signed acts are set on, and of times and offices wherever they are named. */
export const acts = {
  office: message<{ state: string; level: string }>("{state}, {level}"),
  level: {
    technical: message("Technical PoC"),
    policy: message("Policy PoC"),
    senior: message("Senior PoC"),
  },
  levelName: {
    technical: message("Technical level"),
    policy: message("Policy level"),
    senior: message("Senior level"),
  },
  /** Inside a sentence. */
  levelIn: {
    technical: message("technical level"),
    policy: message("policy level"),
    senior: message("senior level"),
  },
  exercise: message("EXERCISE"),
  check: message("COMMUNICATION CHECK"),
  severity: message<{ code: number; label: string }>("Severity {code}, {label}"),
  and: message<{ first: string; last: string }>("{first} and {last}"),
  title: message<{ parties: string; subject: string }>("{parties}: {subject}"),

  notification: message<{ stage: string }>("Incident notification: {stage}"),
  notificationAny: message("Incident notification"),
  replyAny: message("Reply"),
  officeAdded: message("Office added"),
  officeRemoved: message("Office removed"),
  officesChanged: message("Change of offices"),
  deviceSignedFor: message("A colleague’s new device signed for"),
  deviceTakenBack: message("A device no longer signed for"),
  unknownKind: message("Act of a newer version"),
  markingUnknown: message("Marking not readable: treat as TLP:RED"),

  timeThere: message<{ time: string; place: string }>("{time} {place}"),

  field: {
    type: message("Type (RSIT)"),
    status: message("Status"),
    detected: message("Detected"),
    started: message("Started"),
    ended: message("Ended"),
    flags: message("Malicious / cross-border"),
    states: message("States affected"),
    sectors: message("Sectors"),
    scope: message("Scope of effect"),
    severity: message("Severity"),
    outlook: message("Outlook, next 6 hours"),
    cause: message("Root cause"),
    territory: message("Link to the recipient’s territory"),
    summary: message("Observed"),
    measures: message("Measures taken"),
    publicStatus: message("Public status"),
    conditions: message("Conditions"),
    redirect: message("Competent authority or other channel"),
    office: message("Office"),
    device: message("Device"),
    key: message("Key"),
    disclosure: message("Who else may know"),
    files: message("Files"),
  },
  flags: message<{ malicious: string; crossBorder: string }>("{malicious} / {crossBorder}"),
  notStated: message("not stated"),
  rsit: message<{ group: string; type: string }>("{group}: {type}"),
  nationalSeverity: message<{ words: string; state: string }>("{words} (scale of {state})"),
  productSeverity: message<{ code: number; label: string }>("{code}\u00a0{label}"),
  filesNamed: message<{ count: number }>(
    "{count, plural, one {One file is named} other {# files are named}}; this version does not show files",
  ),

  ask: {
    request: message("Request to recipient:"),
    ack: message("Acknowledgement requested by"),
    reply: message("Reply requested by"),
    revert: message("A further reply is intended by"),
    wish: message("A wish, not a duty."),
  },
  answer: {
    answered: message("Answered"),
    partly: message("Partly answered"),
    declined: message("Declined"),
    later: message("Later"),
  },
  showAll: message<{ count: number }>("Show all {count} fields"),
  showMain: message("Show the main fields"),

  standing: {
    opening: message("Being set up"),
    openingSays: message(
      "The room is being made; then the opening act is signed and sent. Others see nothing before it arrives.",
    ),
    notSent: message("Not sent yet"),
    notSentSays: message("The opening act waits on this device and goes by itself."),
    updateNotSentSays: message("The update waits on this device and goes by itself."),
  },
  headline: {
    draft: message("Being written"),
    closed_agreed: message("Closed, agreed"),
    withdrawn: message("Withdrawn"),
    closed_separate: message("Closed separately"),
    paused: message("Paused"),
    closing: message("Closing proposed"),
    stepping_down: message("Step down proposed"),
    facilitation_proposed: message("Facilitation proposed"),
    proposal_open: message("Proposal open"),
    raise_proposed: message("Raise proposed"),
    moved: message("Goes on elsewhere"),
    facilitated: message("In consultation, facilitated"),
    in_consultation: message("In consultation"),
    holding: message("Holding reply"),
    declined: message("Noted or declined"),
    acknowledged: message("Acknowledged"),
    transmitted: message("Transmitted"),
    delivered: message("Delivered"),
    lapsed: message("Time requested has passed"),
  },
  headlineSays: {
    delivered: message("A device has it. No person has acknowledged yet."),
    lapsed: message("A reply is welcome at any time."),
  },

  stepReason: {
    R_NOTHING_TO_ACK: message("You have acknowledged everything that was received here."),
    R_LEVEL: message("This step is not taken at the level of your office."),
    R_POWER: message("Your office does not hold the power for this step."),
    R_KEY: message(
      "This device is no longer listed. To sign again, ask an officer of the directory to list a new device.",
    ),
    R_HELD: message("Sending is held here. The consultation says why, and what can be done."),
    R_MODE: message("This step does not fit the mode of this channel."),
    R_NO_LINE: message(
      "There is no line to the Secretariat’s service yet. It is made by itself as soon as this device is connected; try again then.",
    ),
    R_NO_COLLEAGUE: message("Your State has listed nobody at policy level."),
  },
  noEffect: {
    "key-disabled": message(
      "Its key has since been disabled, and nobody else had signed for having it before.",
    ),
  },
  refusal: {
    notNow: message("This step is not open now. Look at the consultation again."),
    incomplete: message("Something is missing or does not fit. It is marked beside its field."),
    notListed: message(
      "This device is not in the directory, so nothing can be signed. What you wrote is kept.",
    ),
    restoredCopy: message(
      "This looks like a restored copy of another device. Nothing is signed until you say which one counts.",
    ),
    tooLarge: message(
      "The text is too long to be sent as one. Shorten it; it is kept as it stands.",
    ),
    tooLate: message("It has left this device already, so it cannot be changed or taken back."),
    unknown: message("It is not here any more. Nothing was sent."),
    stale: message(
      "Another entry of the directory came first, so this one is sent anew by the officers. Nothing was signed.",
    ),
    notYours: message(
      "The record of your office does not let it do this. Nothing was signed or sent.",
    ),
    disk: message(
      "This device could not store it, so nothing was sent. Make room on the disk, then try again.",
    ),
  },
} as const;
