import { message } from "../message.ts";

/** Words of joining: the ticket, signing in, the twelve words, waiting, being verified, a key that was disabled. */
export const enrol = {
  join: message("Join the network"),
  close: message("Close"),
  back: message("Back"),

  steps: {
    ticket: message("Open the ticket"),
    ticketDetail: message("The officers sent it to your office"),
    ticketOpened: message("Ticket opened"),
    ticketOpenedDetail: message<{ office: string }>("{office}. Its trust root is this build’s."),
    passphrase: message("Choose a passphrase"),
    passphraseChosen: message("Passphrase chosen"),
    passphraseDetail: message("Locks what this device keeps"),
    signIn: message("Sign in"),
    signInDetail: message("With what the ticket brings"),
    signedIn: message("Signed in"),
    signedInDetail: message("Unlisted sign-ins ended, password replaced"),
    keys: message("Make keys"),
    keysMade: message("Keys made"),
    keysDetail: message("Device, act and seal keys; they stay here"),
    words: message("Say the words"),
    wordsDetail: message("To the officer, by telephone"),
    admission: message("Admission"),
    admissionDetail: message<{ k: number }>(
      "{k, plural, =1 {One officer signs} =2 {Two officers sign} =3 {Three officers sign} other {# officers sign}}",
    ),
    admissionWithColleague: message<{ k: number; state: string }>(
      "{k, plural, =1 {One officer signs} =2 {Two officers sign} =3 {Three officers sign} other {# officers sign}}, and a colleague of {state}",
    ),
    listed: message("Listed"),
    listedDetail: message("This device is verified; others can write"),
  },
  validUntil: message<{ here: string; utc: string }>("Ticket valid until {here} ({utc} UTC)."),
  pastValid: message<{ here: string; utc: string }>("Ticket was valid until {here} ({utc} UTC)."),

  ticket: {
    title: message("Open your ticket"),
    lead: message(
      "The officers of the directory sent your office a ticket. It is a small file, or a text. Whoever opens it first takes it, so open it on the machine that you will work with.",
    ),
    drop: message("Drop the ticket anywhere in this window"),
    ways: message("or choose its file, or paste its text with Ctrl V"),
    file: message("Ticket file"),
    choose: message("Choose the ticket file"),
    paste: message("Paste from the clipboard"),
    reading: message("Reading the ticket"),
    none: message("No ticket yet?"),
    noneText: message(
      "Tickets are made for Points of Contact that a participating State has nominated. Ask the officers of the directory, by the telephone number in the nomination document.",
    ),
    released: message("Let go to open it"),
    stays: message("It is read on this device. Nothing is sent before you go on."),
  },

  faults: {
    notATicket: {
      title: message("This is not a ticket"),
      text: message(
        "Look whether it is what the officers sent; the name of the file ends in .parley-ticket. If it is, it was damaged on the way: ask them to send it again.",
      ),
    },
    tooLarge: {
      title: message("This is too large to be a ticket"),
      text: message(
        "A ticket is a small file. Look whether you chose the one that the officers sent.",
      ),
    },
    otherRoot: {
      title: message("This ticket belongs to another network"),
      text: message(
        "It is signed under another trust root than the one in this Parley. Telephone an officer by the number in the nomination document, and ask which Parley the ticket is for. Install nothing that comes with a ticket.",
      ),
    },
    otherServer: {
      title: message("This ticket is for another server"),
      text: message<{ server: string }>(
        "This Parley connects to {server} and nowhere else. Ask the officers for a ticket for this server, or for the Parley that fits the ticket.",
      ),
    },
    edited: {
      title: message("This ticket was changed after it was signed"),
      text: message(
        "Do not use it. Telephone an officer by the number in the nomination document, say that the ticket arrived changed, and ask for a new one by another way.",
      ),
    },
    expired: {
      title: message("This ticket has expired"),
      text: message(
        "A ticket is valid for a week at most. Ask the officers for a new one. If the date of this computer is not right, set it and open the ticket again.",
      ),
    },
    log: {
      title: message("The directory in this ticket does not verify"),
      text: message(
        "A ticket brings the directory as it was when it was made, and this one does not follow from the trust root. Telephone an officer by the number in the nomination document, and ask for a new ticket.",
      ),
    },
    used: {
      title: message("This ticket has been used"),
      text: message(
        "The server takes it once. If it was not you on another device, somebody else opened it: telephone an officer now, by the number in the nomination document. Officers can end that sign-in at once, and make a new ticket. Nothing was signed in here.",
      ),
    },
    service: {
      title: message("This ticket is not for a desk"),
      text: message(
        "It was made for the Secretariat’s own service. Send it back to the officers and ask for the ticket of your office.",
      ),
    },
    file: {
      title: message("The file cannot be read"),
      text: message("Look whether it is still there and may be read by you, then choose it again."),
    },
    several: {
      title: message("One ticket at a time"),
      text: message("Several files arrived together. Drop or choose the one that is your ticket."),
    },
    clipboard: {
      title: message("There is no ticket in the clipboard"),
      text: message(
        "Copy the whole text of the ticket, from its first brace to its last, then paste again.",
      ),
    },
  },

  yours: {
    title: message("Is this your ticket?"),
    lead: message(
      "It is signed by an officer of the directory and fits this Parley. Go on only if it names your own office. Going on uses it up.",
    ),
    state: message("State"),
    office: message("Office"),
    level: message("Level"),
    valid: message("Valid until"),
    validTimes: message<{ here: string; utc: string }>("{here} on this computer, {utc} UTC"),
    left: message<{ left: string }>("{left} from now"),
    network: message("Network"),
    exercise: message("EXERCISE: nothing in it is a real incident"),
    real: message("Real: for real incidents"),
    server: message("Server"),
    both: message<{ first: string; second: string }>("{first} and {second}"),
    goOn: message("Go on with this ticket"),
    notMine: message("This is not mine"),
    next: message(
      "What follows: a passphrase, signing in, and a telephone call with an officer. It takes minutes; the directory lists the device when the officers have signed.",
    ),
    put: {
      title: message("The ticket was put aside, and nothing was used"),
      text: message(
        "If it names another office than yours, it went astray: telephone the officers and say so. They withdraw it and make new ones.",
      ),
    },
  },

  signing: {
    title: message("Signing in"),
    lead: message(
      "The server takes the ticket once. Sign-ins of devices that are not listed end, the account’s password is replaced by one that nobody knows, and this device makes its keys.",
    ),
    stopped: message(
      "Signing in stopped here. What was done so far is kept; it goes on from there.",
    ),
    again: message("Try again"),
    other: message("Open another ticket"),
    closing: message(
      "You may close Parley meanwhile; it goes on from here when it is opened next.",
    ),
    unreachable: {
      title: message("The homeserver does not answer"),
      text: message("Look whether this computer is connected to the network, then try again."),
    },
    notAHomeserver: {
      title: message("There is no Matrix homeserver at this address"),
      text: message(
        "Something answers there, but not in the way a homeserver does. Ask whoever looks after your network whether it stands between, then try again.",
      ),
    },
    accountClosed: {
      title: message("This account has been closed"),
      text: message(
        "The officers or the operator of the homeserver closed it. Telephone an officer, and ask for a new ticket.",
      ),
    },
    limited: {
      title: message("The homeserver asks to wait"),
      text: message<{ seconds: number }>(
        "Too many attempts reached it. {seconds, plural, one {Try again in one second} other {Try again in # seconds}}.",
      ),
    },
    store: {
      title: message("This device could not keep the account"),
      text: message("Make room on the disk, then try again."),
    },
  },

  bar: {
    notAdmitted: message<{ office: string }>("{office}, not yet admitted"),
    noLonger: message<{ office: string }>("{office}, key disabled"),
    verified: message<{ office: string }>("{office}, verified"),
  },

  words: {
    title: message("Say these twelve words to the officer"),
    lead: message(
      "The officer calls the number in your nomination document and types what you say; the tool compares. The officer does not see these words and never reads words to you.",
    ),
    list: message("Words of this device"),
    larger: message("Larger, on a page of its own"),
    largeTitle: message("Twelve words"),
    spell: message("Spell the words"),
    never: message(
      "Say them in this call only. They are no password; nobody asks for them in writing.",
    ),
    none: message("The words are made as soon as this device has signed in."),
  },

  spelling: {
    title: message("The words, letter by letter"),
    lead: message("If the line is bad, say the letters by these names."),
  },

  waiting: {
    title: message("Waiting for admission"),
    close: message("You may close Parley; this goes on."),
    now: message("now"),
    connecting: message("Connecting to the homeserver"),
    line: message("Opening the line to the Secretariat"),
    sending: message("Sending your keys to the Secretariat"),
    sent: message(
      "Your keys were sent to the Secretariat. Until admission the line is one-way: you can write, nothing comes back.",
    ),
    compare: message("An officer types the words you say; the tool compares"),
    officers: message<{ k: number; of: number }>(
      "{of, plural, =1 {The officer signs your record} other {{k, plural, =1 {One} =2 {Two} =3 {Three} other {#}} of {of, plural, =2 {two} =3 {three} =4 {four} =5 {five} other {#}} officers {k, plural, =1 {signs} other {sign}} your record}}",
    ),
    byHand: message("by hand, in office hours"),
    alone: message<{ state: string }>("{state} is new in the directory: no colleague has to sign"),
    colleague: message<{ state: string; office: string }>(
      "{state}’s {office} signs it too; {state} is already in the directory",
    ),
    colleagues: message<{ state: string; needed: number }>(
      "{needed, plural, one {A colleague} other {Two colleagues}} of {state} {needed, plural, one {signs} other {sign}} it too; {state} is already in the directory",
    ),
    forColleague: message<{ count: number }>(
      "{count, plural, one {Words for this colleague} other {Words for these colleagues}}",
    ),
    listed: message("All clients receive the entry that lists this device"),
    within: message("within minutes"),
    expired: {
      title: message("The time of the ticket has passed"),
      text: message(
        "Ask the officer by telephone whether admission goes on. If it does not, stop here and ask for a new ticket.",
      ),
    },
    meanwhile: message("Write a draft meanwhile"),
  },

  colleague: {
    title: message<{ state: string }>("Words for a colleague of {state}"),
    lead: message(
      "A colleague who is asked to sign sees these twelve words beside your device. Say them to that colleague, and to nobody else; the officer asks for the other ones.",
    ),
    list: message("Words for a colleague"),
    differ: message(
      "If one differs, the colleague does not sign, and you both telephone an officer.",
    ),
    request: message("Request of this device, for when no officer is at hand"),
    requestHint: message(
      "Copy all of it and give it to the colleague, who can then sign for this device in the consultations that you share. It holds no secret.",
    ),
  },

  stop: {
    question: message(
      "The officer’s tool finds a difference, or someone asks for the words another way?",
    ),
    action: message("Stop here"),
    title: message("Stop here?"),
    why: message(
      "A difference means that somebody stands between you and the Secretariat, or that a word was heard wrongly. Have the officer compare once more. If it stays, stop: nothing has been admitted, and nobody can write to you under this name.",
    ),
    what: message(
      "This device signs out, and its keys and everything kept here are removed. The ticket is used and does not open again.",
    ),
    drafts: message<{ count: number }>(
      "{count, plural, one {1 draft is removed, too.} other {# drafts are removed, too.}}",
    ),
    after: message(
      "Then telephone an officer by the number in your nomination document. They can make a new ticket at once.",
    ),
    back: message("Go back"),
    signOut: message("Sign out and remove"),
  },

  meanwhile: {
    title: message("Drafts until this device is listed"),
    lead: message(
      "An incident notification can be prepared now. It is kept on this device; you sign it once the device is listed, and Home then shows it with “Go on”.",
    ),
    toWords: message("Back to the words"),
    action: message("Prepare a notification"),
    none: message("No other office is listed yet, so there is nobody to address."),
    goOn: message<{ time: string }>("Go on with a draft"),
    goOnSaved: message<{ time: string }>("Go on with the draft saved {time}"),
  },

  verified: {
    title: message("You are verified"),
    lead: message<{ office: string }>(
      "The directory lists this device under {office}. Other offices can write to you, and you can sign.",
    ),
    what: message("What it rests on"),
    heard: message("An officer heard the words of this device from you"),
    signed: message<{ n: number }>("The officers signed entry {n} of the directory"),
    cosigned: message<{ n: number }>(
      "The officers and your State signed entry {n} of the directory",
    ),
    signedSomewhere: message("The officers signed an entry of the directory"),
    here: message("The entry was checked here, from this build’s trust root on"),
    password: message(
      "Keep the passphrase of this device; nobody can recover it. The account’s password is one that nobody knows, so there is nothing else to keep.",
    ),
    lost: message(
      "If the device is lost or stolen, telephone an officer or a colleague at once: one action takes its key out of use.",
    ),
    action: message("Go to the desk"),
  },

  noLonger: {
    disabled: {
      title: message("The key of this device was disabled"),
      lead: message(
        "The directory no longer lists this device. It can sign and send nothing any more, and it gets no new keys. What is here stays readable.",
      ),
      reasons: [
        message("A new device took its place, or you left the office."),
        message("It was reported lost or stolen: by you, a colleague or an officer."),
      ],
    },
    reported: {
      title: message("This device was reported lost or stolen"),
      lead: message(
        "Other offices give it no keys and believe nothing that it signs, from the report on. What is here stays readable.",
      ),
      reasons: [
        message("You, or a colleague of your State, said so in Parley."),
        message("The officers take its key out of the directory next."),
      ],
    },
    unlisted: {
      title: message("This device is no longer in the directory"),
      lead: message(
        "It was listed before. It can sign and send nothing now, and it gets no new keys. What is here stays readable.",
      ),
      reasons: [
        message(
          "The officers set the directory back for your State, so that it can name its Points of Contact anew.",
        ),
      ],
    },
    at: message<{ n: number; here: string; utc: string }>(
      "Entry {n} of the directory says so, signed {here} ({utc} UTC).",
    ),
    why: message("Why this happens"),
    unexpected: {
      title: message("You did not expect it?"),
      text: message(
        "Telephone an officer of the directory by a number that you know, and a colleague of your State. Do not use this device for anything confidential until it is clear.",
      ),
    },
    toWork: message(
      "To work on this machine again, ask an officer for a new ticket, then sign out here and open it.",
    ),
    after: message("Then a new ticket can be opened here; the officers make one on request."),
    look: message("Look at what is here"),
    signOut: message("Sign out and remove"),
  },
} as const;
