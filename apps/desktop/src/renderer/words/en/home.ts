import { message } from "../message.ts";

/** Words of the first page: what needs a person, what goes on, drafts, clocks, this device. */
export const home = {
  title: message("What needs you now"),
  titleQuiet: message("Nothing needs you now"),
  moment: message<{ day: string; time: string; place: string }>("{day}, {time} in {place}"),
  newConsultation: message("New consultation"),
  addressed: message("Addressed to your office"),

  received: message<{ what: string; time: string }>("{what}, received {time}"),
  acknowledge: message("Acknowledge receipt"),
  reply: message("Open and reply"),
  seeHeld: message("See what to do"),
  askAck: message("Acknowledgement asked by"),
  askReply: message("Reply asked by"),
  noTime: message("No time asked"),
  passedAck: message("No acknowledgement received by the time requested"),
  passedReply: message("No reply received by the time requested"),
  today: message<{ time: string }>("{time} today"),
  heldSince: message("Held since"),
  heldTitle: message<{ title: string }>("Held: {title}"),
  heldAccount: message<{ count: number }>(
    "{count, plural, one {1 account without a place here} other {# accounts without a place here}}",
  ),
  heldOwn: message("waits for this office or device to be admitted"),
  heldSettings: message("the settings of the room changed"),
  heldAddressee: message("the office addressed has no listed device; nothing went there"),
  heldDirectoryOld: message("the directory is older than 72 hours; decide whether to go on"),
  heldServer: message("the homeserver does not take it now; nothing is lost"),
  heldNothing: message("nothing went there"),
  heldKept: message("kept in the outbox"),

  consultations: message("Consultations"),
  level: message("Your office reads this level only"),
  table: {
    with: message("With"),
    subject: message("Subject"),
    state: message("State"),
    asked: message("Time asked, here"),
    severity: message("Severity"),
  },
  fresh: message<{ count: number }>("{count} new"),
  askedReply: message("reply"),
  askedAck: message("acknowledgement"),
  noneAsked: message("None asked"),
  was: message<{ time: string }>("Was {time}"),
  severity: message<{ code: number; label: string }>("{code} {label}"),
  opening: message("Opening notification on its way"),
  noSubject: message("Subject not shown by this version"),

  empty: {
    title: message("No consultation yet"),
    text: message(
      "An incident notification opens one. Only the office you choose and your own receive what is said in it.",
    ),
    listed: message<{ count: number }>(
      "{count, plural, =0 {No other office is listed yet. Offices appear as soon as the directory lists them.} one {One other office is listed.} other {# other offices are listed.}}",
    ),
  },

  drafts: message("Drafts"),
  draft: {
    notification: message("Incident notification"),
    update: message("Update of a notification"),
    reply: message("Reply"),
    note: message("Note"),
    to: message<{ to: string }>("to {to}"),
    nobody: message("to nobody yet"),
    saved: message<{ time: string }>("saved {time}"),
    goOn: message("Go on"),
    what: message<{ what: string; to: string }>("{what} {to}"),
    ownOnly: message("Kept on this device only"),
  },

  capitals: message("Capitals now"),
  utcNow: message<{ time: string }>("{time} UTC"),
  you: message("you"),
  capitalLine: message<{ state: string; time: string }>("{state}, now {time}"),
  capitalHint: message("Line: now. Mark: time requested."),

  device: message("This device"),
  outbox: message("Outbox"),
  outboxLine: message<{ held: number; queued: number }>("{held} held, {queued} queued"),
  outboxEmpty: message("Nothing waits"),
  link: message("Link"),
  directory: message("Directory"),
  key: message("Key"),

  disabled: {
    title: message("This device’s key was taken out of the directory"),
    text: message(
      "What was received stays readable. Nothing can be signed or sent from here. If you did not ask for this, telephone an officer of the directory. To work on, sign this device out, set it up anew, and ask an officer to list it.",
    ),
  },

  ack: {
    title: message<{ state: string }>("Acknowledge receipt to {state}?"),
    text: message<{ state: string; own: string }>(
      "This tells {state} that a person at {own} has read the act. It concedes nothing, and promises no reply.",
    ),
    stays: message("It is signed by your office, and stays."),
    read: message("Read it first"),
    notNow: message("Not now"),
    action: message("Acknowledge"),
    working: message("Signing"),
    close: message("Close"),
  },
} as const;
