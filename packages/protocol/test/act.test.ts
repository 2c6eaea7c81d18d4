import { encodeProfile, toBase64Url, type ActHash, type ProfileValue } from "@parley/base";
import { ready, sign } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  actHash,
  checkContext,
  composeAct,
  encodeAct,
  keyId,
  parseAct,
  readClaim,
  referenceOf,
  REFUSAL_TEXT,
  signAct,
  signingInput,
  verifySigned,
  type Act,
  type ActRefusal,
  type KeyAt,
  type SignedAct,
} from "../src/index.ts";
import {
  ACK,
  ALFA,
  EARLY_WARNING,
  envelope,
  following,
  HASH,
  keysOf,
  opening,
  ROOM,
  signed,
  XA,
} from "./sample.ts";

let keys: ReturnType<typeof keysOf>;
let other: ReturnType<typeof keysOf>;
let first: SignedAct;
let keyAt: KeyAt;

beforeAll(async () => {
  await ready();
  [keys, other] = [keysOf(1), keysOf(2)];
  first = signed(opening(keys.id), keys.secretKey);
  keyAt = (rec, key) => (rec === ALFA && key === keys.id ? toBase64Url(keys.publicKey) : null);
});

/** Refusal of a well-signed value that is an act but for the change. */
function refusalOf(
  change: { readonly [name: string]: unknown },
  drop: readonly string[] = [],
): ActRefusal | "accepted" {
  const fields = Object.fromEntries(
    Object.entries({ ...opening(keys.id), ...change }).filter(([name]) => !drop.includes(name)),
  );
  const bytes = encodeProfile(fields as ProfileValue);
  const result = verifySigned(
    { bytes, sig: toBase64Url(sign(signingInput(bytes), keys.secretKey)) },
    keyAt,
  );
  return result.ok ? "accepted" : result.refusal;
}

