import { createHash } from "node:crypto";
import { concatBytes, fromBase64Url, toUtf8 } from "@parley/base";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  makeSealKeyPair,
  makeSignKeyPair,
  open,
  PASSPHRASE_COST,
  PASSPHRASE_SALT_BYTES,
  passphraseKey,
  PUBLIC_KEY_BYTES,
  randomBytes,
  ready,
  seal,
  SEAL_OVERHEAD_BYTES,
  sha512,
  sign,
  SIGNATURE_BYTES,
  signKeyPairOf,
  verify,
  wipe,
} from "../src/index.ts";

beforeAll(ready);

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = fc.uint8Array({ maxLength: 300 });
const CHEAP = { algorithm: "argon2id13", opslimit: 1, memlimit: 8_192 } as const;

describe("signatures", () => {
  it("are those of RFC 8032, section 7.1, test 3", () => {
    const pair = signKeyPairOf(
      hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"),
    );
    expect(toHex(pair.publicKey)).toBe(
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    );
    expect(toHex(sign(hex("af82"), pair.secretKey))).toBe(
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    );
  });

  it("verify for the signed message and no other", () => {
    const [pair, other] = [makeSignKeyPair(), makeSignKeyPair()];
    fc.assert(
      fc.property(bytes, fc.nat(), (message, at) => {
        const signature = sign(message, pair.secretKey);
        expect(signature).toHaveLength(SIGNATURE_BYTES);
        expect(verify(signature, message, pair.publicKey)).toBe(true);
        expect(verify(signature, message, other.publicKey)).toBe(false);
        expect(verify(signature, concatBytes(message, Uint8Array.of(0)), pair.publicKey)).toBe(
          false,
        );
        const bent = Uint8Array.from(signature);
        bent[at % SIGNATURE_BYTES] = (bent[at % SIGNATURE_BYTES] ?? 0) ^ (1 << (at % 8));
        expect(verify(bent, message, pair.publicKey)).toBe(false);
      }),
    );
  });

  it("are false, not an exception, for anything malformed", () => {
    const pair = makeSignKeyPair();
    fc.assert(
      fc.property(bytes, bytes, bytes, (signature, message, key) => {
        expect(verify(signature, message, key)).toBe(false);
        expect(verify(signature, message, pair.publicKey)).toBe(false);
      }),
    );
    expect(verify(new Uint8Array(64), new Uint8Array(0), new Uint8Array(32))).toBe(false);
  });

  it("are refused for a key of small order and for an S above the group order", () => {
    const identity = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));
    // R = identity, S = 0 satisfies the equation for the identity key over every message.
    expect(verify(concatBytes(identity, new Uint8Array(32)), toUtf8("anything"), identity)).toBe(
      false,
    );
    const pair = makeSignKeyPair();
    const signature = sign(toUtf8("a"), pair.secretKey);
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    let s = order;
    for (let i = 0; i < 32; i++) s += BigInt(signature[32 + i] ?? 0) << BigInt(8 * i);
    const high = Uint8Array.from({ length: 32 }, (_, i) => Number((s >> BigInt(8 * i)) & 255n));
    expect(verify(concatBytes(signature.slice(0, 32), high), toUtf8("a"), pair.publicKey)).toBe(
      false,
    );
  });
});

describe("keys", () => {
  it("have the sizes that the docstrings name and differ from call to call", () => {
    const [a, b, c] = [makeSignKeyPair(), makeSignKeyPair(), makeSealKeyPair()];
    expect([a.publicKey.length, a.secretKey.length]).toEqual([PUBLIC_KEY_BYTES, 64]);
    expect([c.publicKey.length, c.secretKey.length]).toEqual([PUBLIC_KEY_BYTES, 32]);
    expect(toHex(a.publicKey)).not.toBe(toHex(b.publicKey));
    expect(toHex(randomBytes(16))).not.toBe(toHex(randomBytes(16)));
    expect(randomBytes(0)).toHaveLength(0);
  });

  it("are zero after a wipe", () => {
    const key = randomBytes(32);
    wipe(key);
    expect(key).toEqual(new Uint8Array(32));
  });
});

describe("sha512", () => {
  it("is the platform's", () => {
    fc.assert(
      fc.property(bytes, (raw) => {
        expect(toHex(sha512(raw))).toBe(createHash("sha512").update(raw).digest("hex"));
      }),
    );
  });
});

describe("seal", () => {
  it("opens under the same key and context", () => {
    const key = randomBytes(32);
    fc.assert(
      fc.property(bytes, bytes, (plaintext, context) => {
        const sealed = seal(key, plaintext, context);
        expect(sealed).toHaveLength(plaintext.length + SEAL_OVERHEAD_BYTES);
        expect(open(key, sealed, context)).toEqual(plaintext);
      }),
    );
  });

  it("opens the vector of the XChaCha draft (draft-irtf-cfrg-xchacha-03, appendix A.3.1)", () => {
    const key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
    const box = hex(
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
    );
    const plaintext = open(key, concatBytes(nonce, box), hex("50515253c0c1c2c3c4c5c6c7"));
    expect(Buffer.from(plaintext ?? []).toString("latin1")).toBe(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
  });

  it("does not open when anything was changed, cut or moved", () => {
    const key = randomBytes(32);
    const context = toUtf8("here");
    fc.assert(
      fc.property(bytes, fc.nat(), (plaintext, at) => {
        const sealed = seal(key, plaintext, context);
        const bent = Uint8Array.from(sealed);
        bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ (1 << (at % 8));
        expect(open(key, bent, context)).toBeNull();
        expect(open(key, sealed.slice(0, at % sealed.length), context)).toBeNull();
        expect(open(key, sealed, toUtf8("there"))).toBeNull();
        expect(open(randomBytes(32), sealed, context)).toBeNull();
      }),
    );
  });

  it("never seals to the same bytes twice", () => {
    const key = randomBytes(32);
    const seals = Array.from({ length: 20 }, () => toHex(seal(key, toUtf8("same"), toUtf8(""))));
    expect(new Set(seals).size).toBe(20);
  });
});

describe("passphrase key", () => {
  const salt = fromBase64Url("AAECAwQFBgcICQoLDA0ODw") ?? new Uint8Array();

  it("depends on passphrase, salt and cost, and on nothing else", () => {
    const key = passphraseKey("correct horse", salt, CHEAP);
    expect(key).toHaveLength(32);
    expect(passphraseKey("correct horse", salt, CHEAP)).toEqual(key);
    expect(passphraseKey("correct horsf", salt, CHEAP)).not.toEqual(key);
    expect(passphraseKey("correct horse", randomBytes(PASSPHRASE_SALT_BYTES), CHEAP)).not.toEqual(
      key,
    );
    expect(passphraseKey("correct horse", salt, { ...CHEAP, opslimit: 2 })).not.toEqual(key);
  });

  it("is the same for composed and decomposed accents, and takes any text", () => {
    expect(passphraseKey("caf\u00e9", salt, CHEAP)).toEqual(
      passphraseKey("cafe\u0301", salt, CHEAP),
    );
    expect(passphraseKey("\ud800", salt, CHEAP)).toHaveLength(32);
    expect(passphraseKey("", salt, CHEAP)).toHaveLength(32);
  });

  it("costs 3 passes over 256 MiB by default", () => {
    expect(PASSPHRASE_COST).toEqual({
      algorithm: "argon2id13",
      opslimit: 3,
      memlimit: 268_435_456,
    });
    expect(passphraseKey("once at full cost", salt, PASSPHRASE_COST)).toHaveLength(32);
  }, 60_000);
});
