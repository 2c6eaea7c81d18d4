import {
  type ActHash,
  type ConsultationId,
  type RecordId,
  type RoomId,
  type StateCode,
  type KeyId,
} from "@parley/base";
import { signKeyPairOf, type KeyPair } from "@parley/crypto";
import {
  composeAct,
  keyId,
  signAct,
  type Act,
  type Content,
  type Envelope,
  type SignedAct,
  type T02Fields,
} from "../src/index.ts";

/** Everything fixed, so that a failing test shows the same bytes again. */
export const ROOM = "!room:parley.test" as RoomId;
export const XA = "XA" as StateCode;
const XB = "XB" as StateCode;
export const ALFA = "xa-tech-1" as RecordId;
const BRAVO = "xb-tech-1" as RecordId;
const CON = "AAAAAAAAAAAAAAAAAAAAAA" as ConsultationId;
export const HASH = "A".repeat(43) as ActHash;

export const EARLY_WARNING: T02Fields = {
  stage: "early-warning",
  incident_ref: "CERT-2026-0147",
  rsit: { class: "availability", type: "ddos" },
  incident_status: "ongoing",
  suspected_malicious: "unknown",
  cross_border: "yes",
  impact_scope: "multi-org",
  territorial_link: "hosting",
  summary: "Traffic above 400 Gbit/s towards two operators.",
  request_to_recipient: "information",
  public_status: "not-public",
};

/** Call after `ready()`. */
export function keysOf(seed: number): KeyPair & { readonly id: KeyId } {
  const pair = signKeyPairOf(new Uint8Array(32).fill(seed));
  return { ...pair, id: keyId(pair.publicKey) };
}

export function envelope(key: KeyId, change: Partial<Envelope> = {}): Envelope {
  return {
    nonce: "BBBBBBBBBBBBBBBBBBBBBA",
    con: CON,
    chan: "",
    open: {
      room: ROOM,
      level: "technical",
      mode: "exercise",
      parties: [XA, XB],
      roster: [ALFA, BRAVO],
    },
    level: "technical",
    mode: "exercise",
    rec: ALFA,
    key,
    dir: { n: 2, h: HASH },
    n: 0,
    ep: "CCCCCCCCCCA",
    parents: [],
    to: [XB],
    at: "2026-11-24T08:00:00Z",
    ...change,
  };
}

/** The envelope of an act that follows another in its channel. */
export function following(key: KeyId, first: ActHash, change: Partial<Envelope> = {}): Envelope {
  const { open: _, ...rest } = envelope(key, { chan: first, parents: [first] });
  return { ...rest, ...change };
}

export function opening(key: KeyId, change: Partial<Envelope> = {}): Act {
  return composeAct({ kind: "T02", fields: EARLY_WARNING }, envelope(key, change));
}

export function signed(act: Act, secretKey: Uint8Array): SignedAct {
  const result = signAct(act, secretKey);
  if (!result.ok) throw new Error(result.refusal);
  return result.value;
}

export const ACK: Content = { kind: "T04", fields: { reply_kind: "ack" } };