describe("signed acts", () => {
  it("[ACT-1] come back as they were signed", () => {
    const back = verifySigned({ bytes: first.bytes, sig: first.sig }, keyAt);
    expect(back).toEqual({ ok: true, value: first });
    expect(encodeAct(first.act)).toBe(first.bytes);
    expect(first.act).toEqual(opening(keys.id));
  });

  it("[ACT-1] are hashed and signed over the domain, a zero byte and the bytes", () => {
    const input = signingInput("{}");
    expect(Buffer.from(input).toString("latin1")).toBe("chat.parley.act.v1\u0000{}");
    expect(first.hash).toHaveLength(43);
    expect(actHash(first.bytes)).toBe(first.hash);
    expect(keyId(keys.publicKey)).toBe(keys.id);
  });

  it("[ACT-1] are refused after any change of one byte of the text", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...'aZ0-_"{}[]:, \n\\é'.split("")), (at, char) => {
        const i = at % first.bytes.length;
        fc.pre(first.bytes[i] !== char);
        const bent = first.bytes.slice(0, i) + char + first.bytes.slice(i + 1);
        expect(verifySigned({ bytes: bent, sig: first.sig }, keyAt).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("[ACT-1] are refused after any change, cut or extension of the signature", () => {
    const refusal = (sig: string): string => {
      const result = verifySigned({ bytes: first.bytes, sig }, keyAt);
      return result.ok ? "accepted" : result.refusal;
    };
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(..."AZaz09-_".split("")), (at, char) => {
        const i = at % first.sig.length;
        fc.pre(first.sig[i] !== char);
        expect(refusal(first.sig.slice(0, i) + char + first.sig.slice(i + 1))).toBe(
          "bad-signature",
        );
      }),
    );
    for (const sig of ["", "A", first.sig.slice(1), `${first.sig}A`, `${first.sig}==`, "\u0000"])
      expect(refusal(sig)).toBe("bad-signature");
    expect(refusal(toBase64Url(sign(signingInput(first.bytes), other.secretKey)))).toBe(
      "bad-signature",
    );
  });

  it("[ACT-1] are refused, never thrown at, whatever arrives", () => {
    const junk = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.json(),
      fc.constantFrom(
        "[".repeat(20_000),
        '{"a":'.repeat(5_000),
        "x".repeat(10_000_000),
        "\ud800",
        "{}",
        "[]",
        "1",
      ),
    );
    fc.assert(
      fc.property(junk, fc.string(), (bytes, sig) => {
        expect(verifySigned({ bytes, sig }, keyAt).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("[ACT-1] are looked at in the order size, UTF-8, profile, canonical, version, signer, signature, schema", () => {
    const of = (bytes: string, sig = first.sig): string => {
      const result = verifySigned({ bytes, sig }, keyAt);
      return result.ok ? "accepted" : result.refusal;
    };
    const signs = (value: ProfileValue): readonly [string, string] => {
      const bytes = encodeProfile(value);
      return [bytes, toBase64Url(sign(signingInput(bytes), keys.secretKey))];
    };
    expect(of(`\ud800${" ".repeat(16_384)}`)).toBe("too-large");
    expect(of(" \ud800 null")).toBe("not-utf8");
    expect(of(" null")).toBe("null");
    expect(of(' {"v":2}')).toBe("not-canonical");
    expect(of('{"v":2}')).toBe("unknown-version");
    expect(of("[]")).toBe("no-signer");
    expect(of('{"v":1}')).toBe("no-signer");
    expect(of(`{"key":"${other.id}","rec":"${ALFA}","v":1}`)).toBe("unknown-signer");
    expect(of(`{"key":"${keys.id}","rec":"${ALFA}","v":1}`)).toBe("bad-signature");
    expect(of(...signs({ key: keys.id, rec: ALFA, v: 1 }))).toBe("missing-member");
  });

  it("[ACT-1] count only under the key that record and key id name together", () => {
    const wrongAnswer: KeyAt = () => toBase64Url(other.publicKey);
    expect(verifySigned(first, wrongAnswer)).toEqual({ ok: false, refusal: "unknown-signer" });
    expect(verifySigned(first, () => "not base64url!")).toEqual({
      ok: false,
      refusal: "unknown-signer",
    });
  });

  it("[ACT-1] name the directory head they were written with, before anything is verified", () => {
    const claim = readClaim(first.bytes);
    expect(claim.ok && [claim.value.rec, claim.value.key, claim.value.dirN]).toEqual([
      ALFA,
      keys.id,
      2,
    ]);
  });
});

describe("the envelope", () => {
  it("[ACT-1] knows no other member, and misses none", () => {
    expect(refusalOf({})).toBe("accepted");
    expect(refusalOf({ extra: 1 })).toBe("unknown-member");
    expect(refusalOf({ constructor: 1 })).toBe("unknown-member");
    const required = Object.keys(opening(keys.id)).filter(
      (name) => !["open", "prev", "re", "pap", "prec", "v", "rec", "key"].includes(name),
    );
    expect(required).toHaveLength(21);
    for (const name of required)
      expect([name, refusalOf({}, [name])]).toEqual([name, "missing-member"]);
  });

  it("[ACT-1] takes every optional member", () => {
    const full = {
      pap: "amber",
      prec: "urgent",
      re: HASH,
      ask: {
        ack: "2026-11-24T09:00:00Z",
        reply: "2026-11-24T14:00:00Z",
        revert: "2026-11-24T15:00:00Z",
      },
      files: [{ salt: "A".repeat(22), h: HASH, size: 10, mime: "text/csv", tlp: "green" }],
      clear: [{ rec: ALFA, key: keys.id, sig: "A".repeat(86) }],
      open: { ...opening(keys.id).open, facilitator: "OSCE", basis: { con: "x" } },
    };
    expect(refusalOf(full)).toBe("accepted");
  });

  it.each<readonly [string, { readonly [name: string]: unknown }]>([
    ["kind", { kind: "T11" }],
    ["tv", { tv: 0 }],
    ["nonce", { nonce: "A".repeat(21) }],
    ["nonce with spare bits", { nonce: `${"A".repeat(21)}B` }],
    ["con", { con: "" }],
    ["chan beside open", { chan: HASH }],
    ["level", { level: "ministerial" }],
    ["level other than the opening's", { level: "policy" }],
    ["mode other than the opening's", { mode: "check" }],
    ["dir.n", { dir: { n: 0, h: HASH } }],
    ["dir with more", { dir: { n: 1, h: HASH, x: 1 } }],
    ["n without prev", { n: 1 }],
    ["negative n", { n: -1 }],
    ["prev in an opening", { prev: HASH, n: 1 }],
    ["parents in an opening", { parents: [HASH] }],
    ["ep", { ep: "AAAA" }],
    ["to in small letters", { to: ["xb"] }],
    ["to twice", { to: ["XB", "XB"] }],
    ["tlp", { tlp: "white" }],
    ["pap", { pap: "RED" }],
    ["disc", { disc: "everybody" }],
    ["at that the calendar lacks", { at: "2026-02-30T00:00:00Z" }],
    ["at with fractions", { at: "2026-02-03T00:00:00.000Z" }],
    ["prec", { prec: "flash" }],
    ["lang", { lang: "English" }],
    ["res", { res: ["apology"] }],
    ["res twice", { res: ["ack", "ack"] }],
    ["ask", { ask: { by: "2026-11-24T09:00:00Z" } }],
    ["ask in words", { ask: { ack: "tomorrow" } }],
    [
      "33 files",
      {
        files: Array.from({ length: 33 }, () => ({
          salt: "A".repeat(22),
          h: HASH,
          size: 1,
          mime: "a/b",
        })),
      },
    ],
    ["file without hash", { files: [{ salt: "A".repeat(22), size: 1, mime: "a/b" }] }],
    ["clear", { clear: [{ rec: ALFA, sig: "A".repeat(86) }] }],
    ["f", { f: [] }],
    [
      "one party",
      {
        open: { room: ROOM, level: "technical", mode: "exercise", parties: ["XA"], roster: [ALFA] },
      },
    ],
    [
      "open with more",
      {
        open: {
          room: ROOM,
          level: "technical",
          mode: "exercise",
          parties: ["XA", "XB"],
          roster: [],
          x: 1,
        },
      },
    ],
    ["no opening and no past", { open: undefined }],
  ])("[ACT-1] refuses %s", (_, change) => {
    const drop = Object.entries(change).flatMap(([name, value]) =>
      value === undefined ? [name] : [],
    );
    expect(refusalOf(change, drop)).toBe("wrong-value");
  });

  it("[ACT-1] wants parents sorted, single, at most 32 and without the previous act", () => {
    const at = (n: number): ActHash => toBase64Url(new Uint8Array(32).fill(n)) as ActHash;
    const follow = (change: { readonly [name: string]: unknown }): string =>
      refusalOf({ ...following(keys.id, first.hash), ...change }, ["open"]);
    const sorted = Array.from({ length: 33 }, (_, n) => at(n)).sort();
    expect(follow({})).toBe("accepted");
    expect(follow({ parents: sorted.slice(0, 32) })).toBe("accepted");
    expect(follow({ parents: sorted })).toBe("wrong-value");
    expect(follow({ parents: [sorted[1], sorted[0]] })).toBe("wrong-value");
    expect(follow({ parents: [sorted[0], sorted[0]] })).toBe("wrong-value");
    expect(follow({ parents: [], n: 1, prev: at(1) })).toBe("accepted");
    expect(follow({ parents: [at(1)], n: 1, prev: at(1) })).toBe("wrong-value");
    expect(follow({ parents: [] })).toBe("wrong-value");
    expect(follow({ chan: "" })).toBe("wrong-value");
  });

  it("[ACT-1] leaves the fields of kinds and template versions unread that this version does not know", () => {
    expect(refusalOf({ kind: "T01", f: { subject: "unread" } })).toBe("accepted");
    expect(refusalOf({ tv: 2, f: { stage: "unread" } })).toBe("accepted");
    expect(refusalOf({ f: { stage: "unread" } })).toBe("wrong-fields");
  });

  it("[ACT-1] wants the fields of a template in one spelling", () => {
    expect(refusalOf({ f: { ...EARLY_WARNING, summary: " blanks " } })).toBe("wrong-fields");
    expect(refusalOf({ f: { ...EARLY_WARNING, summary: "" } })).toBe("wrong-fields");
    expect(refusalOf({ f: { ...EARLY_WARNING, colour: "red" } })).toBe("wrong-fields");
    expect(refusalOf({ f: { ...EARLY_WARNING, affected_sectors: ["health", "energy"] } })).toBe(
      "wrong-fields",
    );
    expect(refusalOf({ f: { ...EARLY_WARNING, affected_sectors: ["energy", "health"] } })).toBe(
      "accepted",
    );
  });

  it("[ACT-1] refuses the RSIT class test in mode real", () => {
    const f = { ...EARLY_WARNING, rsit: { class: "test", type: "test" } };
    const real = { ...opening(keys.id).open, mode: "real" };
    expect(refusalOf({ f })).toBe("accepted");
    expect(refusalOf({ f, mode: "real", open: real })).toBe("wrong-fields");
  });

  it("[ACT-1] shows the fallback of an unknown version, and gives it no effect", () => {
    expect(refusalOf({ v: 2 })).toBe("unknown-version");
    expect(refusalOf({ v: 0 })).toBe("unknown-version");
    expect(REFUSAL_TEXT["unknown-version"]).toContain("plain text");
  });

  it("[ACT-5] takes any claimed time that the calendar has", () => {
    expect(refusalOf({ at: "1970-01-01T00:00:00Z" })).toBe("accepted");
    expect(refusalOf({ at: "9999-12-31T23:59:59Z" })).toBe("accepted");
  });
});

describe("signAct", () => {
  it("[ACT-1] signs nothing that a reader would refuse", () => {
    const f = { ...EARLY_WARNING, summary: "x".repeat(2_001) };
    const act: Act = { ...opening(keys.id), f };
    expect(signAct(act, keys.secretKey)).toEqual({ ok: false, refusal: "wrong-fields" });
    const large: Act = {
      ...opening(keys.id),
      kind: "T01",
      f: { a: "x".repeat(8_000), b: "x".repeat(8_000) },
    };
    expect(signAct(large, keys.secretKey)).toEqual({ ok: false, refusal: "too-large" });
  });

  it("[TRUST-3] does not sign for another key", () => {
    expect(() => signAct(opening(keys.id), other.secretKey)).toThrow("another key");
  });

  it("[ACT-1] composes parents in order, with defaults by level and template", () => {
    const [a, b] = [HASH, first.hash];
    const act = composeAct(
      ACK,
      following(keys.id, first.hash, { prev: b, n: 1, parents: [b, a, a] }),
    );
    expect(act.parents).toEqual([a]);
    expect([act.tlp, act.disc, act.lang, act.res]).toEqual([
      "amber+strict",
      "parties-only",
      "en",
      ["ack"],
    ]);
    expect(composeAct(ACK, following(keys.id, a, { level: "policy" })).tlp).toBe("red");
    const parsed = parseAct(encodeAct(act));
    expect(parsed).toEqual({ ok: true, value: act });
  });
});

describe("checkContext", () => {
  const check = (act: Act, room = ROOM, opened: SignedAct | null = first): string => {
    const result = checkContext(act, room, opened);
    return result.ok ? "accepted" : result.refusal;
  };

  it("[ROSTER-1] binds an opening act to the room it names", () => {
    expect(check(first.act, ROOM, null)).toBe("accepted");
    expect(check(first.act, "!else:parley.test" as typeof ROOM, null)).toBe("other-room");
  });

  it("[ROSTER-1] binds every other act to room, consultation, channel, level and mode of the opening", () => {
    const ack = composeAct(ACK, following(keys.id, first.hash));
    expect(check(ack)).toBe("accepted");
    expect(check(ack, ROOM, null)).toBe("other-channel");
    expect(check({ ...ack, chan: HASH })).toBe("other-channel");
    expect(check(ack, "!else:parley.test" as typeof ROOM)).toBe("other-room");
    expect(check({ ...ack, con: "DDDDDDDDDDDDDDDDDDDDDA" as Act["con"] })).toBe(
      "other-consultation",
    );
    expect(check({ ...ack, level: "policy" })).toBe("other-level");
    expect(check({ ...ack, mode: "real" })).toBe("other-mode");
  });
});

describe("referenceOf", () => {
  it("[ACT-1] reads from, to, year, four digits and template", () => {
    expect(referenceOf(first, XA)).toMatch(/^XA\/XB\/26\/\d{4}\/T02$/);
    const toAll = signed(opening(keys.id, { to: [] }), keys.secretKey);
    expect(referenceOf(toAll, XA)).toMatch(/^XA\/GRP\/26\/\d{4}\/T02$/);
    expect(referenceOf(toAll, XA).slice(10, 14)).not.toBe(referenceOf(first, XA).slice(9, 13));
  });
});

describe("REFUSAL_TEXT", () => {
  it("[ACT-1] has one neutral sentence for every refusal", () => {
    for (const text of Object.values(REFUSAL_TEXT)) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/overdue|failed to|guilty|attack/i);
    }
    expect(envelope(keys.id).key).toBe(keys.id);
  });
});
