import {
  toBase64Url,
  type DeviceId,
  type Instant,
  type RecordId,
  type StateCode,
  type UserId,
} from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair, randomBytes } from "@parley/crypto";
import {
  appendEntry,
  makeRoot,
  makeTicket,
  parseRoot,
  readLog,
  type Ticket,
} from "@parley/directory";

/** A network with one officer, whose directory lists the Secretariat's service, and who makes tickets. */
export interface SampleNetwork {
  readonly root: string;
  readonly server: string;
  /** For Bravo's technical office, valid for a day, unless said otherwise. */
  ticket(change?: Partial<Ticket>): string;
}

const SERVER = "parley.example";
const HOUR = 3_600_000;

/** Call after `ready()`. Keys are random: two networks are never the same. */
export function makeSampleNetwork(now: Instant): SampleNetwork {
  const officer = makeSignKeyPair();
  const at = now - (now % 1000) - HOUR;
  const rootText = makeRoot({ officers: [officer.publicKey], k: 1, mode: "exercise", at });
  const root = parseRoot(rootText);
  if (!root.ok) throw new Error("no root");
  const empty = readLog(root.value, "");
  if (!empty.ok) throw new Error("no log");
  const matrixKey = (): string => btoa(String.fromCharCode(...randomBytes(32))).replace(/=+$/, "");
  const appended = appendEntry(
    empty.value,
    {
      at,
      operation: {
        op: "admit",
        rec: {
          id: "secretariat" as RecordId,
          state: "OSCE" as StateCode,
          level: ["technical"],
          kind: "service",
          powers: [],
          holder: "",
          user: `@s:${SERVER}` as UserId,
          devices: [
            {
              id: "SERVICE" as DeviceId,
              ed25519: matrixKey(),
              curve25519: matrixKey(),
              act: toBase64Url(makeSignKeyPair().publicKey),
              seal: toBase64Url(makeSealKeyPair().publicKey),
            },
          ],
          release: 0,
          card: "",
          from: "2026-03-01",
          conf: "2026-03-01",
        },
      },
    },
    [officer],
  );
  if (!appended.ok) throw new Error("the entry does not verify");
  const log = appended.value;
  const ticket = (change: Partial<Ticket> = {}): string =>
    makeTicket(
      {
        id: toBase64Url(randomBytes(16)),
        dir: root.value.dir,
        user: `@k7f3q:${SERVER}` as UserId,
        password: "one-time-password",
        rec: "xb-tech-1" as RecordId,
        state: "XB" as StateCode,
        level: ["technical"],
        kind: "office",
        office: "National Centre",
        issued: at,
        expires: at + 25 * HOUR,
        log: { n: log.head.n, h: log.head.h },
        ...change,
      },
      officer,
      log.text,
    );
  return { root: rootText, server: SERVER, ticket };
}
