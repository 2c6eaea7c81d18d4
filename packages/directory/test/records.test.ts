import { encodeProfile, type ProfileValue } from "@parley/base";
import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  appendEntry,
  readLog,
  type Log,
  type LogRefusalReason,
  type Operation,
} from "../src/index.ts";
import { card, headkey, headKey, list, reset } from "./operations.ts";
import {
  actKeyId,
  admit,
  ALFA,
  AT,
  BRAVO,
  cosigners,
  device,
  disable,
  grown,
  logOf,
  officers,
  rec,
  record,
  signedLine,
  signers,
  user,
} from "./sample.ts";

let log: Log;
const alfa = rec("xa-tech-1");
const HASH = "A".repeat(43);

beforeAll(async () => {
  await ready();
  log = logOf([admit(ALFA()), admit(BRAVO())]);
});

/** What becomes of the operation with all signatures that it needs. */
function fate(before: Log, operation: Operation): LogRefusalReason | "accepted" {
  const next = appendEntry(
    before,
    { at: AT, operation },
    signers(before.rootNow()),
    cosigners(before, operation),
  );
  return next.ok ? "accepted" : next.refusal.reason;
}

describe("one more device of a record", () => {
  it("[TRUST-1] [AS-OF] is listed from its entry on, with the holder's new pseudonym", () => {
    const longer = grown(log, list("xa-tech-1", 5));
    expect(longer.recordOf(alfa, 2)).toEqual(ALFA());
    expect(longer.recordOf(alfa)).toEqual({
      ...ALFA(),
      holder: "p-5",
      devices: [device(1), device(5)],
    });
    expect(longer.listedDevices(user("xa1"))).toEqual([device(1), device(5)]);
    expect(longer.isListed(alfa, actKeyId(5), 2)).toBe(false);
    expect(longer.isListed(alfa, actKeyId(5))).toBe(true);
    expect(longer.listedAt(actKeyId(5))).toBe(3);
    expect(longer.deviceBySenderKey(user("xa1"), device(5).curve25519)?.key).toBe(actKeyId(5));
    const shorter = grown(longer, disable("xa-tech-1", 1));
    expect(shorter.recordOf(alfa)?.devices).toEqual([device(5)]);
    expect(shorter.recordOf(alfa, 3)?.devices).toEqual([device(1), device(5)]);
  });

  it("[TRUST-3] brings new keys and a new device id", () => {
    const longer = grown(log, list("xa-tech-1", 5));
    const gone = grown(longer, disable("xa-tech-1", 5));
    expect(fate(longer, list("xa-tech-1", 5, { id: device(6).id }))).toBe("duplicate-key");
    expect(fate(longer, list("xa-tech-1", 6, { seal: device(2).seal }))).toBe("duplicate-key");
    expect(fate(gone, list("xa-tech-1", 5, { id: device(6).id }))).toBe("key-returned");
    expect(fate(gone, list("xa-tech-1", 6, { curve25519: device(5).curve25519 }))).toBe(
      "key-returned",
    );
    for (const before of [longer, gone])
      expect(fate(before, list("xa-tech-1", 6, { id: device(5).id }))).toBe("duplicate-device");
    expect(fate(gone, list("xa-tech-1", 6))).toBe("accepted");
  });

  it("[TRUST-3] a record has at most eight devices at once", () => {
    const seven = [31, 32, 33, 34, 35, 36, 37];
    const full = seven.reduce((so, seed) => grown(so, list("xa-tech-1", seed)), log);
    expect(fate(full, list("xa-tech-1", 38))).toBe("too-many-devices");
    expect(fate(grown(full, disable("xa-tech-1", 33)), list("xa-tech-1", 38))).toBe("accepted");
  });

  it("[CHAIN] a record that is not there has no devices and no card", () => {
    for (const operation of [list("xa-tech-9", 5), card("xa-tech-9", "")])
      expect(fate(log, operation)).toBe("unknown-record");
    expect(fate(log, disable("xa-tech-9", 1))).toBe("unknown-key");
  });
});

describe("a card", () => {
  it("[AS-OF] changes hash and confirmation from its entry on, and nothing else", () => {
    const longer = grown(grown(log, card("xa-tech-1", HASH)), card("xa-tech-1", "", "2028-03-01"));
    expect([1, 2, 3, 4].map((n) => longer.recordOf(alfa, n)?.card)).toEqual(["", "", HASH, ""]);
    expect(longer.recordOf(alfa, 3)).toEqual({ ...ALFA(), card: HASH, conf: "2027-03-01" });
    expect(longer.recordOf(alfa)?.conf).toBe("2028-03-01");
    expect(longer.recordOf(rec("xb-tech-2"))).toEqual(BRAVO());
  });
});

