import { accept, fromBase64Url, refuse, toBase64Url, toUtf8, type Result } from "@parley/base";
import {
  makeSignKeyPair,
  openUnderPassphrase,
  parsePassphraseCost,
  sealUnderPassphrase,
  signKeyPairOf,
  wipe,
  PASSPHRASE_SALT_BYTES,
  SEAL_OVERHEAD_BYTES,
  type KeyPair,
  type PassphraseBox,
  type PassphraseCost,
} from "@parley/crypto";
import { fieldsOf, jsonOf } from "../desk/index.ts";

/** What anybody may know of an officer. */
export interface PublicOfficer {
  /** A number or a word that the officers call each other by. */
  readonly name: string;
  /** Ed25519 public key, base64url: this is what a trust root lists. */
  readonly publicKey: string;
}

/** An officer whose key file is open. */
export interface Officer extends PublicOfficer {
  readonly keys: KeyPair;
}

/** Why a key file does not open. */
export const OFFICER_REFUSALS = {
  form: "This is not an officer's key file of this version, or a part of it is missing.",
  passphrase: "The passphrase is another one, or the key file was changed.",
} as const;

export type OfficerRefusal = keyof typeof OFFICER_REFUSALS;

const CONTEXT = "chat.parley.officer.v1";
const NAME = /^[A-Za-z0-9][A-Za-z0-9 -]{0,31}$/;
const SEED_BYTES = 32;

/** Whether an officer can be called this: letters, digits, spaces and hyphens, at most 32. */
export function isOfficerName(name: string): boolean {
  return NAME.test(name);
}

/** A new officer, and the text of the key file: the secret key under the passphrase, the rest in the clear. */
export function makeOfficer(
  name: string,
  passphrase: string,
  cost?: PassphraseCost,
): { readonly officer: Officer; readonly file: string } {
  if (!isOfficerName(name)) throw new Error("not a name of an officer");
  const keys = makeSignKeyPair();
  const publicKey = toBase64Url(keys.publicKey);
  const seed = keys.secretKey.slice(0, SEED_BYTES);
  const sealed = sealUnderPassphrase(passphrase, seed, contextOf({ name, publicKey }), cost);
  wipe(seed);
  const file = {
    kind: "parley-officer",
    v: 1,
    name,
    public: publicKey,
    cost: sealed.cost,
    salt: toBase64Url(sealed.salt),
    box: toBase64Url(sealed.box),
  };
  return { officer: { name, publicKey, keys }, file: `${JSON.stringify(file, null, 2)}\n` };
}

/** Opens what `makeOfficer` made; slow on purpose. */
export function openOfficer(text: string, passphrase: string): Result<Officer, OfficerRefusal> {
  const read = readSealed(text);
  if (read === null) return refuse("form");
  const { name, publicKey, sealed } = read;
  const seed = openUnderPassphrase(passphrase, sealed, contextOf(read));
  if (seed === null) return refuse("passphrase");
  const keys = signKeyPairOf(seed);
  wipe(seed);
  return toBase64Url(keys.publicKey) === publicKey
    ? accept({ name, publicKey, keys })
    : refuse("form");
}

/** What stands in the clear in a key file; null where it is none. */
export function readPublicOfficer(text: string): PublicOfficer | null {
  const read = readSealed(text);
  return read === null ? null : { name: read.name, publicKey: read.publicKey };
}

/** Name and public key are bound to the box: a file with another name or key does not open. */
function contextOf({ name, publicKey }: PublicOfficer): Uint8Array {
  return toUtf8(`${CONTEXT}\n${name}\n${publicKey}\n`);
}

function readSealed(text: string): (PublicOfficer & { readonly sealed: PassphraseBox }) | null {
  const fields = fieldsOf(jsonOf(text));
  if (fields?.["kind"] !== "parley-officer" || fields["v"] !== 1) return null;
  const { name, public: publicKey } = fields;
  if (typeof name !== "string" || !isOfficerName(name)) return null;
  if (typeof publicKey !== "string" || fromBase64Url(publicKey)?.length !== 32) return null;
  const cost = parsePassphraseCost(fields["cost"]);
  const salt = bytesOf(fields["salt"], PASSPHRASE_SALT_BYTES);
  const box = bytesOf(fields["box"], SEED_BYTES + SEAL_OVERHEAD_BYTES);
  if (cost === null || salt === null || box === null) return null;
  return { name, publicKey, sealed: { cost, salt, box } };
}

function bytesOf(value: unknown, length: number): Uint8Array | null {
  const bytes = typeof value === "string" ? fromBase64Url(value) : null;
  return bytes?.length === length ? bytes : null;
}
