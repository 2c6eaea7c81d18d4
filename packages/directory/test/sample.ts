import {
  concatBytes,
  encodeProfile,
  toBase64Url,
  toUtf8,
  type DeviceId,
  type ProfileValue,
  type RecordId,
  type StateCode,
  type UserId,
} from "@parley/base";
import { sign, signKeyPairOf, type KeyPair } from "@parley/crypto";
import {
  appendEntry,
  keyIdOf,
  makeRoot,
  parseRoot,
  readLog,
  type DirectoryRecord,
  type ListedDevice,
  type Log,
  type Operation,
  type SigningKeys,
  type TrustRoot,
} from "../src/index.ts";
import { parseLaterRoot } from "../src/root.ts";
import { cosignersFor } from "./cosigners.ts";

/** Everything fixed, so that a failing test shows the same bytes again. Call after `ready()`. */
export const AT: number = Date.UTC(2026, 2, 3, 10, 0, 0);

/** So many officers this file has keys of. */
const MOST_OFFICERS = 8;

const officer = (seed: number): KeyPair => signKeyPairOf(new Uint8Array(32).fill(200 + seed));

/** Officers of the roots here, in ascending order of their keys. */
export function officers(count: number): readonly KeyPair[] {
  return Array.from({ length: count }, (_, i) => officer(i)).toSorted((a, b) =>
    toBase64Url(a.publicKey) < toBase64Url(b.publicKey) ? -1 : 1,
  );
}

export function rootText(
  change: { count?: number; k?: number; mode?: "exercise" | "real"; at?: number } = {},
): string {
  const { count = 1, k = 1, mode = "exercise", at = AT } = change;
  return makeRoot({ officers: officers(count).map((one) => one.publicKey), k, mode, at });
}

export function rootOf(text: string): TrustRoot {
  const root = parseRoot(text);
  if (!root.ok) throw new Error("no root");
  return root.value;
}

/** Different seeds, different keys of every purpose. */
export function device(seed: number, change: Partial<ListedDevice> = {}): ListedDevice {
  const bytes = (purpose: number): Uint8Array =>
    new Uint8Array(32)
      .fill(purpose)
      .with(0, seed % 256)
      .with(1, 1);
  const matrix = (purpose: number): string =>
    toBase64Url(bytes(purpose)).replaceAll("-", "+").replaceAll("_", "/");
  return {
    id: `DEVICE${seed}` as DeviceId,
    ed25519: matrix(251),
    curve25519: matrix(252),
    act: toBase64Url(actKeys(seed).publicKey),
    seal: toBase64Url(bytes(253)),
    ...change,
  };
}

export function actKeys(seed: number): KeyPair {
  return signKeyPairOf(new Uint8Array(32).fill(seed));
}

export const actKeyId = (seed: number): ReturnType<typeof keyIdOf> =>
  keyIdOf(actKeys(seed).publicKey);

export const state = (code: string): StateCode => code as StateCode;
export const rec = (id: string): RecordId => id as RecordId;
export const user = (name: string): UserId => `@${name}:parley.test` as UserId;

/** The technical office of a State, with the device of this seed. */
export function record(
  code: string,
  seed: number,
  change: Partial<DirectoryRecord> = {},
): DirectoryRecord {
  return {
    id: rec(`${code.toLowerCase()}-tech-${seed}`),
    state: state(code),
    level: ["technical"],
    kind: "office",
    powers: ["open", "answer", "directory"],
    holder: "",
    user: user(`${code.toLowerCase()}${seed}`),
    devices: [device(seed)],
    release: 0,
    card: "",
    from: "2026-03-01",
    conf: "2026-03-01",
    ...change,
  };
}

export const ALFA = (): DirectoryRecord => record("XA", 1);
export const BRAVO = (): DirectoryRecord => record("XB", 2);
export const CHARLIE = (): DirectoryRecord => record("XC", 3);

export function admit(one: DirectoryRecord): Operation {
  return { op: "admit", rec: one };
}

export function disable(id: string, seed: number): Operation {
  return { op: "disable", rec: { id: rec(id), key: actKeyId(seed) } };
}

/** A log of these entries, one second apart, signed by k officers. */
export function logOf(operations: readonly Operation[], text: string = rootText()): Log {
  const root = rootOf(text);
  const empty = readLog(root, "");
  if (!empty.ok) throw new Error("no empty log");
  return operations.reduce(
    (log, operation, i) => grown(log, operation, AT + 1000 * (i + 1)),
    empty.value,
  );
}

/** The log with one more entry, with all signatures that it needs. */
export function grown(log: Log, operation: Operation, at: number = AT): Log {
  const present = signers(log.rootNow());
  const names = present.map(({ publicKey }) => toBase64Url(publicKey));
  const others = incoming(operation).filter((one) => !names.includes(toBase64Url(one.publicKey)));
  const keys = [...present, ...others];
  const next = appendEntry(log, { at, operation }, keys, cosigners(log, operation));
  if (!next.ok) throw new Error(`not appended: ${next.refusal.reason}`);
  return next.value;
}

/** As many officers as the root asks for, by the keys of this file. */
export function signers(root: TrustRoot): readonly KeyPair[] {
  return officersIn(root).slice(0, root.k);
}

/** All officers of a root, ascending. */
export function officersIn(root: TrustRoot): readonly KeyPair[] {
  return officers(MOST_OFFICERS).filter(({ publicKey }) =>
    root.officers.includes(toBase64Url(publicKey)),
  );
}

/** As many officers as a root asks for that the operation brings. */
function incoming(operation: Operation): readonly KeyPair[] {
  if (operation.op !== "root") return [];
  const next = parseLaterRoot(operation.rec.root);
  return next.ok ? signers(next.value) : [];
}

/** Keys of as many records of the State as the operation needs, by the keys of this file. */
export function cosigners(log: Log, operation: Operation): readonly SigningKeys[] {
  return cosignersFor(log, operation, (id) => {
    for (let seed = 0; seed < SEEDS; seed++) if (actKeyId(seed) === id) return actKeys(seed);
    return null;
  });
}

const SEEDS = 100;

/** A line with this text as its entry, well signed whatever it says. */
export function signedLine(entry: string, keys: readonly KeyPair[]): string {
  const signed = concatBytes(toUtf8("chat.parley.dir.v1"), Uint8Array.of(0), toUtf8(entry));
  return encodeProfile({ entry, sigs: keys.map((one) => signatureBy(one, signed)) });
}

function signatureBy({ publicKey, secretKey }: KeyPair, bytes: Uint8Array): ProfileValue {
  return { key: toBase64Url(publicKey), sig: toBase64Url(sign(bytes, secretKey)) };
}
