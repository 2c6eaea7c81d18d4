/* oxlint-disable typescript/no-deprecated -- the calls that replace these are not in every Electron this runs on */
import { safeStorage } from "electron";
import type { Keychain } from "../contract/index.ts";
import type { Wrapping } from "./vault-file.ts";

/** To be called once the program is ready. */
export function keychainState(): Keychain {
  if (backendName() === "basic_text") return "basic-text";
  return safeStorage.isEncryptionAvailable() ? "available" : "unavailable";
}

/** The system's keychain; never Chromium's fixed key, which any program can use. */
export function keychainWrapping(): Wrapping {
  return {
    backend: keychainState() === "available" ? backendName() : null,
    wrap: (plain) => safeStorage.encryptString(plain),
    unwrap: (wrapped) => safeStorage.decryptString(Buffer.from(wrapped)),
  };
}

function backendName(): string {
  return process.platform === "linux" ? safeStorage.getSelectedStorageBackend() : process.platform;
}
