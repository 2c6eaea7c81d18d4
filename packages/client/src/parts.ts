import type { Clock } from "@parley/base";
import type { SessionOpener } from "@parley/session";
import type { Store } from "@parley/storage";

/** Where directory logs come from and listing requests go to. Whatever it offers is untrusted. */
export interface DirectorySource {
  /** Text of the newest log offered; null where nothing can be read now. */
  read(): Promise<string | null>;
  /** Called when a newer log may be there; the answer ends the subscription. */
  onChange(listener: () => void): () => void;
  /** Makes this device's listing request available to the officers. The same text again changes nothing. */
  request(text: string): Promise<void>;
}

/** What a client is built from. */
export interface ClientParts {
  readonly store: Store;
  readonly sessions: SessionOpener;
  /** Separates the crypto stores of several profiles on one machine. */
  readonly storePrefix: string;
  /** Without it the directory comes over this device's line to the Secretariat's service. */
  readonly directory?: DirectorySource;
  readonly clock: Clock;
  /** Text of the trust root, as it came with the build or the exercise. */
  readonly root: string;
}
