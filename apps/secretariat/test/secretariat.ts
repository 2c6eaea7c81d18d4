import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { toBase64Url, type DeviceId, type UserId } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair, randomBytes, ready, type KeyPair } from "@parley/crypto";
import {
  enrolmentWords,
  makeEnrolmentRequest,
  makeRoot,
  parseRoot,
  readLog,
  signEntryText,
  type ListedDevice,
  type Log,
  type TrustRoot,
} from "@parley/directory";
import type { OpenTicket } from "@parley/directory";
import type { PendingEnrolment } from "../src/desk/index.ts";
import { writeNetwork } from "../src/files/network-file.ts";
import { makeOfficer, type Officer } from "../src/officers/officer-file.ts";

/** Cheap, so that a test does not pay for what an attacker should. */
export const CHEAP = { algorithm: "argon2id13", opslimit: 1, memlimit: 8192 } as const;
export const PASSPHRASE = "horse battery staple copper";

/** Three officers on as many machines, their root, and an empty log; all in files of a folder. */
export interface Secretariat {
  readonly dir: string;
  readonly officers: readonly Officer[];
  readonly root: TrustRoot;
  /** Options of every command that an officer signs: `...by(1)`. */
  readonly by: (number: number) => readonly string[];
  readonly at: (name: string) => string;
  readonly log: () => Log;
}

export async function openSecretariat(dir: string): Promise<Secretariat> {
  await ready();
  const at = (name: string): string => path.join(dir, name);
  const officers = [1, 2, 3].map((number) => {
    const { officer, file } = makeOfficer(String(number), PASSPHRASE, CHEAP);
    writeFileSync(at(`${number}.parley-officer`), file, { mode: 0o600 });
    return officer;
  });
  const text = makeRoot({
    officers: officers.map(({ keys }) => keys.publicKey),
    k: 2,
    mode: "exercise",
    at: Date.now(),
  });
  const root = parseRoot(text);
  if (!root.ok) throw new Error("no root");
  writeFileSync(at("root"), text);
  writeFileSync(at("log"), "");
  writeFileSync(at("passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
  const network = { homeserver: "http://127.0.0.1:1", server: "parley.test", root: root.value };
  writeFileSync(at("network"), writeNetwork(network));
  return {
    dir,
    officers,
    root: root.value,
    at,
    by: (number) => [
      "--root",
      at("root"),
      "--key",
      at(`${number}.parley-officer`),
      "--passphrase-file",
      at("passphrase"),
    ],
    log: () => {
      const log = readLog(root.value, readFileSync(at("log"), "utf8"));
      if (!log.ok) throw new Error(log.refusal.reason);
      return log.value;
    },
  };
}

/** A machine that wants to be listed, with real keys of its own. */
export interface Machine {
  readonly user: UserId;
  readonly device: ListedDevice;
  readonly act: KeyPair;
}

export function makeMachine(user: string): Machine {
  const act = makeSignKeyPair();
  const matrixKey = (): string =>
    Buffer.from(randomBytes(32)).toString("base64").replace(/=+$/, "");
  return {
    user: user as UserId,
    act,
    device: {
      id: Buffer.from(randomBytes(5)).toString("hex").toUpperCase() as DeviceId,
      ed25519: matrixKey(),
      curve25519: matrixKey(),
      act: toBase64Url(act.publicKey),
      seal: toBase64Url(makeSealKeyPair().publicKey),
    },
  };
}

/** What the machine asks with this ticket. */
export function requestOf({ user, device, act }: Machine, ticket: string): string {
  return makeEnrolmentRequest({ ticket, user, device }, act.secretKey);
}

/** What its holder reads over the telephone. */
export function wordsOf({ user, device }: Machine, root: TrustRoot, ticket: string): string {
  return enrolmentWords({ root: root.dir, ticket, user, device }).join(" ");
}

/** An open ticket as an officer would have made it. */
export function ticketFor(
  { root }: Secretariat,
  { user }: Machine,
  change: Partial<OpenTicket> = {},
): OpenTicket {
  const issued = Math.floor(Date.now() / 1000) * 1000;
  return {
    id: toBase64Url(randomBytes(16)),
    dir: root.dir,
    user,
    rec: "xa-technical-1" as OpenTicket["rec"],
    state: "XA" as OpenTicket["state"],
    level: ["technical"],
    kind: "office",
    office: "Technical PoC",
    issued,
    expires: issued + 3_600_000,
    log: { n: 1, h: toBase64Url(randomBytes(32)) },
    ...change,
  };
}

export function pendingFor(machine: Machine, ticket: OpenTicket): PendingEnrolment {
  return { ticket, request: requestOf(machine, ticket.id), receivedAt: Date.now() };
}

/** A State's signature, as its device gives it over the line. */
export function coSign(
  entry: string,
  { act }: Machine,
): { readonly key: string; readonly sig: string } {
  return signEntryText(entry, act);
}
