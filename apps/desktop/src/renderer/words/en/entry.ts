import { message } from "../message.ts";

/** Words of the way in: the passphrase, unlocking, and what can be in the way. */
export const entry = {
  brand: message("Parley"),
  notSignedIn: message("Not signed in"),
  locked: message("Locked"),
  notOpen: message("Not open"),
  desktop: message("Desktop client"),
  build: message<{ version: string }>("Parley {version}"),
  starting: message("Starting"),

  passphrase: {
    title: message("Choose a passphrase"),
    lead: message(
      "It locks this device’s keys, drafts and everything received here. You type it whenever Parley starts.",
    ),
    field: message("Passphrase"),
    hint: message<{ least: number }>(
      "At least {least} characters. Four words or more that do not belong together are good. Not sent anywhere.",
    ),
    again: message("Once more"),
    different: message("The two do not match yet. Type it once more."),
    tooShort: message<{ least: number; now: number }>(
      "{least} characters are needed; these are {now}.",
    ),
    empty: message("A passphrase is needed."),
    action: message("Lock with this passphrase"),
    working: message("Locking. This takes a few seconds; that is on purpose."),
    lost: {
      title: message("Nobody can recover it"),
      text: message(
        "Not the Secretariat, not the operator, not a colleague. Without it, what this device keeps stays locked, and the office sets up a new device.",
      ),
    },
    advice: {
      repeats: message("Few different characters: easier to guess than its length suggests."),
      guessable: message(
        "Well-known words or rows of keys are tried first. Other words are better.",
      ),
      oneWord: message("A single word. Three more words make it far harder to guess."),
    },
    keychainAway: message(
      "This system offers no keychain, so the passphrase alone protects what is kept here. Choose a long one.",
    ),
    refused: {
      title: message("The vault could not be written"),
      kept: message(
        "An earlier vault that cannot be opened today is still there, and it is not written over. Restart the computer, then start Parley again.",
      ),
      disk: message("Make room on the disk, then try again. Nothing was changed."),
    },
  },

  unlock: {
    title: message("Vault locked"),
    lead: message(
      "Keys are out of memory. No message, name or contact on this disk can be read without the passphrase.",
    ),
    silent: {
      title: message("Parley cannot ring while the vault is locked"),
      text: message(
        "Messages wait, encrypted, at the server; senders read “not delivered there yet”. Telephones are not affected.",
      ),
    },
    field: message("Passphrase"),
    hint: message("Opening takes a few seconds; that is on purpose."),
    action: message("Open the vault"),
    working: message("Opening"),
    wrong: message<{ times: number }>(
      "{times, plural, one {This passphrase did not open the vault.} other {This passphrase did not open the vault either.}}",
    ),
    wait: message<{ seconds: number }>(
      "{seconds, plural, one {One more second before the next try.} other {# more seconds before the next try.}}",
    ),
    lostQuestion: message("Passphrase lost? This device can be set up anew."),
    lostAction: message("How it works"),
  },

  capsLock: message("Caps Lock is on."),
  show: message("Show what is typed"),
  hide: message("Hide what is typed"),
  close: message("Close"),

  anew: {
    title: message("Set up this device anew?"),
    what: message(
      "The vault of this device is removed. Drafts, queued messages and everything received here can then never be read again, by nobody.",
    ),
    after: message(
      "The device then joins anew: with a new ticket from the officers, new keys, and a call. Colleagues and other offices keep what they have.",
    ),
    back: message("Go back"),
    action: message("Remove and set up anew"),
  },

  opening: {
    title: message("Opening"),
    lead: message("Reading what this device keeps. The connection is made after that."),
  },
  leaving: {
    lock: message("Locking"),
    signOut: message("Signing out"),
    quit: message("Closing"),
    lead: message("What is being written is finished first."),
  },

  noNetwork: {
    title: message("A network file is needed"),
    lead: message(
      "This version works in exercises. A file says which homeserver and which directory it belongs to; the account comes with a ticket.",
    ),
    releaseTitle: message("This Parley belongs to no network"),
    releaseLead: message(
      "A release carries inside which homeserver and which directory it belongs to. Without that it connects nowhere.",
    ),
    none: message(
      "Parley was started without one. Start it with --network and the path of the file, or with the command of the exercise.",
    ),
    noneInside: message("This one carries nothing of the kind."),
    unreadable: message(
      "The file cannot be read. Look whether it is there and may be read by you.",
    ),
    tooLarge: message(
      "The file is larger than a network file ever is. Look whether it is the right one.",
    ),
    notJson: message("The file is not JSON. Ask whoever gave it to you for a new one."),
    shape: message(
      "The file does not hold exactly what a network file holds. Ask whoever gave it to you for a new one.",
    ),
    homeserver: message(
      "The homeserver in the file is neither https nor on this machine. Parley does not connect to it.",
    ),
    server: message("The server’s name in the file is no Matrix server name."),
    root: message(
      "The trust root in it is none that this version reads. Without one nothing can be verified.",
    ),
    again: message("Correct the file, close Parley, and start it again."),
    releaseAgain: message("Install Parley from where your State gets it, and start it again."),
  },

  unreadable: {
    title: message("The vault cannot be opened today"),
    lead: message("It is still there, and nothing in it was changed."),
    keychainAway: message(
      "It is wrapped by this system’s keychain, which does not answer. Log in to the desktop session in which the vault was made, then try again.",
    ),
    keychainOther: message(
      "It is wrapped by another keychain: that of another machine or another user. Start Parley where the vault was made.",
    ),
    damaged: message(
      "The file is damaged. If there is a backup of Parley’s folder, put it back and try again.",
    ),
    file: message(
      "The system does not let it be read. Look at the permissions of Parley’s folder, then try again.",
    ),
    newer: message("A newer version of Parley made it. Start that version."),
    again: message("Try again"),
    orAnew: message("If none of this helps, the device can be set up anew."),
    anew: message("Set up anew"),
  },

  stopped: {
    title: message("Parley could not go on"),
    damaged: message(
      "A value on this device was changed outside Parley, or is damaged. If there is a backup of Parley’s folder, put it back. Nothing unverified is shown.",
    ),
    wrongKey: message(
      "The vault opened, but its key does not fit what is kept here: vault and data come from different times. Put back a backup that holds both.",
    ),
    full: message("There is no room on the disk. Make room, then try again. Nothing was lost."),
    closed: message(
      "Another window or program took over what is kept here. Close it, then try again.",
    ),
    newer: message("What is kept here comes from a newer version of Parley. Start that version."),
    otherRoot: message(
      "This device was set up under another trust root than the one this Parley belongs to. Start the Parley that it was set up with, or use another profile.",
    ),
    cryptoStore: message(
      "The keys with which this device encrypts cannot be opened: they were changed outside Parley, or are damaged. Nothing was sent. If there is a backup of Parley’s folder, close Parley, put the whole folder back, and start again.",
    ),
    orAnew: message(
      "Without a backup, the device can be set up anew: with a new ticket and new keys, and an officer lists it again.",
    ),
    unexpected: message(
      "Something happened that Parley was not built for. What was stored before stays stored. Try again; if it comes back, tell whoever looks after Parley.",
    ),
    again: message("Try again"),
  },
} as const;
