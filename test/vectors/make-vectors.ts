/**
 * Writes the vectors beside this file: `node test/vectors/make-vectors.ts`. They were written once; running it again
 * must change nothing, and `vectors.test.ts` fails if the code no longer agrees with them.
 */
import { writeFileSync } from "node:fs";
import { encodeProfile, parseProfile, toBase64Url, toUtf8, type RecordId } from "@parley/base";
import { passphraseKey, ready, sha512, sign, signKeyPairOf } from "@parley/crypto";
import {
  ACT_LIMITS,
  actHash,
  composeAct,
  encodeAct,
  keyId,
  signingInput,
  type Act,
  type Content,
  type Envelope,
} from "@parley/protocol";

await ready();

const seeds = [1, 2].map((n) => new Uint8Array(32).fill(n));
const keys = seeds.map((seed) => {
  const pair = signKeyPairOf(seed);
  return { ...pair, seed: toBase64Url(seed), id: keyId(pair.publicKey) };
});
const [alfa, bravo] = keys;
if (alfa === undefined || bravo === undefined) throw new Error("two keys");

const random = (name: string, length: number): string =>
  toBase64Url(sha512(toUtf8(name)).slice(0, length));
const head = { n: 2, h: random("head", 32) };

/** Ids stand here as plain text; `vectors.test.ts` reads the result as strictly as a client. */
function envelope(
  rec: string,
  key: string,
  change: { readonly [name: string]: unknown },
): Envelope {
  return {
    nonce: random(`nonce ${rec} ${JSON.stringify(change)}`, 16),
    con: random("consultation", 16),
    level: "technical",
    mode: "exercise",
    rec,
    key,
    dir: head,
    n: 0,
    ep: random(`epoch ${rec}`, 8),
    parents: [],
    ...change,
  } as unknown as Envelope;
}

function signed(
  name: string,
  act: Act,
  secretKey: Uint8Array,
): {
  readonly name: string;
  readonly rec: string;
  readonly key: string;
  readonly bytes: string;
  readonly sig: string;
  readonly hash: string;
} {
  const bytes = encodeAct(act);
  return {
    name,
    rec: act.rec,
    key: act.key,
    bytes,
    sig: toBase64Url(sign(signingInput(bytes), secretKey)),
    hash: actHash(bytes),
  };
}

const open = {
  room: "!vectors:parley.test",
  level: "technical",
  mode: "exercise",
  parties: ["XA", "XB"],
  roster: ["xa-tech-1", "xb-tech-1"],
};
const notification: Content = {
  kind: "T02",
  fields: {
    stage: "early-warning",
    incident_ref: "CERT-2026-0147",
    rsit: { class: "availability", type: "ddos" },
    incident_status: "ongoing",
    suspected_malicious: "unknown",
    cross_border: "yes",
    impact_scope: "multi-org",
    territorial_link: "hosting",
    summary: 'Verkehr über 400 Gbit/s: "Störung" bei zwei Betreibern.\nПисьмо следует. \\ 中文 😀',
    request_to_recipient: "information",
    public_status: "not-public",
  },
};
const first = signed(
  "opening with an early warning",
  composeAct(
    notification,
    envelope("xa-tech-1", alfa.id, {
      chan: "",
      open,
      to: ["XB"],
      at: "2026-11-24T08:00:00Z",
      prec: "urgent",
      pap: "amber",
      ask: { ack: "2026-11-24T12:00:00Z", reply: "2026-11-25T08:00:00Z" },
    }),
  ),
  alfa.secretKey,
);
const ack = signed(
  "acknowledgement",
  composeAct(
    { kind: "T04", fields: { reply_kind: "ack" } },
    envelope("xb-tech-1", bravo.id, {
      chan: first.hash,
      parents: [first.hash],
      re: first.hash,
      to: ["XA"],
      at: "2026-11-24T08:05:00Z",
    }),
  ),
  bravo.secretKey,
);
const answer = signed(
  "answer with every list of the envelope filled",
  composeAct(
    { kind: "T04", fields: { reply_kind: "partial", text: "Two hosts found." } },
    envelope("xb-tech-1", bravo.id, {
      chan: first.hash,
      n: 1,
      prev: ack.hash,
      parents: [first.hash],
      re: first.hash,
      to: ["XA"],
      at: "2026-11-24T09:00:00Z",
      files: [
        {
          salt: random("salt", 16),
          h: random("file", 32),
          size: 1234,
          mime: "text/csv",
          tlp: "green",
        },
      ],
      clear: [
        {
          rec: "xb-pol-1",
          key: random("clearer", 16),
          sig: toBase64Url(new Uint8Array(64).fill(7)),
        },
      ],
    }),
  ),
  bravo.secretKey,
);
const roster = signed(
  "a colleague added",
  composeAct(
    { kind: "roster", fields: { op: "add", rec: "xa-tech-2" as RecordId } },
    envelope("xa-tech-1", alfa.id, {
      chan: first.hash,
      n: 1,
      prev: first.hash,
      parents: [answer.hash],
      to: [],
      at: "2026-11-24T09:30:00Z",
    }),
  ),
  alfa.secretKey,
);

