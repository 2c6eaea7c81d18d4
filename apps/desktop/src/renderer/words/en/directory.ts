import { message } from "../message.ts";

/** Words of the directory: its States, one record, one's own record and devices, and what waits for a signature. */
export const directory = {
  title: message("Directory"),
  search: message("State, code or office"),
  level: message("Level"),
  levels: {
    all: message("All"),
    policy: message("Policy"),
    technical: message("Technical"),
    senior: message("Senior"),
  },
  states: message("States"),
  count: message<{ count: number }>(
    "{count, plural, =0 {No State} one {1 State} other {# States}}, alphabetical",
  ),
  found: message<{ count: number }>(
    "{count, plural, =0 {No State fits} one {1 State fits} other {# States fit}}",
  ),
  you: message<{ office: string }>("{office} (you)"),
  notPoint: message("no contact point listed"),
  without: message<{ count: number }>(
    "{count, plural, one {1 State} other {# States}} without a contact point listed",
  ),
  officeNamed: message<{ level: string; title: string }>("{level}, {title}"),

  now: {
    time: message<{ time: string; says: string }>("{time}, {says}"),
    open: message("office hours"),
    closed: message("closed"),
    duty: message("duty desk"),
    holiday: message("public holiday"),
  },

  none: {
    title: message("No office fits"),
    text: message(
      "Search by the name of a State, its code of two letters, or the title of an office.",
    ),
  },
  alone: {
    title: message("No other office is listed yet"),
    text: message(
      "Offices appear here as soon as the directory lists them. Nothing has to be done for it.",
    ),
  },
  empty: {
    title: message("No directory received yet"),
    text: message(
      "It comes over the line to the Secretariat’s service. Until it is here, nobody’s identity can be shown.",
    ),
  },
  rightSide: message("Record"),
  choose: {
    title: message("Choose an office"),
    text: message(
      "Its record shows which devices are listed, who signed for them, and how to reach it.",
    ),
  },
  gone: {
    title: message("This record is not in the directory"),
    text: message("Choose another one at the left."),
  },

  over: message<{ state: string; level: string; kind: string }>("{state}, {level}, {kind}"),
  kinds: {
    office: message("office"),
    duty: message("duty desk"),
    person: message("person"),
    service: message("service"),
  },
  openConsultation: message("Open consultation"),
  cannotOpen: {
    own: message("This is your own office."),
    ownState: message("Offices of your own State are added inside a consultation."),
    level: message<{ level: string; own: string }>(
      "This office works at {level}, yours at {own}. A consultation is opened at one’s own level.",
    ),
    trust: message("No device of this office receives anything now. Reach it by telephone."),
    power: message("Your office does not open consultations. Another office of your State does."),
    listing: message("This device is not in the directory, so it can open nothing."),
    service: message("The Secretariat’s service is no party to consultations."),
  },

  hours: {
    title: message("Hours there"),
    office: message<{ from: string; to: string; zone: string }>("Office {from} to {to}, {zone}."),
    opensIn: message<{ length: string }>("Opens in {length}."),
    closesIn: message<{ length: string }>("Closes in {length}."),
    ruler: message<{ state: string; time: string; says: string }>("{state}, now {time}, {says}"),
    outOfHours: message("Out of hours"),
    days: message("Working days"),
    range: message<{ first: string; last: string }>("{first} to {last}"),
    everyDay: message("Every day"),
    noDays: message("None given"),
    holiday: message("Next holiday"),
    local: message<{ state: string }>(
      "Clock of {state}’s capital. Its office hours stand in the contact card.",
    ),
    localExercise: message<{ state: string }>(
      "Clock of exercise State {state}. Its office hours stand in the contact card.",
    ),
  },
  reach: {
    title: message("Reach"),
    telephone: message("Telephone"),
    telephoneN: message<{ n: number }>("Telephone {n}"),
    telephoneNamed: message<{ number: string; label: string }>("{number}, {label}"),
    mailbox: message("Role mailbox"),
    languages: message("Languages"),
    deputies: message("Deputies"),
    deputiesNone: message("None named"),
    notGiven: message("Not given"),
    none: {
      title: message("No contact card"),
      text: message("This office has given none. Its devices are listed all the same."),
    },
    "not-here": {
      title: message("The contact card is not here yet"),
      text: message(
        "The directory names one. It comes over the line to the Secretariat’s service; Parley is asking for it.",
      ),
    },
    erased: {
      title: message("The contact card was erased"),
      text: message("The office asked for it. The record and its devices stay listed."),
    },
  },
  may: {
    title: message<{ state: string }>("May do for {state}"),
    powers: {
      open: message("Open"),
      answer: message("Answer"),
      raise: message("Raise level"),
      close: message<{ level: string }>("Close at {level}"),
      clear: message("Clear for release"),
      directory: message("Sign for the directory"),
    },
    other: message<{ power: string; office: string }>("{power}: {office}"),
    nobody: message<{ power: string }>("{power}: nobody"),
  },

  own: {
    title: message("Your record"),
    colleague: message<{ state: string }>("A record of {state}"),
    current: message<{ last: string; due: string }>(
      "Last confirmed {last}; confirmation is asked for by {due}.",
    ),
    soon: message<{ last: string; due: string }>(
      "Last confirmed {last}; confirmation is asked for by {due}. A look and one press are enough.",
    ),
    past: message<{ last: string; due: string }>(
      "Last confirmed {last}; confirmation was asked for by {due}. It is welcome at any time, and nothing stops working without it.",
    ),
    seen: message("Your State and the Secretariat see this, nobody else."),
    confirm: message("Confirm record"),
    changeCard: message("Change the contact card"),
    deputy: message("Name a deputy"),
    successor: message("Hand over to a successor"),
    other: message("Ask the Secretariat something else"),
    next: message("Who acts next"),
  },

  confirmDialog: {
    title: message("Confirm this record?"),
    text: message<{ office: string }>(
      "You say that the record of {office} is right as it stands: office, level, devices and contact card.",
    ),
    next: message(
      "It goes to the Secretariat over your line. Two officers sign the date, then your State’s PoCs who sign for the directory are asked here. The date changes when it is published.",
    ),
    back: message("Not now"),
    action: message("Confirm"),
  },

  wish: {
    deputy: {
      title: message("Name a deputy"),
      text: message(
        "A deputy gets a record, a ticket and devices of their own, so that nobody shares a key. Write who it is to be, and from when.",
      ),
      label: message("Who, at which office, and from when"),
      next: message(
        "An officer of the Secretariat telephones you, then invites the deputy with a ticket. When the deputy has said the twelve words, two officers sign, and you are asked here: “Your State adds a PoC: sign?”",
      ),
    },
    successor: {
      title: message("Hand over to a successor"),
      text: message(
        "The successor gets a record, a ticket and devices of their own; your keys are never handed on. Write who it is, and the day of the change. CBM 8 asks for a notice within 30 days of it.",
      ),
      label: message("Who, and from which day"),
      next: message(
        "An officer telephones you, then invites the successor with a ticket. Two officers and your State sign the new record. Your own devices are taken out on the day that you name, at once and for good.",
      ),
    },
    other: {
      title: message("Ask the Secretariat"),
      text: message("For anything about your record that has no button of its own."),
      label: message("What you ask for"),
      next: message("An officer reads it and telephones you, or answers over the line."),
    },
    required: message("Write a few words; an officer acts on them."),
    long: message<{ most: number }>("Shorten it to {most, number} bytes."),
    private: message("It goes encrypted to the Secretariat’s service, to nobody else."),
    back: message("Not now"),
    action: message("Send to the Secretariat"),
    close: message("Close"),
  },

  /** What was asked of the Secretariat, and who acts next. */
  asked: {
    confirm: message("Confirmation of the record"),
    card: message("New contact card"),
    deputy: message("A deputy"),
    successor: message("Hand-over to a successor"),
    other: message("A question to the Secretariat"),
    sent: message<{ time: string }>("sent {time}"),
    waits: message<{ time: string }>("written {time}, goes when there is a connection"),
    next: {
      confirm: message(
        "Next: two officers sign the date, then your State’s PoCs who sign for the directory are asked here.",
      ),
      card: message(
        "Next: two officers sign its hash, then your State’s PoCs who sign for the directory are asked here. Until it is published, others see the card of before.",
      ),
      deputy: message("Next: an officer telephones you, then invites the deputy with a ticket."),
      successor: message(
        "Next: an officer telephones you, then invites the successor with a ticket.",
      ),
      other: message("Next: an officer reads it and telephones you."),
    },
    done: message("It was sent to the Secretariat"),
  },

  card: {
    title: message("Change the contact card"),
    lead: message(
      "Others see it beside your record. It travels encrypted and is kept sealed; the directory holds only its hash, so it can be erased for good.",
    ),
    office: message("Title of the office"),
    officeHint: message("As others know it, for example “National CSIRT”."),
    unit: message("Unit or task"),
    optional: message("if there is one"),
    optionalMany: message("if there are any"),
    telephone: message<{ n: number }>("Telephone {n}"),
    telephoneLabel: message<{ n: number }>("What telephone {n} is for"),
    telephoneHint: message("With country code, for example +43 1 000 0000; “Duty desk, 24/7”"),
    addTelephone: message("Add a telephone"),
    remove: message("Remove"),
    mailbox: message("Role mailbox"),
    languages: message("Languages"),
    otherLanguages: message("Other languages"),
    otherLanguagesHint: message("As codes, separated by commas, for example: uk, pl"),
    zone: message("Time zone"),
    zoneHint: message("Of the IANA list, for example Europe/Vienna"),
    days: message("Working days"),
    from: message("Office hours from"),
    to: message("Until"),
    outOfHours: message("Out of hours"),
    holidays: message("Holidays"),
    holidaysHint: message("Days as YYYY-MM-DD, separated by commas"),
    deputies: message("Deputies named"),
    deputiesHint: message("One per line; a role says as much as a name."),
    problems: message<{ count: number }>(
      "{count, plural, one {1 field does not fit yet.} other {# fields do not fit yet.}}",
    ),
    problem: {
      required: message("This is needed."),
      time: message("Write a time as hh:mm, for example 08:00."),
      same: message(
        "Office hours that begin and end at one time are none. For day and night: 00:00 to 24:00.",
      ),
      language: message("Write languages as codes of two or three letters, for example: uk, pl"),
      zone: message("This is no time zone of the IANA list."),
      date: message("Write days as YYYY-MM-DD, for example 2026-12-24."),
      phone: message("Write the number with its country code, for example +43 1 000 0000."),
      mailbox: message("Write it as name@domain."),
      long: message("This is longer than a card holds. Shorten it."),
      many: message("A card does not hold so many. Leave some out."),
    },
    back: message("Back to the record"),
    action: message("Propose this card"),
    kept: message("What you type stays here until Parley is locked or closed."),
    next: message(
      "It goes to the Secretariat over your line. Two officers sign its hash, then your State’s PoCs who sign for the directory are asked here.",
    ),
  },

  devices: {
    one: message<{ device: string; office: string }>("{device}, {office}"),
    report: message("Report lost or stolen"),
    dialog: message<{ device: string }>("Report {device} as out of your hands?"),
    dialogHere: message("Report this very device as out of your hands?"),
    what: message(
      "From now on it counts as suspended on every device that hears this: it receives no keys, and nothing that it sends counts. That is at once, without officers.",
    ),
    forGood: message(
      "It cannot be undone. The officers then take its key out of the log for good, and it never comes back: if the device turns up again, it is set up anew with new keys.",
    ),
    here: message(
      "You are using this device. After this you can read here what is here, and sign and send nothing more.",
    ),
    history: message(
      "What it received before stays on it, sealed under its passphrase. Whoever has both can read it.",
    ),
    reason: message("What happened"),
    reasons: {
      lost: message("Lost"),
      stolen: message("Stolen"),
      left: message("Its holder has left the office"),
      replaced: message("Replaced by another device"),
    },
    back: message("Not now"),
    action: message("Report it now"),
    close: message("Close"),
    done: message("Reported"),
    doneText: message(
      "It is suspended here already, and on every device that hears it. If you are not connected now, telephone the Secretariat as well.",
    ),
    next: message(
      "The officers of the directory take the key out of the log next; the entry is shown to all. Nothing more has to be done here.",
    ),
    newDevice: message(
      "A further device gets a ticket of its own: ask the Secretariat for it. Your State is asked here to sign for it.",
    ),
  },

  signFor: {
    open: message("Sign for a new device"),
    title: message<{ office: string }>("Sign for a new device of {office}?"),
    lead: message(
      "For when a device has to be replaced and no officer is at hand. Your signature lets the new device take part in the consultations that you share, for 30 days; all parties see it. The officers list it afterwards.",
    ),
    request: message("Request of the new device"),
    requestHint: message(
      "Your colleague finds it on the new device, behind “Words for this colleague”.",
    ),
    noRequest: message(
      "This is not the request of a device. Paste all of it, from brace to brace.",
    ),
    other: message("This request is for another office’s account."),
    compare: message(
      "Telephone your colleague on a number that you know. The same twelve words stand on the new device. If one differs, do not sign.",
    ),
    words: message("Words of the new device"),
    where: message<{ count: number }>(
      "{count, plural, =0 {You share no consultation with this office, so there is nothing to sign.} one {It is signed in the one consultation that you share.} other {It is signed in the # consultations that you share.}}",
    ),
    back: message("Not now"),
    action: message("Sign for it"),
    close: message("Close"),
    done: message("Signed"),
    doneText: message(
      "The new device receives keys from each party that has read this, and what is written from then on. For consultations that begin later, sign again with the same request. Ask the officers to list it within 30 days.",
    ),
  },

  sign: {
    list: message("To be signed by your State"),
    title: {
      admit: message<{ office: string }>("Your State adds {office}: sign?"),
      list: message<{ office: string }>("A device is added to {office}: sign?"),
      disable: message<{ office: string }>("A device of {office} is taken out: sign?"),
      card: message<{ office: string }>("The contact card of {office} changes: sign?"),
      conf: message<{ office: string }>("The record of {office} is confirmed: sign?"),
      other: message<{ state: string }>("A change of {state}’s records: sign?"),
    },
    lead: {
      admit: message<{ state: string }>(
        "Your signature lets this office speak for {state} from these devices. Sign only what you know of.",
      ),
      list: message<{ office: string }>(
        "Your signature lets one more device speak for {office}. Sign only what you know of.",
      ),
      disable: message(
        "The device receives nothing and counts for nothing from then on. Its key never comes back.",
      ),
      other: message(
        "Your signature lets the officers publish this change. Sign only what you know of.",
      ),
    },
    a: {
      technical: message("a Technical PoC"),
      policy: message("a Policy PoC"),
      senior: message("a Senior PoC"),
    },
    kinds: {
      office: message("Office"),
      duty: message("Duty desk"),
      person: message("Person"),
      service: message("Service"),
    },
    officers: message<{ count: number; names: string }>(
      "{count, plural, one {officer} other {officers}} {names}",
    ),
    noPowers: message("Nothing"),
    stale: message(
      "Another entry was published meanwhile, so this proposal follows an older one. The officers send it anew; nothing has to be done here.",
    ),
    what: message("What is signed"),
    whatWas: message("What was proposed"),
    row: {
      entry: message("Entry"),
      state: message("State"),
      level: message("Level"),
      kind: message("Kind"),
      powers: message("May"),
      record: message("Record"),
      account: message("Account"),
      from: message("Valid from"),
      confirmed: message("Confirmed"),
      holder: message("Holder"),
      card: message("Contact card"),
      wait: message("Wait before a reset"),
      at: message("Written"),
      signed: message("Signed by"),
      needed: message("Still needed"),
      office: message("Office"),
      title: message("Title"),
      unit: message("Unit or task"),
      holidays: message("Holidays"),
      key: message("Key"),
      operation: message("Operation"),
    },
    cardNew: message("A new one, as proposed on this device; its hash is signed"),
    cardUnknown: message(
      "A new one; its hash is signed. The card itself comes here when it is published: ask whoever proposed it what it says.",
    ),
    cardErased: message("Erased: the record names none any more"),
    cardSame: message("Unchanged"),
    hours: message<{ hours: number }>("{hours, plural, one {1 hour} other {# hours}}"),
    needed: message<{ count: number; state: string }>(
      "{count, plural, =0 {Nothing more} one {1 signature of {state}} other {# signatures of {state}}}",
    ),
    noOfficer: message("no officer yet"),
    compare: message("Compare with your colleague by telephone"),
    compareText: message(
      "Telephone your colleague by a number that you know, and ask for the words under “Words for this colleague” on the new device. If one differs, do not sign, and telephone the Secretariat.",
    ),
    device: message<{ n: number }>("Device {n}"),
    action: message("Sign"),
    decline: message("Decline"),
    working: message("Signing"),
    back: message("Back to the directory"),
    signed: {
      title: message("Signed"),
      text: message(
        "Your signature goes to the Secretariat over your line. As soon as all signatures are there, the officers publish the entry, and it counts for everyone.",
      ),
    },
    declined: {
      title: message("Not signed"),
      text: message(
        "The Secretariat is told that your State does not sign this. Nothing changes in the directory. If the proposal surprised you, telephone the Secretariat.",
      ),
    },
    gone: {
      title: message("This proposal is not here any more"),
      text: message("It was signed, withdrawn, or another entry took its place."),
    },
    declineDialog: {
      title: message("Decline to sign?"),
      text: message(
        "The Secretariat is told that your State does not sign this. It needs no reason, and can be proposed again.",
      ),
      back: message("Go back"),
    },
  },

  need: {
    sign: message("Look and sign"),
    signWhat: message("Asked by the Secretariat’s officers"),
    signNote: message("nothing counts before your State signs"),
    confirm: message("Look at the record"),
    confirmTitle: message("Your record: a yearly look"),
    confirmWhat: message("Your record in the directory"),
    confirmBy: message("Confirmation asked for by"),
    written: message("Proposed"),
  },

  change: {
    title: message("Latest changes"),
    row: message<{ what: string; n: number; signers: string }>(
      "{what}, entry {n}, signed by {signers}",
    ),
    rowPlain: message<{ what: string; n: number }>("{what}, entry {n}"),
    admitted: message<{ office: string }>("{office}: taken in"),
    listed: message<{ office: string }>("{office}: device listed"),
    disabled: message<{ office: string }>("{office}: key of a device taken out"),
    card: message<{ office: string }>("{office}: contact card changed"),
    confirmed: message<{ office: string }>("{office}: record confirmed"),
    reset: message<{ state: string }>("{state}: reset by the officers"),
    headkey: message("Key of the dated head replaced"),
    root: message("Officers of the directory changed"),
    reported: message<{ office: string; why: string }>("{office}: device reported {why}"),
  },

  alarm: {
    unsigned: {
      title: message("The directory changed your State’s records without your State’s signature"),
      text: message<{ n: number; day: string }>(
        "Entry {n} of {day}. Officers alone may take a key out, or reset a State after a wait. If your State did not ask for it, telephone the Secretariat with the number from your own list, and tell your colleagues.",
      ),
      look: message("Look at the record"),
    },
    reset: {
      title: message<{ state: string }>("The officers have reset {state}"),
      text: message<{ state: string; n: number; until: string }>(
        "Entry {n}. From {until} on, {state}’s present PoCs count no longer, and new ones can be taken in without their signature. Until then nothing changes.",
      ),
      textNow: message<{ state: string; n: number; until: string }>(
        "Entry {n}, in effect since {until}. {state}’s PoCs of before count no longer. Ask {state} by telephone who its PoCs are.",
      ),
      own: message(
        "This is your own State. If it did not ask for this, telephone the Secretariat now, with the number from your own list: there is time until then.",
      ),
    },
    old: {
      title: message("Your directory is old"),
      text: message<{ head: string; age: string }>(
        "The newest dated head is of {head}, {age} old. What has changed since is not known here. In each consultation you decide whether to go on with it; what was listed then goes on working.",
      ),
      none: message(
        "No dated head has come yet. In each consultation you decide whether to go on with the directory as it is here.",
      ),
    },
    waiting: {
      title: message<{ state: string }>("Entries that rest on a reset of {state} wait"),
      text: message<{ state: string; until: string }>(
        "They are not taken up before {until}. Until then {state}’s PoCs of before go on counting here.",
      ),
    },
  },
} as const;
