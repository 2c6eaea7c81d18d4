import { message } from "../message.ts";

/** Words of the dialogs before locking, signing out and closing. */
export const leave = {
  close: message("Close"),
  back: message("Go back"),
  waitsInOutbox: message<{ queued: number; held: number }>(
    "{queued, plural, =0 {} one {1 item is queued. } other {# items are queued. }}{held, plural, =0 {} one {1 item is held.} other {# items are held.}}",
  ),
  notStored: message(
    "This device could not store what was typed last; leaving now loses it. Go back, make room on the disk and try again, or write it down first.",
  ),
  quit: {
    title: message("Close Parley?"),
    kept: message(
      "They stay in the outbox of this device and are sent when Parley runs again and is unlocked. Until then nobody receives them.",
    ),
    action: message("Close Parley"),
    unkept: message("Close without keeping it"),
  },
  lock: {
    title: message("Lock the vault?"),
    what: message(
      "Keys leave memory. Parley does not receive and cannot ring until the passphrase is typed.",
    ),
    kept: message("What waits in the outbox is sent after unlocking."),
    action: message("Lock"),
    unkept: message("Lock without keeping it"),
  },
  signOut: {
    title: message("Sign this device out?"),
    what: message(
      "The keys of this device and everything kept here are removed: consultations, drafts, the outbox. Other offices keep what they have received.",
    ),
    lost: message("What waits in the outbox is not sent and cannot be restored."),
    drafts: message<{ count: number }>(
      "{count, plural, one {1 draft is removed, too.} other {# drafts are removed, too.}}",
    ),
    after: message("To work here again, the device signs in with new keys and is listed anew."),
    understood: message("Remove all of it from this device"),
    notStored: message("What was typed last could not be stored on this device; it is lost, too."),
    action: message("Sign out and remove"),
    unkept: message("Sign out and remove"),
  },
} as const;
