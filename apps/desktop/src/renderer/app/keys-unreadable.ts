import type { SessionOpener } from "@parley/session";

/** The store with this device's keys for encryption does not open: damaged, or put back from another time. */
export class KeysUnreadable extends Error {
  override readonly name = "KeysUnreadable";
}

/** Tells a session that does not open from every other fault, so that a person reads what to do about it. */
export function namingKeys(sessions: SessionOpener): SessionOpener {
  return {
    signIn: (homeserver, user, password) => sessions.signIn(homeserver, user, password),
    open: async (options) => {
      try {
        return await sessions.open(options);
      } catch (cause) {
        throw new KeysUnreadable("the crypto store does not open", { cause });
      }
    },
  };
}
