import { message } from "../message.ts";

/** Words of the frame around every screen. */
export const app = {
  name: message("Parley"),
  skip: message("Skip to content"),
  main: message("Main"),
  exercise: message("EXERCISE EXERCISE EXERCISE"),
  exerciseText: message("This is not a real incident"),
  utc: message("UTC"),
  here: message("here"),
  notListed: message("Waiting to be listed"),
  keyDisabled: message("Key disabled"),

  link: {
    connecting: message("Connecting"),
    connected: message("Connected"),
    connectedSince: message<{ time: string }>("Connected since {time} UTC"),
    away: message("Not connected"),
    awaySince: message<{ time: string; seconds: number }>(
      "Not connected since {time} UTC; next try {seconds, plural, =0 {now} one {in one second} other {in # seconds}}",
    ),
    signedOut: message("Signed out by the server"),
    retry: message("Try now"),
  },
  directory: {
    ageing: message("Directory ageing"),
    ageingText: message(
      "The service has dated no newer head for a day. What is listed goes on working.",
    ),
    old: message("Directory old"),
    oldText: message(
      "The newest dated head is more than 72 hours old. Each consultation asks whether to go on.",
    ),
    behind: message("Directory behind"),
    behindText: message("Another office names a later entry. Parley is asking for it."),
  },

  rail: {
    home: message("Home"),
    directory: message("Directory"),
    toSign: message<{ count: number }>("{count} to sign"),
    open: message("Consultations"),
    needs: message<{ count: number }>(
      "{count, plural, one {1 matter needs you} other {# matters need you}}",
    ),
    unread: message<{ count: number }>("{count} new"),
  },

  themes: {
    label: message("Theme"),
    system: message("As the system"),
    light: message("Light"),
    dark: message("Dark"),
    contrast: message("High contrast"),
  },
  menu: message("Settings and ways out"),
  singleKeys: message("Single-key shortcuts"),
  keys: message("Keyboard"),
  ways: message("Leaving"),
  lockNow: message("Lock now"),
  lockMenu: message("Lock the vault"),
  signOut: message("Sign out"),
  quit: message("Close Parley"),

  stays: {
    title: message("You are still here: what you typed could not be stored"),
    text: message(
      "Leaving would have lost it, so it stands here as you typed it. Make room on the disk, then try again; or discard it.",
    ),
    again: message("Try to leave again"),
  },
  draftRefused: message("The draft could not be stored"),
  gone: {
    title: message("This consultation is not here any more"),
    text: message("Choose another one at the left."),
    home: message("Go to Home"),
  },
  draftGone: {
    title: message("This draft is not here any more"),
    text: message("It was sent or discarded."),
  },

  alarms: {
    region: message("Notices about this device"),
    directory: {
      title: message("A directory log was refused"),
      text: message<{ reason: string; line: number }>(
        "{reason} (Line {line}.) The directory held before goes on counting; nothing of the refused one is used. Tell whoever runs the directory.",
      ),
      shorter: message(
        "It is shorter than the one held here: entries that were there are missing.",
      ),
      forked: message("It differs from the one held here in entries that both have."),
      retry: message("Ask again"),
    },
    splitView: {
      title: message("Another office names another directory than yours"),
      text: message<{ n: number }>(
        "Something that arrived names a directory that differs from yours, which has entry {n} as its last. What it says is not taken in. Compare the numbers of both directories with an officer by telephone.",
      ),
    },
    copy: {
      title: message("This looks like a restored copy of this device"),
      text: message(
        "Two acts of this device carry one number, so an older copy of its data was put back or runs elsewhere. Nothing is signed until you decide. If the other copy is still in use, go on there and sign out here.",
      ),
      action: message("Go on from here"),
      dialog: message("Go on from this copy?"),
      what: message(
        "Acts signed from here on count as a new start of this device. Both earlier acts stay visible to the other offices, marked as two at the same point.",
      ),
      only: message(
        "Do this in one place only, and only if no other copy of this device is in use.",
      ),
    },
    setBack: {
      title: message("An older copy of this device’s data was put back"),
      text: message(
        "The homeserver shows acts or notes of this device that are not in this copy. Those that can be read are here again; other acts, notes and drafts from after the copy may be missing. Ask the other offices what they have. A device that is set up anew is safer than a copy.",
      ),
    },
    disk: {
      title: message("This device cannot store anything now"),
      text: message(
        "Nothing is sent or acknowledged until it can, so that nothing is lost. Make room on the disk; Parley goes on by itself.",
      ),
      damaged: message(
        "A value on this device does not verify. Nothing is sent or acknowledged. Close Parley and put back a backup of its folder.",
      ),
      newer: message(
        "A newer version of Parley has written what is kept here. Nothing is sent or acknowledged. Start that version.",
      ),
      closed: message(
        "Another window or program took over what is kept here. Close it, then start Parley again.",
      ),
    },
    signedOut: {
      title: message("The server has ended this sign-in"),
      text: message(
        "Nothing can be sent or received any more; everything here stays readable. If you did not expect it, telephone whoever operates the homeserver. To work on, sign out here and set the device up anew.",
      ),
    },
  },
} as const;
