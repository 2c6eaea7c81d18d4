import { toBase64Url } from "@parley/base";
import { signKeyPairOf, type KeyPair } from "@parley/crypto";
import fc from "fast-check";
import {
  makeTicket,
  type ContactCard,
  type DeviceReport,
  type Log,
  type Ticket,
} from "../src/index.ts";
import { actKeyId, admit, ALFA, AT, BRAVO, logOf, officers, rec, state, user } from "./sample.ts";

export const HOUR = 3_600_000;
export const DAY: number = 24 * HOUR;

/** Key that signs heads. */
export const headKeys = (): KeyPair => signKeyPairOf(new Uint8Array(32).fill(180));

/** 16 and 32 bytes as base64url, different for each seed. */
export const bytes16 = (seed: number): string => toBase64Url(new Uint8Array(16).fill(seed));
export const bytes32 = (seed: number): string => toBase64Url(new Uint8Array(32).fill(seed));

/** Alfa and Bravo are listed, and a key that signs heads. */
export function datedLog(): Log {
  const key = toBase64Url(headKeys().publicKey);
  return logOf([admit(ALFA()), admit(BRAVO()), { op: "headkey", rec: { key } }]);
}

/** For Charlie's first PoC, made now. */
export function ticketOf(log: Log, change: Partial<Ticket> = {}): Ticket {
  return {
    id: bytes16(7),
    dir: log.root.dir,
    user: user("k7f3q"),
    password: "one-time-password-1",
    rec: rec("xc-tech-1"),
    state: state("XC"),
    level: ["technical"],
    kind: "office",
    office: "National cyber desk",
    issued: AT,
    expires: AT + 7 * DAY,
    log: { n: log.head.n, h: log.head.h },
    ...change,
  };
}

export function ticketText(log: Log, change: Partial<Ticket> = {}): string {
  const [officer] = officers(1);
  if (officer === undefined) throw new Error("no officer");
  return makeTicket(ticketOf(log, change), officer, log.text);
}

export const CARD: ContactCard = {
  office: "National cyber desk",
  unit: "Ministry of the Interior",
  telephones: [{ label: "Duty officer", number: "+43 1 5550100" }],
  mailbox: "desk@cyber.example",
  languages: ["en", "de"],
  hours: {
    zone: "Europe/Vienna",
    days: ["mon", "tue", "wed", "thu", "fri"],
    from: "08:00",
    to: "16:30",
    outOfHours: "Ring the duty officer",
  },
  holidays: ["2026-12-25", "2026-12-26"],
  deputies: ["Second desk"],
  asOf: "2026-03-01",
};

/** Alfa's device reported by itself as lost. */
export function reportOf(log: Log, change: Partial<DeviceReport> = {}): DeviceReport {
  const alfa = { rec: rec("xa-tech-1"), key: actKeyId(1) };
  return { dir: log.root.dir, ...alfa, by: alfa, at: AT, why: "lost", ...change };
}

/** The text with one place changed, in many ways. */
export function edits(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.nat(text.length - 1),
      fc.constantFrom("a", "B", "0", "9", "", '"', "-", "\n", "\ud800", "ü"),
    )
    .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1))
    .filter((edited) => edited !== text);
}

/**
 * Seal keys for `device(1)` that make its first four words, 44 bits, the same: they took 14 million tries, less than a
 * minute of one core. Of root `bytes32(1)`, ticket `bytes16(7)` and the account `k7f3q`.
 */
export const SAME_IN_44_BITS: readonly [string, string] = [
  "AHfHwv39_f39_f39_f39_f39_f39_f39_f39_f39_f0",
  "ALC2WP39_f39_f39_f39_f39_f39_f39_f39_f39_f0",
];
