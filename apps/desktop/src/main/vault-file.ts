import { accept, fromBase64Url, refuse, toBase64Url, type Result } from "@parley/base";
import {
  record,
  text,
  VAULT_LIMIT,
  type Decoder,
  type VaultFile,
  type VaultUnreadable,
  type VaultWriteRefusal,
  type VaultWritten,
} from "../contract/index.ts";
import { readWhole, removeWhole, replaceWhole, TooLarge } from "./whole-file.ts";

/** The system's keychain as the vault uses it. */
export interface Wrapping {
  /** Name of a real keychain that can wrap now; null where there is none. */
  readonly backend: string | null;
  wrap(plain: string): Uint8Array;
  /** Throws where the keychain holds another key. */
  unwrap(wrapped: Uint8Array): string;
}

/** On disk: JSON of exactly these fields. */
interface Envelope {
  readonly format: "parley-vault-1";
  /** The keychain that wrapped `body`, empty for none. */
  readonly keychain: string;
  /** Base64url: the sealed vault, or the keychain's wrapping of it. */
  readonly body: string;
}

const FORMAT = "parley-vault-1";
const FILE_LIMIT = 4 * VAULT_LIMIT;

const envelope: Decoder<Envelope> = record<Envelope>({
  format: (value) => (value === FORMAT ? accept(FORMAT) : refuse("another format")),
  keychain: text(64),
  body: text(FILE_LIMIT),
});

/**
 * The file that holds the sealed vault. Its calls finish before they return, so that no two of them mix.
 *
 * A vault that is there and cannot be opened today may be opened tomorrow, when the keychain is back: it is never
 * written over, only ever removed on the person's own word.
 */
export class Vault {
  readonly #file: string;
  readonly #wrapping: () => Wrapping;

  constructor(file: string, wrapping: () => Wrapping) {
    this.#file = file;
    this.#wrapping = wrapping;
  }

  read(): VaultFile {
    let bytes: Buffer;
    try {
      bytes = readWhole(this.#file, FILE_LIMIT);
    } catch (error) {
      if (isAbsent(error)) return { state: "none" };
      return unreadable(error instanceof TooLarge ? "damaged" : "file");
    }
    const found = readEnvelope(bytes);
    if (found === null) return unreadable("damaged");
    if (found.keychain === "") return present(found.body, false);
    const wrapping = this.#wrapping();
    if (wrapping.backend === null) return unreadable("keychain-away");
    const wrapped = fromBase64Url(found.body);
    if (wrapped === null) return unreadable("damaged");
    try {
      return present(wrapping.unwrap(wrapped), true);
    } catch {
      return unreadable("keychain-other");
    }
  }

  write(sealed: string): Result<VaultWritten, VaultWriteRefusal> {
    if (this.read().state === "unreadable") return refuse("unreadable-kept");
    const next = this.#wrapped(sealed) ?? { format: FORMAT, keychain: "", body: sealed };
    try {
      replaceWhole(this.#file, JSON.stringify(next));
    } catch {
      return refuse("disk");
    }
    return accept({ keychain: next.keychain !== "" });
  }

  erase(): void {
    removeWhole(this.#file);
  }

  /** Null where there is no keychain, or it does not wrap just now. */
  #wrapped(sealed: string): Envelope | null {
    const wrapping = this.#wrapping();
    if (wrapping.backend === null) return null;
    try {
      return {
        format: FORMAT,
        keychain: wrapping.backend,
        body: toBase64Url(wrapping.wrap(sealed)),
      };
    } catch {
      return null;
    }
  }
}

function readEnvelope(bytes: Buffer): Envelope | null {
  try {
    const read = envelope(JSON.parse(bytes.toString("utf8")));
    return read.ok ? read.value : null;
  } catch {
    return null;
  }
}

function present(sealed: string, keychain: boolean): VaultFile {
  return sealed === "" || sealed.length > VAULT_LIMIT || fromBase64Url(sealed) === null
    ? unreadable("damaged")
    : { state: "present", sealed, keychain };
}

function unreadable(reason: VaultUnreadable): VaultFile {
  return { state: "unreadable", reason };
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
