import { randomBytes } from "node:crypto";
import {
  concatBytes,
  fromBase64Url,
  parseProfile,
  toBase64Url,
  toUtf8,
  type DeviceId,
  type Instant,
  type RecordId,
  type StateCode,
  type UserId,
} from "@parley/base";
import { makeSignKeyPair, sha512, type KeyPair } from "@parley/crypto";
import {
  makeRoot,
  parseRoot,
  readLog,
  signEntry,
  type Log,
  type Operation,
  type TrustRoot,
} from "@parley/directory";
import type { Check } from "./checks.ts";

/** Who signs acts. */
export interface Author {
  readonly rec: RecordId;
  readonly state: StateCode;
  readonly keys: KeyPair;
}

const AT: Instant = Date.parse("2026-11-01T00:00:00Z");
const DOMAIN = concatBytes(toUtf8("chat.parley.dir.v1"), Uint8Array.of(0));
const LIMITS = { bytes: 32_768, depth: 6, members: 512, string: 16_384 };

/**
 * A directory of one officer with an entry per office; the offices of the first are those that write. The first office of
 * a State signs for those that come after it.
 */
export interface Offices {
  readonly root: TrustRoot;
  readonly text: string;
  readonly log: Log;
  readonly authors: readonly Author[];
  /** All signatures, entry by entry: the officer's, and a State's. */
  readonly checks: readonly Check[];
}

/** `count` offices of the exercise States A, B, C and so on in turn. Call after `ready()`. */
export function makeOffices(count: number): Offices {
  const officer = makeSignKeyPair();
  const root = parseRoot(
    makeRoot({ officers: [officer.publicKey], k: 1, mode: "exercise", at: AT }),
  );
  if (!root.ok) throw new Error(root.refusal);
  const authors: Author[] = [];
  const checks: Check[] = [];
  const lines: string[] = [];
  let prev = "";
  for (let n = 1; n <= count; n++) {
    const keys = makeSignKeyPair();
    const state = `X${String.fromCharCode(65 + ((n - 1) % 24))}` as StateCode;
    const rec = `${state.toLowerCase()}-tech-${n}` as RecordId;
    const first = authors.find((one) => one.state === state);
    const operation = admit(rec, state, keys, n, first === undefined);
    const line = signEntry(
      root.value,
      { n, prev, at: AT + n * 1_000, operation },
      first === undefined ? [officer] : [officer, first.keys],
    );
    const made = checksOfLine(line);
    const [{ message } = { message: new Uint8Array() }] = made;
    prev = toBase64Url(sha512(message).slice(0, 32));
    authors.push({ rec, state, keys });
    checks.push(...made);
    lines.push(`${line}\n`);
  }
  const text = lines.join("");
  const log = readLog(root.value, text);
  if (!log.ok) throw new Error(log.refusal.reason);
  return { root: root.value, text, log: log.value, authors, checks };
}

function admit(
  rec: RecordId,
  state: StateCode,
  keys: KeyPair,
  n: number,
  first: boolean,
): Operation {
  return {
    op: "admit",
    rec: {
      id: rec,
      state,
      level: ["technical"],
      kind: "office",
      powers: first ? ["open", "answer", "directory"] : ["open", "answer"],
      holder: `p-${n}`,
      user: `@u${n}:parley.test` as UserId,
      devices: [
        {
          id: `DEV${n}` as DeviceId,
          ed25519: matrixKey(),
          curve25519: matrixKey(),
          act: toBase64Url(keys.publicKey),
          seal: randomBytes(32).toString("base64url"),
        },
      ],
      release: 0,
      card: "",
      from: "2026-11-01",
      conf: "2026-11-20",
    },
  };
}

/** A Matrix key, as Matrix writes it. */
function matrixKey(): string {
  return randomBytes(32).toString("base64").replace(/=+$/, "");
}

/** The checks that a line of a log rests on: the officers', and a State's. */
export function checksOfLine(line: string): readonly Check[] {
  const { entry, signatures } = partsOf(line);
  const message = concatBytes(DOMAIN, toUtf8(entry));
  return signatures.map(({ key, sig }) => ({
    message,
    signature: bytesOf(sig),
    publicKey: bytesOf(key),
  }));
}

/** What a line of a log holds: the signed text, and its signatures. */
function partsOf(line: string): {
  readonly entry: string;
  readonly signatures: readonly { readonly key: string; readonly sig: string }[];
} {
  const parsed = parseProfile(line, LIMITS);
  if (!parsed.ok) throw new Error(parsed.refusal);
  const { entry, sigs } = parsed.value as {
    readonly entry: string;
    readonly sigs: readonly { readonly key: string; readonly sig: string }[];
  };
  return { entry, signatures: sigs };
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64Url(text);
  if (bytes === null) throw new Error("not base64url");
  return bytes;
}
