import type { Result } from "@parley/base";
import type { NetworkProblem } from "./network-problem.ts";

/** Everything that the window may ask of the process that owns it; on `window.parley`, and nothing besides. */
export interface DesktopApi {
  start(): Promise<StartInfo>;

  /** The vault of this profile, its outer wrapping by the system's keychain already taken off. */
  vaultRead(): Promise<VaultFile>;
  /**
   * Puts the vault in place of the one before it, in one step, wrapped once more by the system's keychain where there is
   * a real one. A vault that is there but cannot be opened today is never written over.
   *
   * @param sealed base64url without padding, at most `VAULT_LIMIT` characters
   */
  vaultWrite(sealed: string): Promise<Result<VaultWritten, VaultWriteRefusal>>;
  /** Removes the vault, readable or not: what it opened can then never be read again. */
  vaultErase(): Promise<void>;

  /** The clipboard's text where it looks like a ticket, and null for anything else that lies there. */
  clipboardTicket(): Promise<string | null>;

  /** Whether the disk of the profile has room to spare for what is written on it. */
  diskHasRoom(): Promise<boolean>;

  attention(asked: Attention): Promise<void>;

  /** The person wants the window closed or the program ended: answer with `closeNow`, or leave it open. */
  onCloseRequest(listener: () => void): () => void;
  closeNow(): Promise<void>;
}

/** What the window needs to know before it shows anything. */
export interface StartInfo {
  readonly version: string;
  readonly build: "exercise" | "release";
  /** Null where there is none, and where `networkProblem` says what is wrong with its file. */
  readonly network: Network | null;
  readonly networkProblem: NetworkProblem | null;
  readonly keychain: Keychain;
}

/** What a build is bound to. No account and no password: these come with a ticket, once. */
export interface Network {
  /** Base URL: https, or http on this machine's loopback. */
  readonly homeserver: string;
  /** Matrix server name. */
  readonly server: string;
  /** The trust root's text; untrusted here, read by the client. */
  readonly root: string;
}

/** `basic-text`: only Chromium's fixed key, which protects nothing and is therefore never used. */
export type Keychain = "available" | "unavailable" | "basic-text";

export type VaultFile =
  | { readonly state: "none" }
  | { readonly state: "present"; readonly sealed: string; readonly keychain: boolean }
  | { readonly state: "unreadable"; readonly reason: VaultUnreadable };

/**
 * Why a vault that is there cannot be opened: the keychain that wrapped it is not there today; it is there and holds
 * another key (another machine or user); the file is damaged; the system does not let it be read.
 */
export type VaultUnreadable = "keychain-away" | "keychain-other" | "damaged" | "file";

export interface VaultWritten {
  /** Whether the keychain wraps it as well. */
  readonly keychain: boolean;
}

/** `unreadable-kept`: the vault before it cannot be opened today and stays; `disk`: writing failed, nothing changed. */
export type VaultWriteRefusal = "unreadable-kept" | "disk";

export interface Attention {
  /** How much waits for the person; shown as a number on the window and the program's icon. */
  readonly unread: number;
  /** Something arrived just now: rings, without content, when the window is not in front. */
  readonly arrived: boolean;
}
