import { toBase64Url } from "@parley/base";
import type { KeyPair } from "@parley/crypto";
import { makeNextRoot, type ListedDevice, type Operation, type TrustRoot } from "../src/index.ts";
import { AT, device, rec, state } from "./sample.ts";

/** Milliseconds of an hour. */
export const HOUR = 3_600_000;

export function list(id: string, seed: number, change: Partial<ListedDevice> = {}): Operation {
  return {
    op: "list",
    rec: { device: device(seed, change), holder: `p-${seed}`, id: rec(id) },
  };
}

export function card(id: string, hash: string, conf = "2027-03-01"): Operation {
  return { op: "card", rec: { card: hash, conf, id: rec(id) } };
}

export function reset(code: string): Operation {
  return { op: "reset", rec: { state: state(code) } };
}

export function headkey(key: string): Operation {
  return { op: "headkey", rec: { key } };
}

/** Any key of 32 bytes, another one for each seed; as a head key it need not be on the curve. */
export function headKey(seed: number): string {
  return toBase64Url(new Uint8Array(32).fill(150).with(0, seed));
}

/** The root that follows, with these officers. */
export function nextRoot(before: TrustRoot, officers: readonly KeyPair[], k: number): Operation {
  const root = makeNextRoot(before, {
    officers: officers.map(({ publicKey }) => publicKey),
    k,
    at: AT,
  });
  return { op: "root", rec: { root } };
}
