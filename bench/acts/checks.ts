import { fromBase64Url } from "@parley/base";
import { verify } from "@parley/crypto";
import { keyId, signingInput, type SignedAct } from "@parley/protocol";
import { worked } from "../alternate.ts";
import type { Author } from "./offices.ts";

/** One signature: what is signed, by whom, and the signature. */
export interface Check {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** The checks of these acts, with everything but the check itself done. */
export function checksOf(acts: readonly SignedAct[], authors: readonly Author[]): readonly Check[] {
  return acts.map(({ bytes, sig, act }) => {
    const author = authors.find(({ keys }) => keyId(keys.publicKey) === act.key);
    const signature = fromBase64Url(sig);
    if (author === undefined || signature === null) throw new Error("nobody signed");
    return { message: signingInput(bytes), signature, publicKey: author.keys.publicKey };
  });
}

/** What checking these signatures and nothing else takes, in ms. */
export function checkAll(checks: readonly Check[]): number {
  return worked(() => {
    for (const { signature, message, publicKey } of checks)
      if (!verify(signature, message, publicKey)) throw new Error("a signature does not hold");
  });
}
