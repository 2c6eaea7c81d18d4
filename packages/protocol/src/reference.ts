import { fromBase64Url, type StateCode } from "@parley/base";
import type { SignedAct } from "./act.ts";

/**
 * The name that people use for an act, for example `XA/XB/26/0147/T02`: its State, the one it is addressed to
 * (`GRP` for several or all), year, four digits out of the hash, template. Made for reading; not signed, not unique.
 */
export function referenceOf(signed: Pick<SignedAct, "hash" | "act">, from: StateCode): string {
  const { to, at, kind } = signed.act;
  const bytes = fromBase64Url(signed.hash) ?? new Uint8Array();
  const digits = (((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) % 10_000;
  const addressee = to.length === 1 ? (to[0] ?? "GRP") : "GRP";
  return [from, addressee, at.slice(2, 4), String(digits).padStart(4, "0"), kind].join("/");
}