const changed = first.bytes.replace("400 Gbit/s", "500 Gbit/s");
const spaced = first.bytes.replace('"at":', '"at": ');
const later = first.bytes.replace('"v":1', '"v":2');
const signs = (bytes: string): string => toBase64Url(sign(signingInput(bytes), alfa.secretKey));
const refused = [
  { name: "text changed after signing", bytes: changed, sig: first.sig, refusal: "bad-signature" },
  {
    name: "signed by another key",
    bytes: first.bytes,
    sig: toBase64Url(sign(signingInput(first.bytes), bravo.secretKey)),
    refusal: "bad-signature",
  },
  {
    name: "signed without the domain",
    bytes: first.bytes,
    sig: toBase64Url(sign(toUtf8(first.bytes), alfa.secretKey)),
    refusal: "bad-signature",
  },
  {
    name: "signature cut",
    bytes: first.bytes,
    sig: first.sig.slice(0, -2),
    refusal: "bad-signature",
  },
  { name: "a space in the bytes", bytes: spaced, sig: signs(spaced), refusal: "not-canonical" },
  { name: "a later version", bytes: later, sig: signs(later), refusal: "unknown-version" },
];

const profile = [
  "{}",
  "[]",
  '"a\\nb"',
  '{"a":1,"b":[true,false,"\\"\\\\"]}',
  "-9007199254740991",
  '"中文 😀"',
  '{"b":1,"a":1}',
  '{"a":1,"a":1}',
  "1.0",
  "-0",
  "1e2",
  "null",
  '"\\u0061"',
  '"\\t"',
  '{"A":1}',
  "[[[[[[[]]]]]]]",
  "9007199254740992",
  '"\u202e"',
  "",
  "{",
].map((text) => {
  const parsed = parseProfile(text, ACT_LIMITS);
  return parsed.ok
    ? { text, canonical: encodeProfile(parsed.value) === text }
    : { text, refusal: parsed.refusal };
});

const salt = new Uint8Array(16).fill(9);
const costs = [
  { algorithm: "argon2id13", opslimit: 1, memlimit: 8_192 },
  { algorithm: "argon2id13", opslimit: 3, memlimit: 1_048_576 },
] as const;

const files: { readonly [name: string]: unknown } = {
  "acts.json": {
    about:
      "Ed25519 over utf8('chat.parley.act.v1') || 0 || utf8(bytes); hash: first 32 bytes of SHA-512 over the same; key: first 16 bytes of SHA-512 over the public key. All byte strings base64url without padding.",
    keys: keys.map(({ seed, publicKey, id }) => ({ seed, publicKey: toBase64Url(publicKey), id })),
    accepted: [first, ack, answer, roster],
    refused: refused.map((one) => ({ ...one, rec: first.rec, key: first.key })),
  },
  "json-profile.json": {
    about: "Texts under the limits of an act: canonical, or refused with the reason.",
    texts: profile,
  },
  "passphrase.json": {
    about: "Argon2id 1.3, one lane, 32 bytes; memlimit in bytes, opslimit in passes.",
    keys: costs.map((cost) => ({
      passphrase: "correct horse",
      salt: toBase64Url(salt),
      ...cost,
      key: toBase64Url(passphraseKey("correct horse", salt, cost)),
    })),
  },
};
for (const [name, content] of Object.entries(files))
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(content, null, 1)}\n`);
