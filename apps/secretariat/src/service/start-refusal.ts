import type { JournalRefusal } from "@parley/session/node-durable";
import type { StoreRefusal } from "@parley/storage";

/** Why the service does not start, with a sentence for whoever starts it. */
export interface StartRefusal {
  readonly reason: StartReason;
  readonly text: string;
}

export type StartReason =
  /** The network file is missing, or is none. */
  | "network"
  /** The sign-in file is missing, or is none. */
  | "sign-in"
  | "key"
  | "in-use"
  | "wrong-key"
  | "damaged"
  | "newer"
  | "full"
  | "older-copy"
  | "other-root"
  | "account"
  | "unreachable"
  | "port";

/** Least free bytes of the disk of the service's folder: below it nothing is begun. */
export const ROOM_BYTES: number = 16 * 1024 * 1024;

const SENTENCES: Readonly<Record<StartReason, string>> = {
  network: "The network file of the service's folder cannot be used.",
  "sign-in":
    "The service has no account yet, and sign-in.json is missing or not in order: `init service` makes it.",
  key: "The key of the service is missing while its store is there. Without it the store stays closed: bring the key back, or follow “When the store is lost” in README.md of apps/secretariat.",
  "in-use": "This folder is in use: another service runs on it. Stop that one first.",
  "wrong-key": "This is not the key of the service's store.",
  damaged:
    "The service's store is damaged. Follow “When the store is lost” in README.md of apps/secretariat; an older copy must not be put in its place.",
  newer: "The service's store was written by a newer version of Parley.",
  full: "The disk of the service's folder has less than 16 MB left. Make room, then start again.",
  "older-copy":
    "The service's store is older than the counter beside its key says: a copy was put back. Its keys must not be used again. Follow “When the store is lost” in README.md of apps/secretariat.",
  "other-root": "The service's store belongs to another directory than the network file names.",
  account:
    "The homeserver does not let the service sign in: its account is closed, or the password of sign-in.json is not its own.",
  unreachable: "The homeserver does not answer as one, or not at all.",
  port: "The service's desk cannot listen on this port.",
};

export function startRefusal(reason: StartReason, text: string = SENTENCES[reason]): StartRefusal {
  return { reason, text };
}

export function ofStore(refusal: StoreRefusal): StartRefusal {
  return startRefusal(refusal === "closed" ? "in-use" : refusal);
}

export function ofJournal(refusal: JournalRefusal): StartRefusal {
  return startRefusal(refusal === "unwritable" ? "full" : refusal);
}
