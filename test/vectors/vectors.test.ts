/** The project's own code against the vectors: what was written once is still read, and written, the same. */
import { readFileSync } from "node:fs";
import { fromBase64Url, parseProfile, toBase64Url } from "@parley/base";
import { passphraseKey, ready, sign, signKeyPairOf } from "@parley/crypto";
import { ACT_LIMITS, encodeAct, signingInput, verifySigned, type KeyAt } from "@parley/protocol";
import { beforeAll, describe, expect, it } from "vitest";

interface Vector {
  readonly name: string;
  readonly key: string;
  readonly bytes: string;
  readonly sig: string;
  readonly hash: string;
  readonly refusal: string;
}
const load = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as T;
const acts = load<{
  readonly keys: readonly {
    readonly seed: string;
    readonly publicKey: string;
    readonly id: string;
  }[];
  readonly accepted: readonly Vector[];
  readonly refused: readonly Vector[];
}>("acts.json");
const keyAt: KeyAt = (_, key) => acts.keys.find((one) => one.id === key)?.publicKey ?? null;
const bytesOf = (text: string): Uint8Array => fromBase64Url(text) ?? new Uint8Array();

beforeAll(ready);

describe("vectors, read by the project", () => {
  it.each(acts.accepted)("[ACT-1] $name", (vector) => {
    const result = verifySigned(vector, keyAt);
    if (!result.ok) return expect.unreachable(result.refusal);
    expect(result.value.hash).toBe(vector.hash);
    expect(encodeAct(result.value.act)).toBe(vector.bytes);
    const seed = acts.keys.find((one) => one.id === vector.key)?.seed ?? "";
    const secretKey = signKeyPairOf(bytesOf(seed)).secretKey;
    expect(toBase64Url(sign(signingInput(vector.bytes), secretKey))).toBe(vector.sig);
  });

  it.each(acts.refused)("[ACT-1] $name: $refusal", (vector) => {
    expect(verifySigned(vector, keyAt)).toEqual({ ok: false, refusal: vector.refusal });
  });

  it("[ACT-1] texts of the JSON profile", () => {
    const { texts } = load<{
      readonly texts: readonly { readonly text: string; readonly refusal?: string }[];
    }>("json-profile.json");
    expect(texts.length).toBeGreaterThan(15);
    for (const { text, refusal } of texts) {
      const parsed = parseProfile(text, ACT_LIMITS);
      expect([text, parsed.ok ? undefined : parsed.refusal]).toEqual([text, refusal]);
    }
  });

  it("passphrase keys", () => {
    const { keys } = load<{
      readonly keys: readonly {
        readonly passphrase: string;
        readonly salt: string;
        readonly opslimit: number;
        readonly memlimit: number;
        readonly key: string;
      }[];
    }>("passphrase.json");
    for (const { passphrase, salt, opslimit, memlimit, key } of keys)
      expect(
        toBase64Url(
          passphraseKey(passphrase, bytesOf(salt), { algorithm: "argon2id13", opslimit, memlimit }),
        ),
      ).toBe(key);
  });
});