describe("the key of heads", () => {
  it("[AS-OF] holds from its entry on until the next one takes its place", () => {
    const longer = grown(grown(log, headkey(headKey(1))), headkey(headKey(2)));
    expect([0, 2, 3, 4].map((n) => longer.headKey(n))).toEqual([
      null,
      null,
      headKey(1),
      headKey(2),
    ]);
    expect(longer.headKey()).toBe(headKey(2));
  });

  it("[TRUST-3] is a key of its own, and never comes back", () => {
    const [officer] = log.root.officers;
    for (const key of [device(1).act, device(1).seal, officer ?? ""])
      expect(fate(log, headkey(key))).toBe("duplicate-key");
    const first = grown(log, headkey(headKey(1)));
    expect(fate(first, headkey(headKey(1)))).toBe("duplicate-key");
    const second = grown(first, headkey(headKey(2)));
    expect(fate(second, headkey(headKey(1)))).toBe("key-returned");
    expect(fate(second, list("xa-tech-1", 5, { act: headKey(2) }))).toBe("duplicate-key");
    expect(fate(second, list("xa-tech-1", 5, { act: headKey(1) }))).toBe("key-returned");
  });
});

describe("form of the operations", () => {
  /** A third entry that says this, signed by the officer. */
  function said(op: string, of: ProfileValue): LogRefusalReason | "accepted" {
    const entry = encodeProfile({
      at: "2026-03-03T10:00:00Z",
      dir: log.root.dir,
      n: 3,
      op,
      prev: log.head.h,
      rec: of,
      root: 1,
      v: 1,
    });
    const read = readLog(log.root, `${log.text}${signedLine(entry, officers(1))}\n`);
    return read.ok ? "accepted" : read.refusal.reason;
  }

  const fields = (operation: Operation): { readonly [name: string]: ProfileValue } =>
    JSON.parse(JSON.stringify(operation.rec)) as { readonly [name: string]: ProfileValue };

  it.each<[string, () => Operation]>([
    ["list", () => list("xa-tech-1", 5)],
    ["card", () => card("xa-tech-1", "")],
    ["headkey", () => headkey(headKey(1))],
    ["reset", () => reset("XA")],
  ])("[CHAIN] a %s has all its members and no others", (op, operation) => {
    const whole = fields(operation());
    expect(said(op, whole)).not.toBe("schema");
    for (const name of Object.keys(whole)) {
      const { [name]: _, ...rest } = whole;
      expect(said(op, rest)).toBe("schema");
      expect(said(op, { ...whole, [name]: 1 })).toBe("schema");
      expect(said(op, { ...whole, [name]: "ä b" })).toBe("schema");
    }
    expect(said(op, { ...whole, more: 1 })).toBe("schema");
    expect(said(op, "xa-tech-1")).toBe("schema");
    expect(said(op, [])).toBe("schema");
  });

  it.each<[string, string, object]>([
    ["a name as holder", "list", { holder: "Anna Müller" }],
    ["a device without a key", "list", { device: { id: "DEVICE5" } }],
    ["a card that is no hash", "card", { card: "x" }],
    ["a card hash with spare bits", "card", { card: `${"A".repeat(42)}B` }],
    ["a day that is none", "card", { conf: "2027-02-30" }],
    ["a head key that is cut", "headkey", { key: "AAAA" }],
    ["a State in small letters", "reset", { state: "xa" }],
  ])("[LOOK-1] refuses %s", (_name, op, change) => {
    const operations: Record<string, Operation> = {
      list: list("xa-tech-1", 5),
      card: card("xa-tech-1", ""),
      headkey: headkey(headKey(1)),
      reset: reset("XA"),
    };
    const operation = operations[op];
    if (operation === undefined) throw new Error("no such operation");
    expect(said(op, { ...fields(operation), ...change })).toBe("schema");
  });

  it("[CHAIN] a record says how long its State wants a reset to wait: 0 to 72 hours, or nothing", () => {
    for (const wait of [0, 24, 72])
      expect(fate(log, admit(record("XC", 3, { wait })))).toBe("accepted");
    for (const wait of [-1, 73]) expect(fate(log, admit(record("XC", 3, { wait })))).toBe("schema");
    expect(grown(log, admit(record("XC", 3, { wait: 0 }))).recordOf(rec("xc-tech-3"))?.wait).toBe(
      0,
    );
  });
});
