/**
 * The independent verifier: reads the vectors with nothing but Node's own crypto and JSON, from the text of the
 * specification. It imports no code of this project.
 */
import {
  argon2Sync,
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
} from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface ActVector {
  readonly name: string;
  readonly key: string;
  readonly bytes: string;
  readonly sig: string;
  readonly hash?: string;
  readonly refusal?: string;
}
interface ActVectors {
  readonly keys: readonly {
    readonly seed: string;
    readonly publicKey: string;
    readonly id: string;
  }[];
  readonly accepted: readonly ActVector[];
  readonly refused: readonly ActVector[];
}
interface Passphrases {
  readonly keys: readonly {
    readonly passphrase: string;
    readonly salt: string;
    readonly opslimit: number;
    readonly memlimit: number;
    readonly key: string;
  }[];
}

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as unknown;
}
const acts = load("acts.json") as ActVectors;

const signedBytes = (bytes: string): Buffer =>
  Buffer.concat([
    Buffer.from("chat.parley.act.v1", "ascii"),
    Buffer.of(0),
    Buffer.from(bytes, "utf8"),
  ]);
const sha512 = (bytes: Buffer): Buffer => createHash("sha512").update(bytes).digest();

function verifies(vector: ActVector): boolean {
  const listed = acts.keys.find((one) => one.id === vector.key);
  if (listed === undefined) return false;
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: listed.publicKey },
    format: "jwk",
  });
  return verify(null, signedBytes(vector.bytes), key, Buffer.from(vector.sig, "base64url"));
}

/** Names sorted at every depth, no spaces: what the platform's JSON then writes is the canonical text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([name, member]) => [name, canonical(member)]),
  );
}

describe("vectors, read by plain Node crypto", () => {
  it("[ACT-1] name each key by the first 16 bytes of its hash, and derive it from its seed", () => {
    const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");
    for (const { seed, publicKey, id } of acts.keys) {
      const raw = Buffer.from(publicKey, "base64url");
      expect(sha512(raw).subarray(0, 16).toString("base64url")).toBe(id);
      const key = createPrivateKey({
        key: Buffer.concat([pkcs8, Buffer.from(seed, "base64url")]),
        format: "der",
        type: "pkcs8",
      });
      expect(createPublicKey(key).export({ format: "jwk" })["x"]).toBe(publicKey);
      const own = acts.accepted.filter((one) => one.key === id);
      expect(own.length).toBeGreaterThan(0);
      for (const one of own)
        expect(sign(null, signedBytes(one.bytes), key).toString("base64url")).toBe(one.sig);
    }
  });

  it.each(acts.accepted)("[ACT-1] $name: signature, hash and canonical text hold", (vector) => {
    expect(verifies(vector)).toBe(true);
    expect(sha512(signedBytes(vector.bytes)).subarray(0, 32).toString("base64url")).toBe(
      vector.hash,
    );
    expect(JSON.stringify(canonical(JSON.parse(vector.bytes)))).toBe(vector.bytes);
    expect(Buffer.byteLength(vector.bytes)).toBeLessThanOrEqual(16_384);
  });

  it.each(acts.refused)("[ACT-1] $name: refused as $refusal", (vector) => {
    switch (vector.refusal) {
      case "bad-signature":
        expect(verifies(vector)).toBe(false);
        break;
      case "not-canonical":
        expect(verifies(vector)).toBe(true);
        expect(JSON.stringify(canonical(JSON.parse(vector.bytes)))).not.toBe(vector.bytes);
        break;
      case "unknown-version":
        expect((JSON.parse(vector.bytes) as { readonly v: number }).v).not.toBe(1);
        break;
      default:
        expect.unreachable(`no check for ${String(vector.refusal)}`);
    }
  });

  it("[ACT-1] chain: every previous act and parent is the hash of another vector", () => {
    const hashes = new Set(acts.accepted.map((one) => one.hash));
    const links = acts.accepted.flatMap((one) => {
      const act = JSON.parse(one.bytes) as {
        readonly chan: string;
        readonly prev?: string;
        readonly parents: readonly string[];
      };
      return [act.chan, act.prev ?? "", ...act.parents].filter((hash) => hash !== "");
    });
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((hash) => !hashes.has(hash))).toEqual([]);
  });

  it("derive the passphrase keys with the platform's Argon2id", () => {
    for (const one of (load("passphrase.json") as Passphrases).keys) {
      const key = argon2Sync("argon2id", {
        message: one.passphrase,
        nonce: Buffer.from(one.salt, "base64url"),
        parallelism: 1,
        tagLength: 32,
        memory: one.memlimit / 1_024,
        passes: one.opslimit,
      });
      expect(key.toString("base64url")).toBe(one.key);
    }
  });
});
