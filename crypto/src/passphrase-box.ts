import {
  PASSPHRASE_COST,
  PASSPHRASE_SALT_BYTES,
  passphraseKey,
  type PassphraseCost,
} from "./passphrase.ts";
import { open, seal } from "./sealed-box.ts";
import { randomBytes, wipe } from "./sodium.ts";

/** Bytes sealed under a passphrase, and what it takes beside the passphrase to open them. */
export interface PassphraseBox {
  readonly cost: PassphraseCost;
  /** `PASSPHRASE_SALT_BYTES`, random per box. */
  readonly salt: Uint8Array;
  /** As `seal` makes it. */
  readonly box: Uint8Array;
}

/** Seals under a passphrase alone: whoever holds the box pays `cost` for each guess. `context` is bound as in `seal`. */
export function sealUnderPassphrase(
  passphrase: string,
  plaintext: Uint8Array,
  context: Uint8Array,
  cost: PassphraseCost = PASSPHRASE_COST,
): PassphraseBox {
  const salt = randomBytes(PASSPHRASE_SALT_BYTES);
  const key = passphraseKey(passphrase, salt, cost);
  try {
    return { cost, salt, box: seal(key, plaintext, context) };
  } finally {
    wipe(key);
  }
}

/**
 * Null where the passphrase is another one, or the box was changed: the two cannot be told apart. Throws where the cost is
 * one that libsodium does not take or this machine does not have: where it comes from a file, `parsePassphraseCost` bounds it.
 */
export function openUnderPassphrase(
  passphrase: string,
  { cost, salt, box }: PassphraseBox,
  context: Uint8Array,
): Uint8Array | null {
  const key = passphraseKey(passphrase, salt, cost);
  try {
    return open(key, box, context);
  } finally {
    wipe(key);
  }
}
