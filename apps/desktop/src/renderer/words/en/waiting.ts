import { message } from "../message.ts";

/** Words of waiting to be listed. */
export const waiting = {
  title: message("Waiting to be listed"),
  lead: message(
    "This device has asked the officers to add it to the directory. Until then it can read the directory and keep drafts; nothing is sent.",
  ),
  key: message("Key of this device"),
  keyHint: message(
    "An officer compares it with what they received. Say it by telephone if they ask; it is no secret.",
  ),
  account: message("Account"),
  deviceName: message("Device"),
  sheet: message("What happens"),
  stay: message("You may close Parley; this goes on."),
  track: {
    signedIn: message("Signed in with the account of the office"),
    keys: message("Keys made; they stay on this device"),
    asked: message("Listing request handed to the officers"),
    sign: message("An officer compares the key and signs the entry"),
    now: message("now"),
    receive: message("All clients receive the entry that lists this device"),
    within: message("within moments"),
  },
  drafts: {
    title: message("Write meanwhile"),
    text: message(
      "An incident notification can be prepared now. It is kept on this device; you sign it once the device is listed, and Home then shows it with “Go on”.",
    ),
    action: message("Prepare a notification"),
    none: message("No other office is listed yet, so there is nobody to address."),
    goOn: message<{ time: string }>("Go on with a draft"),
    goOnSaved: message<{ time: string }>("Go on with the draft saved {time}"),
  },
  long: message(
    "Takes long? Whoever prepares the exercise sees the request; ask them by telephone.",
  ),
} as const;
