import {
  accept,
  fromBase64Url,
  refuse,
  toBase64Url,
  type Instant,
  type RecordId,
  type Result,
  type UserId,
} from "@parley/base";
import { makeSignKeyPair, randomBytes, type KeyPair } from "@parley/crypto";
import {
  appendEntry,
  keyIdOf,
  makeRoot,
  parseListingRequest,
  parseRoot,
  readLog,
  type DirectoryRecord,
  type ListingRequestRefusal,
  type Log,
  type LogRefusalReason,
  type Operation,
} from "@parley/directory";
import type { Office } from "./office.ts";

/** Why an office was not listed. */
export type AdmissionRefusal =
  | ListingRequestRefusal
  /** The request is from another account than the office was given. */
  | "other-account"
  /** The office is listed with another device; an exercise lists one device per office. */
  | "listed-already"
  | LogRefusalReason;

export const ADMISSION_REFUSAL_TEXT: {
  readonly [reason in ListingRequestRefusal | "other-account" | "listed-already"]: string;
} = {
  form: "The listing request cannot be read. Is the client of the same version?",
  proof: "The listing request is not signed by the key that it names.",
  "other-account": "The listing request comes from another account than this office has.",
  "listed-already": "This office is listed with another device. Start a new exercise.",
};

interface OfficerState {
  readonly root: string;
  readonly log: string;
  readonly publicKey: string;
  readonly secretKey: string;
}

/**
 * The one officer of an exercise: whoever asks with the account of an office is listed. A real officer calls
 * the number of the nomination document first; an exercise proves the machine, not the person.
 */
export class Officer {
  readonly #keys: KeyPair;
  readonly #now: () => Instant;
  #log: Log;

  private constructor(keys: KeyPair, now: () => Instant, log: Log) {
    this.#keys = keys;
    this.#now = now;
    this.#log = log;
  }

  /** A new trust root of mode exercise, and an empty log. `ready()` of crypto comes first. */
  static make(now: () => Instant): Officer {
    const keys = makeSignKeyPair();
    const root = makeRoot({ officers: [keys.publicKey], k: 1, mode: "exercise", at: now() });
    return Officer.#open(keys, now, root, "");
  }

  /** Goes on from the text of an earlier officer's `keep`. */
  static resume(kept: string, now: () => Instant): Officer {
    const { publicKey, secretKey, root, log } = JSON.parse(kept) as Partial<OfficerState>;
    const keys = [publicKey, secretKey].map((key) => fromBase64Url(key ?? ""));
    const [open, secret] = keys;
    if (open?.length !== 32 || secret?.length !== 64 || root === undefined || log === undefined) {
      throw new Error("the officer's file is broken; start a new exercise in another folder");
    }
    return Officer.#open({ publicKey: open, secretKey: secret }, now, root, log);
  }

  static #open(keys: KeyPair, now: () => Instant, rootText: string, logText: string): Officer {
    const root = parseRoot(rootText);
    if (!root.ok) throw new Error("the officer's trust root is broken");
    const log = readLog(root.value, logText);
    if (!log.ok) throw new Error(`the officer's log is broken: ${log.refusal.reason}`);
    return new Officer(keys, now, log.value);
  }

  get root(): string {
    return this.#log.root.text;
  }

  get log(): Log {
    return this.#log;
  }

  /** Everything that a later officer needs to go on, secret key included. */
  keep(): string {
    const kept: OfficerState = {
      root: this.root,
      log: this.#log.text,
      publicKey: toBase64Url(this.#keys.publicKey),
      secretKey: toBase64Url(this.#keys.secretKey),
    };
    return `${JSON.stringify(kept, null, 2)}\n`;
  }

  /** Lists an office with the device that asks. Accepting again what is listed changes nothing. */
  admit(
    office: Office,
    user: UserId,
    request: string,
  ): Result<"listed" | "was-listed", AdmissionRefusal> {
    const asked = parseListingRequest(request);
    if (!asked.ok) return asked;
    const { device } = asked.value;
    if (asked.value.user !== user) return refuse("other-account");
    const known = this.#log.recordOf(office.id);
    if (known !== null) {
      return known.devices.some(({ act }) => act === device.act)
        ? accept("was-listed")
        : refuse("listed-already");
    }
    const today = new Date(this.#now()).toISOString().slice(0, 10);
    const record: DirectoryRecord = {
      ...office,
      kind: "office",
      holder: toBase64Url(randomBytes(6)).replaceAll(/[-_]/g, "0"),
      user,
      devices: [device],
      release: 0,
      card: "",
      from: today,
      conf: today,
    };
    return this.#append({ op: "admit", rec: record }, "listed");
  }

  /** Takes every listed device of an office out of the log. */
  disable(id: RecordId): Result<"disabled", LogRefusalReason> {
    const devices = this.#log.recordOf(id)?.devices ?? [];
    if (devices.length === 0) return refuse("unknown-key");
    for (const { act } of devices) {
      const key = fromBase64Url(act);
      if (key === null) throw new Error("a listed key is not base64url");
      const done = this.#append({ op: "disable", rec: { id, key: keyIdOf(key) } }, "disabled");
      if (!done.ok) return done;
    }
    return accept("disabled");
  }

  #append<Word extends string>(operation: Operation, word: Word): Result<Word, LogRefusalReason> {
    // A clock that was set back does not put an entry before its predecessor.
    const at = Math.max(this.#now(), this.#log.head.at);
    const longer = appendEntry(this.#log, { at, operation }, [this.#keys]);
    if (!longer.ok) return refuse(longer.refusal.reason);
    this.#log = longer.value;
    return accept(word);
  }
}
