import { message } from "../message.ts";

/** Words of the way in: signing in, the passphrase, unlocking, and what can be in the way. */
export const entry = {
  brand: message("Parley"),
  notSignedIn: message("Not signed in"),
  locked: message("Locked"),
  notOpen: message("Not open"),
  desktop: message("Desktop client"),
  build: message<{ version: string }>("Parley {version}"),
  starting: message("Starting"),

  steps: {
    signIn: message("Sign in"),
    signInDetail: message("The account of your office"),
    passphrase: message("Choose a passphrase"),
    passphraseDetail: message("Locks what this device keeps"),
    listed: message("Be listed"),
    listedDetail: message("Officers add this device to the directory"),
  },

  signIn: {
    title: message("Sign in"),
    lead: message("The network operator sees that this account signs in. It cannot read anything."),
    homeserver: message("Homeserver"),
    homeserverHint: message("Fixed by the exercise. This client connects nowhere else."),
    account: message("Account"),
    passwordHint: message("Comes with the exercise."),
    action: message("Sign in"),
    working: message("Signing in"),
    cancel: message("Cancel"),
    wrongPassword: {
      title: message("The server did not accept the password of this account"),
      text: message(
        "Nothing was set up. Ask whoever prepared the exercise for a new exercise file, then start Parley with it.",
      ),
    },
    unreachable: {
      title: message("The homeserver does not answer"),
      text: message(
        "Look whether the network and the homeserver of the exercise are running, then sign in again. Nothing was set up yet.",
      ),
    },
    notAHomeserver: {
      title: message("There is no Matrix homeserver at this address"),
      text: message(
        "Something answers there, but not in the way a homeserver does. Ask whoever prepared the exercise whether the address is right.",
      ),
    },
    accountClosed: {
      title: message("This account has been closed"),
      text: message(
        "Whoever operates the homeserver closed it. Ask them for another account and a new exercise file.",
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
      text: message("Make room on the disk, then sign in again."),
    },
  },

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
      "The device signs in with new keys and waits to be listed like a new one. Colleagues and other offices keep what they have.",
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

  noExercise: {
    title: message("An exercise file is needed"),
    lead: message(
      "This version works in exercises. It takes the homeserver, the account and the trust root from a file.",
    ),
    none: message(
      "Parley was started without one. Start it with --exercise and the path of the file, or with the command of the exercise.",
    ),
    unreadable: message(
      "The file cannot be read. Look whether it is there and may be read by you.",
    ),
    tooLarge: message(
      "The file is larger than an exercise file ever is. Look whether it is the right one.",
    ),
    notJson: message("The file is not JSON. Ask whoever prepared the exercise for a new one."),
    shape: message(
      "The file does not hold exactly what an exercise file holds. Ask whoever prepared the exercise for a new one.",
    ),
    homeserver: message(
      "The homeserver in the file is neither https nor on this machine. Parley does not connect to it.",
    ),
    account: message("The account in the file is no full Matrix user id."),
    paths: message(
      "Request and log in the file have to be absolute paths, each to a file of its own.",
    ),
    again: message("Correct the file, close Parley, and start it again."),
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
      "This device was set up under another trust root than the exercise file names. Start Parley with the file it was set up with, or with another profile.",
    ),
    cryptoStore: message(
      "The keys with which this device encrypts cannot be opened: they were changed outside Parley, or are damaged. Nothing was sent. If there is a backup of Parley’s folder, close Parley, put the whole folder back, and start again.",
    ),
    orAnew: message(
      "Without a backup, the device can be set up anew: it signs in with new keys, and an officer lists it again.",
    ),
    unexpected: message(
      "Something happened that Parley was not built for. What was stored before stays stored. Try again; if it comes back, tell whoever looks after Parley.",
    ),
    again: message("Try again"),
  },
} as const;
