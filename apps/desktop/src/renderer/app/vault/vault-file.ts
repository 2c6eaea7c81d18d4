import {
  accept,
  concatBytes,
  fromBase64Url,
  fromUtf8,
  refuse,
  toBase64Url,
  toUtf8,
  type Result,
} from "@parley/base";
import {
  open,
  parsePassphraseCost,
  PASSPHRASE_COST,
  PASSPHRASE_SALT_BYTES,
  randomBytes,
  ready,
  seal,
  SEAL_KEY_BYTES,
  SEAL_OVERHEAD_BYTES,
  wipe,
  type PassphraseCost,
} from "@parley/crypto";

/** A 32-byte key out of a passphrase; slow on purpose. */
export type KeyFromPassphrase = (
  passphrase: string,
  salt: Uint8Array,
  cost: PassphraseCost,
) => Promise<Uint8Array>;

/** What a vault holds: the name and the key of this device's store. */
export interface OpenVault {
  /** Separates the stores of one vault from those of another; no secret. */
  readonly profile: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export type VaultRefusal = "damaged" | "newer" | "wrong-passphrase";

const CONTEXT = "chat.parley.vault.v1";
const PROFILE = /^[\w-]{11}$/;

interface Sealed {
  readonly profile: string;
  readonly salt: Uint8Array;
  readonly cost: PassphraseCost;
  readonly box: Uint8Array;
}

/** A new vault with a random name and key. */
export async function makeVault(): Promise<OpenVault> {
  await ready();
  return { profile: toBase64Url(randomBytes(8)), key: randomBytes(SEAL_KEY_BYTES) };
}

/** The vault under a passphrase, as base64url text for the file. */
export async function sealVault(
  vault: OpenVault,
  passphrase: string,
  derive: KeyFromPassphrase,
  cost: PassphraseCost = PASSPHRASE_COST,
): Promise<string> {
  await ready();
  const salt = randomBytes(PASSPHRASE_SALT_BYTES);
  const derived = await derive(passphrase, salt, cost);
  const head = { v: 1, profile: vault.profile, salt: toBase64Url(salt), cost };
  const box = seal(derived, vault.key, contextOf(vault.profile, salt, cost));
  wipe(derived);
  return toBase64Url(toUtf8(JSON.stringify({ ...head, box: toBase64Url(box) })));
}

/** Opens what `sealVault` made. The text is untrusted. */
export async function openVault(
  text: string,
  passphrase: string,
  derive: KeyFromPassphrase,
): Promise<Result<OpenVault, VaultRefusal>> {
  const read = readVault(text);
  if (!read.ok) return read;
  await ready();
  const { profile, salt, cost, box } = read.value;
  const derived = await derive(passphrase, salt, cost);
  const key = open(derived, box, contextOf(profile, salt, cost));
  wipe(derived);
  return key === null ? refuse("wrong-passphrase") : accept({ profile, key });
}

/** Salt, cost and name are bound to the box: a changed one does not open. */
function contextOf(profile: string, salt: Uint8Array, cost: PassphraseCost): Uint8Array {
  return concatBytes(
    toUtf8(`${CONTEXT}\n${profile}\n${cost.algorithm} ${cost.opslimit} ${cost.memlimit}\n`),
    salt,
  );
}

/** Reads the file without opening it. */
export function readVault(text: string): Result<Sealed, "damaged" | "newer"> {
  const bytes = fromBase64Url(text);
  const json = bytes === null ? null : fromUtf8(bytes);
  const fields = json === null ? null : parsed(json);
  if (fields === null) return refuse("damaged");
  const version = fields.get("v");
  if (typeof version === "number" && version > 1) return refuse("newer");
  const salt = bytesOf(fields.get("salt"), PASSPHRASE_SALT_BYTES);
  const box = bytesOf(fields.get("box"), SEAL_KEY_BYTES + SEAL_OVERHEAD_BYTES);
  const profile = fields.get("profile");
  const cost = parsePassphraseCost(fields.get("cost"));
  if (version !== 1 || salt === null || box === null || cost === null) return refuse("damaged");
  if (typeof profile !== "string" || !PROFILE.test(profile)) return refuse("damaged");
  return accept({ profile, salt, cost, box });
}

function parsed(json: string): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return fieldsOf(value);
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : null;
}

function bytesOf(value: unknown, length: number): Uint8Array | null {
  const bytes = typeof value === "string" ? fromBase64Url(value) : null;
  return bytes?.length === length ? bytes : null;
}
