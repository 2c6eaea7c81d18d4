import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from "@parley/base";
import { passphraseKey, ready, type PassphraseCost } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { VAULT_LIMIT } from "../../src/contract/index.ts";
import {
  makeVault,
  openVault,
  readVault,
  sealVault,
  type KeyFromPassphrase,
} from "../../src/renderer/app/vault/vault-file.ts";

/** The real function at its least cost. */
const COST: PassphraseCost = { algorithm: "argon2id13", opslimit: 1, memlimit: 8192 };
const derive: KeyFromPassphrase = (passphrase, salt, cost) =>
  Promise.resolve(passphraseKey(passphrase, salt, cost));
const never: KeyFromPassphrase = () => Promise.reject(new Error("nothing to derive"));

function changed(sealed: string, change: (fields: Record<string, unknown>) => void): string {
  const fields = JSON.parse(fromUtf8(fromBase64Url(sealed)!)!) as Record<string, unknown>;
  change(fields);
  return toBase64Url(toUtf8(JSON.stringify(fields)));
}

describe("vault", () => {
  beforeAll(ready);

  it("opens under its passphrase, however the accents were composed, and under no other", async () => {
    const vault = await makeVault();
    const sealed = await sealVault(vault, "caf\u00e9 orchard window", derive, COST);
    expect(sealed.length).toBeLessThan(VAULT_LIMIT);
    const opened = await openVault(sealed, "cafe\u0301 orchard window", derive);
    expect(opened).toEqual({ ok: true, value: vault });
    const wrong = await openVault(sealed, "cafe orchard window", derive);
    expect(wrong).toEqual({ ok: false, refusal: "wrong-passphrase" });
  });

  it("never makes two alike, and shows neither key nor passphrase", async () => {
    const vault = await makeVault();
    const first = await sealVault(vault, "orchard window copper", derive, COST);
    expect(await sealVault(vault, "orchard window copper", derive, COST)).not.toBe(first);
    const text = fromUtf8(fromBase64Url(first)!)!;
    expect(text).not.toContain("orchard");
    expect(text).not.toContain(toBase64Url(vault.key));
  });

  it.each<[string, (fields: Record<string, unknown>) => void]>([
    ["profile", (fields) => (fields["profile"] = "AAAAAAAAAAA")],
    ["cost", (fields) => (fields["cost"] = { ...COST, opslimit: 2 })],
    ["salt", (fields) => (fields["salt"] = toBase64Url(new Uint8Array(16)))],
  ])("does not open with another %s", async (_name, change) => {
    const sealed = await sealVault(await makeVault(), "orchard window copper", derive, COST);
    const opened = await openVault(changed(sealed, change), "orchard window copper", derive);
    expect(opened).toEqual({ ok: false, refusal: "wrong-passphrase" });
  });

  it.each([
    ["no base64url", () => "!"],
    ["no JSON", () => toBase64Url(toUtf8("{"))],
    ["no record", () => toBase64Url(toUtf8("[]"))],
    ["a cut box", (sealed: string) => changed(sealed, (f) => (f["box"] = "AAAA"))],
    [
      "a cost that would stall the machine",
      (sealed: string) => changed(sealed, (f) => (f["cost"] = { ...COST, memlimit: 2 ** 40 })),
    ],
    [
      "another algorithm",
      (sealed: string) => changed(sealed, (f) => (f["cost"] = { ...COST, algorithm: "md5" })),
    ],
  ])("is damaged: %s", async (_name, damage) => {
    const sealed = await sealVault(await makeVault(), "orchard window copper", derive, COST);
    const opened = await openVault(damage(sealed), "orchard window copper", never);
    expect(opened).toEqual({ ok: false, refusal: "damaged" });
  });

  it("says that a newer version made it", async () => {
    const sealed = await sealVault(await makeVault(), "orchard window copper", derive, COST);
    expect(readVault(changed(sealed, (f) => (f["v"] = 2)))).toEqual({
      ok: false,
      refusal: "newer",
    });
  });
});
