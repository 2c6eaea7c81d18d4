import { toUtf8 } from "@parley/base";
import sodium from "libsodium-wrappers-sumo";

/** What one guess at a passphrase costs. Stored beside the salt, so that a later default opens old vaults. */
export interface PassphraseCost {
  readonly algorithm: "argon2id13";
  /** Passes over the memory. */
  readonly opslimit: number;
  /** Bytes of memory. */
  readonly memlimit: number;
}

/** 3 passes over 256 MiB: libsodium's "moderate" setting. */
export const PASSPHRASE_COST: PassphraseCost = {
  algorithm: "argon2id13",
  opslimit: 3,
  memlimit: 256 * 1024 * 1024,
};

/** Bytes of the salt, random per vault. */
export const PASSPHRASE_SALT_BYTES = 16;

const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/**
 * A 32-byte key out of a passphrase (Argon2id, version 1.3, one lane). The text is brought to NFC first, so that
 * two keyboards that compose accents differently open the same vault.
 */
export function passphraseKey(
  passphrase: string,
  salt: Uint8Array,
  cost: PassphraseCost,
): Uint8Array {
  const text = passphrase.replace(LONE_SURROGATE, "\ufffd").normalize("NFC");
  return sodium.crypto_pwhash(
    32,
    toUtf8(text),
    salt,
    cost.opslimit,
    cost.memlimit,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}

/** A cost outside of these bounds is no file of ours; it would only stall the machine. */
const MOST_PASSES = 16;
const MOST_MEMORY = 1024 * 1024 * 1024;
const LEAST_MEMORY = 8192;

/** Reads a cost out of a file; null where it has another form, or asks for more than any machine should give. */
export function parsePassphraseCost(value: unknown): PassphraseCost | null {
  if (typeof value !== "object" || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const within = (name: string, least: number, most: number): number | null => {
    const given = fields.get(name);
    return typeof given === "number" && Number.isInteger(given) && given >= least && given <= most
      ? given
      : null;
  };
  const opslimit = within("opslimit", 1, MOST_PASSES);
  const memlimit = within("memlimit", LEAST_MEMORY, MOST_MEMORY);
  if (fields.get("algorithm") !== PASSPHRASE_COST.algorithm) return null;
  if (opslimit === null || memlimit === null) return null;
  return { algorithm: PASSPHRASE_COST.algorithm, opslimit, memlimit };
}
