import { message } from "../message.ts";

/** Words of the consultation: its head, log, state panel and composer. */
export const consultation = {
  back: message("Home"),
  openedBy: message<{ state: string }>("opened by {state}"),
  you: message<{ name: string }>("{name} (you)"),
  inRoom: message("In this room"),
  accountsNotListed: message<{ count: number }>(
    "{count, plural, one {1 account not listed} other {# accounts not listed}}",
  ),
  parties: message<{ count: number }>("{count} parties"),

  log: {
    label: message("Acts and notes"),
    empty: message("Nothing has been said here yet."),
    notes: message("Notes: informal, not a State’s position"),
    room: message("This room"),
    fresh: message("New"),
    belowActs: message<{ count: number }>(
      "{count, plural, one {1 new act below} other {# new acts below}}",
    ),
    belowNotes: message<{ count: number }>(
      "{count, plural, one {1 new note below} other {# new notes below}}",
    ),
    belowHold: message("Sending is held: why, and what can be done, is below"),
    belowBoth: message<{ acts: number; notes: number }>(
      "{acts, plural, one {1 new act} other {# new acts}} and {notes, plural, one {1 note} other {# notes}} below",
    ),
    goLast: message("Go to the last"),
    writtenAt: message<{ time: string }>("author’s clock {time}"),
    takeBack: message("Take the note back"),
    takeBackOpening: message("Take it back to the drafts"),
  },

  act: {
    place: message<{ n: number; of: number }>("Act {n} of {of}"),
    number: message<{ n: number }>("act {n}"),
    repliesTo: message<{ n: number }>("replies to act {n}"),
    unsigned: message("Not signed yet: it is signed when its room exists"),
    uncounted: message("not counted"),
    updates: message<{ n: number }>("updates act {n}"),
    repliesToUnknown: message("replies to an act that is not here"),
    draftOf: message<{ office: string }>("To be signed by {office}"),
    sentBy: message<{ office: string }>("Sent by {office}"),
    signedBy: message<{ office: string }>("Signed by {office}"),
    signedByYou: message("Signed by your office"),
    signedByColleague: message<{ office: string }>("Signed by {office}, your State"),
    why: message("Verified: why"),
    whyNot: message<{ trust: string }>("{trust}: why"),
    disabled: message("Key since disabled"),
    acknowledgedBy: message<{ states: string; time: string }>("Acknowledged by {states} {time}"),
    noEffect: message("Kept and shown, without effect."),
    fork: message("Two acts with one predecessor."),
    forkMore: message<{ state: string }>(
      "Both are kept; nobody is said to be at fault. {state} can settle it with a new act.",
    ),
    newer: message<{ office: string }>(
      "This version cannot read this act, so it has no effect here. Below is its plain text, unsigned, as {office} sent it. Update to act on it.",
    ),
  },

  why: {
    title: message("Verified: why"),
    signature: message("Signature"),
    signatureValue: message("Valid, over the exact bytes of act"),
    key: message("Key"),
    keyListed: message<{ state: string; entry: number; n: number }>(
      "Act key of a device of {state}, listed in entry {entry}; still enabled in log {n}",
    ),
    keyDisabled: message<{ state: string; entry: number }>(
      "Act key of a device of {state}, listed in entry {entry}; disabled since",
    ),
    keyNotListed: message<{ state: string }>("Of {state}, as the act says; not in your directory"),
    keyBehind: message<{ state: string; entry: number }>(
      "Act key of a device of {state}, listed in entry {entry}; your directory is behind",
    ),
    directory: message("Directory"),
    directoryValue: message<{ head: number; n: number; at: string }>(
      "{head} when signed, {n} here; head of {at}",
    ),
    past: message("Past"),
    pastValue: message("Complete: nothing before this act is missing"),
    times: message("Times"),
    timesValue: message<{ author: string; here: string }>(
      "Author’s clock {author}, received here {here}; neither decides order or validity",
    ),
    shown: message("Can be shown"),
    shownValue: message("A signed act can be shown to others as proof of who said it"),
  },

  delivery: {
    queued: message("Queued on this device"),
    sending: message("Being sent"),
    held: message("Held on this device, not sent"),
    sent: message<{ time: string }>("Sent {time}"),
    delivered: message<{ states: string; time: string }>(
      "Delivered to a device of {states} {time}",
    ),
    notYet: message<{ states: string; time: string }>(
      "Not delivered to {states} yet; sent {time}. It is delivered when a device there connects.",
    ),
  },

  room: {
    directory: message("Directory:"),
    foreign: message<{ account: string }>(
      "An account that no party named is in this room: {account}.",
    ),
    foreignNow: message("It receives no keys. Sending is held; below is what can be done."),
    foreignGone: message("It received no keys. Sending is not held now."),
    unreadable: message<{ count: number }>(
      "{count, plural, one {1 message could not be read here.} other {# messages could not be read here.}}",
    ),
    unreadableMore: message(
      "Encrypted before this device was known, or by a device that is not listed. Acts are asked for and sent again by themselves; ask for a note to be written again.",
    ),
    missing: message<{ count: number }>(
      "Something is missing here: {count, plural, one {1 act} other {# acts}} asked for.",
    ),
    missingMore: message("What builds on it is not counted yet. You can go on."),
    refused: message<{ count: number }>(
      "{count, plural, one {1 message was not taken in.} other {# messages were not taken in.}}",
    ),
    more: message("Further messages were not taken in, and are not counted."),
    refusedMore: message(
      "Nothing counts that is not taken in. If you expected something, ask for it by telephone.",
    ),
    reason: {
      shield: message("The sender or its key is not what it claims to be."),
      "device-not-listed": message("Sent by a device that is not in the directory."),
      "record-not-in-roster": message("Sent by an office that is no member of this channel."),
      "directory-forked": message(
        "Its sender names another directory than yours under one number. Compare the numbers with an officer by telephone.",
      ),
      "record-not-listed": message("It names an office that is not in the directory."),
      "state-not-party": message("It names an office of a State that is no party here."),
      "state-without-record": message("It names no office of one of the parties."),
      twice: message("It names one office twice."),
      "reader-not-in-roster": message("It does not name your office."),
      "second-opening": message("It would open this channel a second time."),
      "opening-without-effect": message("It opens nothing by the rules that all parties keep."),
      "too-many": message(
        "More of this kind came in here than is kept on this device. Tell the operator of the homeserver.",
      ),
      plaintext: message("It was not encrypted."),
    },
  },

  panel: {
    label: message("State of the consultation"),
    acts: message<{ count: number }>(
      "from {count, plural, one {1 signed act} other {# signed acts}}",
    ),
    held: message("The state does not change because of the hold."),
    notSent: message("Not sent yet"),
    sent: message("Transmitted"),
    delivered: message("Transmitted, delivered"),
    acknowledged: message("Acknowledged"),
    replied: message("In consultation"),
    holding: message("Holding reply"),
    afterAck: message("after a person has read it"),
    afterReply: message("after a reply"),
    requests: message("What was asked, and said to it"),
    asked: message<{ title: string; n: number }>("{title}, act {n}"),
    askedBy: message<{ state: string }>("Asked by {state}"),
    waiting: message("No reply yet"),
    reply: {
      none: message("Not acknowledged yet"),
      acknowledged: message("Acknowledged"),
      holding: message("Will revert"),
      answer: message("Replied"),
      conditions: message("Accepts with conditions"),
      accept: message("Accepts"),
      counter: message("Counter-proposal"),
      decline: message("Takes note, or declines"),
      withdraw: message("Took its part back"),
    },
    ackBy: message("Acknowledgement requested by"),
    replyBy: message("Reply requested by"),
    revertBy: message<{ state: string }>("{state} intends to revert by"),
    elapsed: message<{ gone: string; whole: string }>("{gone} of {whole}; a wish, not a duty"),
    elapsedOwn: message<{ gone: string; whole: string }>("{gone} of {whole}; stated by itself"),
    elapsedSpoken: message<{ gone: string; whole: string }>("{gone} of {whole} have passed"),
    ackPassed: message("No acknowledgement received by the time requested."),
    replyPassed: message("No reply received by the time requested."),
    revertPassed: message<{ state: string }>(
      "The time that {state} named has come; nothing further was received.",
    ),
    welcome: message("A reply is welcome at any time."),

    may: message("What you may do now"),
    mayLater: message("More as soon as the opening act has left this device."),
    mayNothing: message("Nothing is asked of your State at present. You can write a note."),
    mayNot: message<{ count: number }>(
      "{count, plural, one {1 step is} other {# steps are}} not possible now: why",
    ),
    heldSteps: message("What you sign now waits on this device until the hold ends."),
    capitals: message("Both capitals now"),
    capitalsMany: message("Capitals now"),
    capitalLine: message<{ state: string; time: string }>(
      "{state}: now {time} in a day of 24 hours",
    ),
    utcNow: message<{ time: string }>("{time} UTC"),
    members: message("In this channel"),
    membersHeld: message("Who would receive keys"),
    devices: message<{ level: string; count: number }>(
      "{level}; {count, plural, =0 {no listed device} one {1 listed device} other {# listed devices}}",
    ),
    devicesYou: message<{ level: string; count: number }>(
      "{level} (you); {count, plural, =0 {no listed device} one {1 listed device} other {# listed devices}}",
    ),
    account: message<{ account: string }>("Account {account}"),
    accountNothing: message("receives nothing"),
    invited: message("Invited, has not joined yet. What you send waits and is delivered then."),
    absent: message("Not in the room yet. What you send waits and is delivered then."),
    unlisted: message<{ count: number }>(
      "{count, plural, one {1 device is} other {# devices are}} not in the directory: {count, plural, one {it gets} other {they get}} nothing; sending goes on.",
    ),
    operator: message("The homeserver’s operator sees who is in the room, not what is said."),
  },

  step: {
    "T04.ack": message("Acknowledge receipt"),
    "T04.answer": message("Reply"),
    "T04.holding": message("Holding reply"),
    "T04.decline": message("Take note, or decline"),
    "T04.counter": message("Counter-proposal"),
    "T04.accept": message("Accept"),
    "T04.conditions": message("Accept with conditions"),
    T02: message("Notify a further incident"),
    update: message("Update the notification"),
    addOffice: message<{ office: string; rec: string }>("Add {office} ({rec})"),
    removeOffice: message<{ office: string; rec: string }>("Remove {office} ({rec})"),
    roster: message("Change the offices of your State"),
    onAct: message<{ step: string; n: number }>("{step} to act {n}"),
    /** Where the table's sentence would name offices, and there are none to name. */
    powerNobody: message("Your office does not hold the power for this step."),
    powerNames: message<{ names: string }>(
      "Your office does not hold the power for this step. {names} of your State may take it.",
    ),
    level: message<{ levels: string }>("This step is taken at {levels} level."),
    mode: {
      real: message("This channel is for real incidents only."),
      exercise: message("This channel is for exercise only."),
      check: message("This channel is for communication checks only."),
    },
    held: message("Held: see below what can be done."),
    levels: {
      technical: message("technical"),
      policy: message("policy"),
      senior: message("senior"),
    },
  },

  composer: {
    note: message("Note"),
    informal: message<{ state: string }>("informal, not {state}’s position"),
    informalOwn: message("informal, no State’s position"),
    waitsHeld: message("waits in the outbox while held"),
    waitsKeys: message("waits in the outbox until keys are here"),
    write: message<{ to: string }>("Write to {to}"),
    goOn: message("You can go on writing"),
    send: message("Send note"),
    queue: message("Add to outbox"),
    sendKey: message("Ctrl Enter"),
    saved: message("Saved as you type"),
    saving: message("Being saved"),
    notSaved: message("Not saved on this device: make room on the disk. The text stays here."),
    room: message<{ bytes: number; most: number }>("{bytes, number} of {most, number} bytes"),
    tooLong: message<{ over: number }>(
      "{over, number} bytes too long. Shorten it, or send it as two notes.",
    ),
    notYet: message("Notes can be sent as soon as the opening act has left this device."),
    act: message("Act"),
    formal: message("formal, signed by your office"),
    seenFirst: message<{ state: string }>("You see it as {state} will read it before you sign."),
    actHeld: message("can be prepared; waits in the outbox while held"),
    noAct: message("No formal step is asked of your State at present."),
    other: message("Other act"),
  },

  waiting: {
    room: message("The room is being set up. What you send is queued and goes by itself."),
    settings: message(
      "Waiting for the homeserver to say how this room is kept. What you send is queued and goes by itself.",
    ),
    "keys-unknown": message<{ offices: string }>("Waiting for the device keys of {offices}."),
    "not-in-room": message<{ offices: string }>(
      "The homeserver does not show {offices} in this room yet.",
    ),
    "other-keys": message<{ offices: string }>(
      "For {offices} the homeserver shows other device keys than the directory lists. Nothing is encrypted for those. Ask there, another way than this one, whether the device was set up anew.",
    ),
    goes: message("What you send is queued and goes by itself."),
  },

  hold: {
    account: message("Account"),
    since: message("In this room since"),
    namedBy: message("Named by"),
    nobody: message("no party"),
    listedFor: message("Listed for"),
    setting: message("Setting"),
    settingNames: {
      version: message("The room’s version"),
      algorithm: message("How it is encrypted"),
      historyVisibility: message("Who may read what was said before"),
      joinRule: message("Who may join"),
    },
    waits: message<{ count: number }>(
      "{count, plural, =0 {Nothing of yours waits here.} one {1 item of yours waits on this device and goes by itself when the hold ends.} other {# items of yours wait on this device and go by themselves when the hold ends.}} You can go on writing.",
    ),

    notListed: message("Sending is held: an account that no party named is in this room"),
    notListedWhy: message<{ parties: string }>(
      "It is not in the list that {parties} signed, and not in the directory. Nothing went to it: keys go to named and listed devices only. There is no way to send past this hold.",
    ),
    notInRoster: message<{ office: string }>(
      "Sending is held: {office} is in this room, and no party named it here",
    ),
    notInRosterWhy: message<{ office: string; parties: string }>(
      "The directory lists the account for {office}, but {parties} have not made it a member of this channel. Nothing went to it. There is no way to send past this hold.",
    ),
    ownDevice: message("Sending is held: this device is not in the directory"),
    ownDeviceWhy: message(
      "Others would not read what it sends, so nothing leaves it. What you write is kept here.",
    ),
    ownOffice: message("Sending is held: your office is not a member of this channel"),
    ownOfficeWhy: message(
      "The list that the parties signed does not name it, so nothing leaves this device. What you write is kept here.",
    ),
    settings: message("Sending is held: a setting of this room was changed"),
    settingsWhy: message(
      "Parley fixed the setting when the room was made. It now reads differently, so nothing is sent into the room. What was said before stays as it is.",
    ),

    addressee: message<{ office: string }>(
      "Sending is held: no device of {office} is in use any more",
    ),
    addresseeWhy: message<{ office: string }>(
      "Each was reported as lost, or taken out of the directory, so nothing can be encrypted for {office}. What you wrote stays on this device, and goes by itself once {office} is listed with a device again.",
    ),
    askOfficerOther: message("Ask a directory officer what has changed"),
    askOfficerOtherMore: message(
      "The office may be getting a new device, or another office may take its place.",
    ),

    old: message("Sending is held: your directory is more than 72 hours old"),
    oldWhy: message(
      "The service has dated no newer head that came here. Who was listed then is known; what has changed since is not: a device may have been lost, or an office handed over. Nobody is said to be at fault.",
    ),
    oldEntry: message("Directory entry"),
    oldHead: message("As of"),
    oldAge: message("Age"),
    oldGoOn: message("You go on in this consultation"),
    oldGoOnMore: message(
      "Whatever was listed then goes on working, here only. It is your decision, and needs no reason; a newer directory replaces it by itself.",
    ),
    oldAction: message<{ day: string }>("Go on with the directory as of {day}"),
    oldAsk: message("Wait for a newer directory, or telephone the Secretariat"),
    oldAskMore: message("It comes by itself over your line. The hold ends by itself then."),
    anotherOld: message(
      "By telephone, with the number from your own list. Ask whether anything has changed there.",
    ),

    server: message("Sending is held: the homeserver does not take what is sent here"),
    serverWhy: message(
      "It was refused for good, and is asked again from time to time. Nothing is lost: it stays on this device, and is sent in order as soon as the server takes it.",
    ),
    heldSince: message("Held since"),
    tellOperator: message("Tell the operator of the homeserver"),
    tellOperatorMore: message(
      "Say since when. The hold ends by itself when the server takes it again.",
    ),

    askOperator: message("Ask the operator of the homeserver to remove the account"),
    askOperatorMore: message("Read out the name above. The hold ends by itself when it has left."),
    namesIt: message<{ state: string }>("{state} names it, if it is {state}’s"),
    namesItMore: message(
      "In a signed act, for an office that the directory lists. All parties see it, and the hold ends by itself.",
    ),
    youName: message("Name it, if your State wants it here"),
    youNameMore: message("In a signed act. All parties see it, and the hold ends by itself."),
    otherState: message<{ state: string }>("Consult {state} in a channel of its own"),
    otherStateMore: message<{ state: string }>(
      "{state} is no party here, and the parties of a channel never change.",
    ),
    another: message<{ state: string }>("Reach {state} another way"),
    anotherSetting: message(
      "By telephone, with the number from your own list. Agree on where to go on.",
    ),
    anotherMore: message(
      "By telephone, with the number from your own list. Agree on whether the account is known.",
    ),
    byTelephone: message("By telephone, with the number from your own list."),
    askOfficer: message("Call your directory officer"),
    askOfficerMore: message(
      "The listing request of this device is with the officers; the hold ends by itself when it is listed.",
    ),
    askColleague: message("Ask a colleague of your State who is a member to add your office"),
    askColleagueMore: message("In a signed act. The hold ends by itself when it arrives."),
    askReset: message("Ask the operator to set it back"),
    askResetMore: message("The hold ends by itself when it reads as before."),
    newChannel: message("Open a new consultation with the same States"),
    newChannelMore: message("A new room has the settings that Parley gives it."),
  },

  ack: {
    title: message<{ state: string }>("Acknowledge receipt to {state}?"),
    text: message<{ state: string; own: string; n: number }>(
      "This tells {state} that a person at {own} has read act {n}. It concedes nothing, and promises no reply.",
    ),
    stays: message("It is signed by your office, and stays."),
    notNow: message("Not now"),
    close: message("Close"),
    confirm: message("Acknowledge"),
  },
  change: {
    addTitle: message<{ office: string }>("Add {office} to this channel?"),
    addText: message<{ rec: string }>(
      "Its devices can read what is said from then on. All parties see this signed act. Record: {rec}.",
    ),
    removeTitle: message<{ office: string }>("Remove {office} from this channel?"),
    removeText: message<{ rec: string }>(
      "Its devices read nothing that is sent from then on; what it has stays with it. All parties see this signed act. Record: {rec}.",
    ),
    add: message("Sign and add"),
    remove: message("Sign and remove"),
  },
} as const;
