import { encodeProfile, type ProfileValue } from "@parley/base";
import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  appendEntry,
  LOG_REFUSALS,
  readLog,
  signEntry,
  type DirectoryRecord,
  type Log,
  type LogRefusalReason,
  type Operation,
} from "../src/index.ts";
import {
  actKeyId,
  admit,
  ALFA,
  AT,
  BRAVO,
  CHARLIE,
  device,
  disable,
  grown,
  signedLine,
  logOf,
  officers,
  rec,
  record,
  rootOf,
  rootText,
  signers,
  state,
  user,
} from "./sample.ts";

let log: Log;

beforeAll(async () => {
  await ready();
  log = logOf([
    admit(ALFA()),
    admit(record("XB", 2, { devices: [device(2), device(4)] })),
    disable("xb-tech-2", 2),
    admit(CHARLIE()),
  ]);
});

/** The reason and line of the refusal; fails where there is none. */
function refusal(text: string, root = log.root): readonly [LogRefusalReason, number] {
  const read = readLog(root, text);
  if (read.ok) throw new Error("the log was accepted");
  return [read.refusal.reason, read.refusal.line];
}

const linesOf = (text: string): readonly string[] => text.split("\n").slice(0, -1);
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** Why the log does not take this operation next. */
function refusedNext(before: Log, operation: Operation): LogRefusalReason | "accepted" {
  const next = appendEntry(before, { at: AT, operation }, signers(before.root));
  return next.ok ? "accepted" : next.refusal.reason;
}

describe("reading a log", () => {
  it("[CHAIN] reads what was written, and an empty text as the log before its first entry", () => {
    const read = readLog(log.root, log.text);
    expect(read.ok && read.value.head).toEqual(log.head);
    expect(log.head).toMatchObject({ n: 4, at: AT + 4000 });
    const empty = readLog(log.root, "");
    expect(empty.ok && empty.value.head).toEqual({ n: 0, h: "", at: AT });
  });

  it("[CHAIN] keeps the text of its entries", () => {
    expect(log.text).toMatchSnapshot();
  });

  it("[CHAIN] refuses an edit of any byte", () => {
    const bytes = Buffer.from(log.text);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, change) => {
          const edited = Buffer.from(bytes);
          edited[at] = (edited[at] ?? 0) ^ change;
          expect(readLog(log.root, edited.toString("latin1")).ok).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("[CHAIN] refuses a character put in or taken out anywhere", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: log.text.length - 1 }),
        fc.constantFrom("", "a", "0", " ", "\n", '"', "\\", "A", "\u{1d11e}", "\ud800"),
        (at, text) => {
          const rest = text === "" ? at + 1 : at;
          const edited = log.text.slice(0, at) + text + log.text.slice(rest);
          // Taking out one of two equal neighbours is the same text, and so is a newline beside a newline.
          fc.pre(edited !== log.text);
          expect(readLog(log.root, edited).ok).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("[CHAIN] refuses lines taken out before the end, put in twice or swapped", () => {
    const lines = linesOf(log.text);
    fc.assert(
      fc.property(fc.array(fc.nat(lines.length - 1), { maxLength: 8 }), (order) => {
        const whole = order.every((one, i) => one === i);
        const read = readLog(log.root, textOf(order.map((i) => lines[i] ?? "")));
        // A beginning of a log is a log: that it is shorter than the one held, DIR-5 says.
        expect(read.ok).toBe(whole);
      }),
    );
  });

  it("[CHAIN] names the line and a reason that has a sentence", () => {
    const [first = "", second = "", ...rest] = linesOf(log.text);
    expect(refusal(textOf([second, ...rest]))).toEqual(["chain-broken", 1]);
    expect(refusal(textOf([first, ...rest]))).toEqual(["chain-broken", 2]);
    expect(refusal(textOf([first, first]))).toEqual(["chain-broken", 2]);
    expect(refusal(textOf([first, "", second]))).toEqual(["not-json", 2]);
    expect(refusal(log.text.slice(0, -1))).toEqual(["not-json", 4]);
    for (const sentence of Object.values(LOG_REFUSALS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it("[CHAIN] refuses an entry that names another entry before it, though well signed", () => {
    const content = { n: 5, prev: log.hashAt(3) ?? "", at: AT, operation: admit(record("XD", 9)) };
    const line = signEntry(log.root, content, signers(log.root));
    expect(refusal(`${log.text}${line}\n`)).toEqual(["chain-broken", 5]);
    for (const n of [0, 4, 6]) {
      const other = signEntry(log.root, { ...content, n, prev: log.head.h }, signers(log.root));
      expect(refusal(`${log.text}${other}\n`)).toEqual(["chain-broken", 5]);
    }
  });

  it("[CHAIN] never throws and never accepts, whatever the text", () => {
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.json().map((entry) => signedLine(entry.replaceAll(/[^ -~]/g, ""), officers(1))),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
        expect(readLog(log.root, textOf(lines)).ok).toBe(false);
      }),
    );
  });
});

describe("form of an entry", () => {
  /** The first entry of the log with some members changed, well signed. */
  function changed(change: Readonly<Record<string, unknown>>, drop = ""): LogRefusalReason {
    const outer = JSON.parse(linesOf(log.text)[0] ?? "") as { readonly entry: string };
    const fields = { ...(JSON.parse(outer.entry) as object), ...change };
    const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== drop));
    return refusal(`${signedLine(encodeProfile(kept as ProfileValue), officers(1))}\n`)[0];
  }

  it.each<[string, Readonly<Record<string, unknown>>, LogRefusalReason]>([
    ["another version", { v: 2 }, "schema"],
    ["an unknown member", { extra: 1 }, "schema"],
    ["a moment that is none", { at: "2026-13-01T00:00:00Z" }, "schema"],
    ["a moment in another form", { at: "2026-03-03T10:00:00.000Z" }, "schema"],
    ["a number as text", { n: "1" }, "schema"],
    ["a reason that is too long", { why: "x".repeat(257) }, "schema"],
    ["another directory", { dir: "A".repeat(43) }, "wrong-root"],
    ["another version of the root", { root: 2 }, "wrong-root"],
    ["an unknown operation", { op: "rename" }, "unknown-op"],
    ["a name that every object has as operation", { op: "constructor" }, "unknown-op"],
    ["an operation that is no text", { op: 1 }, "unknown-op"],
    ["a record that is none", { rec: "xa-tech-1" }, "schema"],
    ["a key id that is none", { op: "disable", rec: { id: "xa-tech-1", key: "x" } }, "schema"],
    [
      "a key id with spare bits",
      { op: "disable", rec: { id: "x", key: `${"A".repeat(21)}B` } },
      "schema",
    ],
  ])("[CHAIN] refuses %s", (_name, change, reason) => {
    expect(changed(change)).toBe(reason);
  });

  it.each(["at", "dir", "n", "op", "prev", "rec", "root", "v"])("[CHAIN] needs %s", (name) => {
    expect(["schema", "unknown-op"]).toContain(changed({}, name));
  });

  it("[CHAIN] takes a reason up to 256 bytes, and keeps it", () => {
    const operation = admit(record("XD", 9));
    const why = `${"x".repeat(254)}ü`;
    expect(appendEntry(log, { at: AT, operation, why }, officers(1)).ok).toBe(true);
  });

  it("[CHAIN] refuses an entry above 8,192 bytes", () => {
    const entry = encodeProfile({ why: "x".repeat(8200) });
    expect(refusal(`${signedLine(entry, officers(1))}\n`)[0]).toBe("too-large");
  });

  it("[CHAIN] refuses an entry that is right but for its spelling", () => {
    const { entry } = JSON.parse(linesOf(log.text)[0] ?? "") as { readonly entry: string };
    expect(refusal(`${signedLine(entry.replace(":1", ": 1"), officers(1))}\n`)[0]).toBe("not-json");
    expect(refusal(`${signedLine(`${entry} `, officers(1))}\n`)[0]).toBe("not-json");
  });

  it.each<[string, Partial<Record<keyof DirectoryRecord, unknown>>]>([
    ["a State in small letters", { state: "xa" }],
    ["a State as text", { state: "Alfa" }],
    ["no level", { level: [] }],
    ["an unknown level", { level: ["supreme"] }],
    ["a level twice", { level: ["technical", "technical"] }],
    ["levels out of order", { level: ["policy", "technical"] }],
    ["an unknown power", { powers: ["decide"] }],
    ["powers out of order", { powers: ["answer", "open"] }],
    ["an unknown kind", { kind: "embassy" }],
    ["a name as holder", { holder: "Anna Müller" }],
    ["an id with a space", { id: "xa tech" }],
    ["an account that is none", { user: "anna" }],
    ["no device", { devices: [] }],
    ["a card that is no hash", { card: "x" }],
    ["a day that is none", { from: "2026-02-30" }],
    ["a moment as day", { conf: "2026-03-01T00:00:00Z" }],
    ["too many approvals", { release: 9 }],
    ["half an approval less than none", { release: -1 }],
  ])("[LOOK-1] refuses a record with %s", (_name, change) => {
    expect(changed({ rec: { ...ALFA(), ...change } })).toBe("schema");
  });

  it.each<[string, object]>([
    ["a key that is cut", { act: "AAAA" }],
    ["a key with spare bits", { act: `${"A".repeat(42)}B` }],
    ["a Matrix key in the other alphabet", { ed25519: `${"-".repeat(42)}A` }],
    ["a Matrix key with padding", { curve25519: `${"A".repeat(43)}=` }],
    ["no id", { id: "" }],
    ["a member more", { name: "laptop" }],
  ])("[LOOK-1] refuses a device with %s", (_name, change) => {
    expect(changed({ rec: { ...ALFA(), devices: [{ ...device(1), ...change }] } })).toBe("schema");
  });

  it("[LOOK-1] takes 8 devices and not 9", () => {
    const many = Array.from({ length: 9 }, (_, i) => device(20 + i));
    expect(refusedNext(log, admit(record("XD", 9, { devices: many.slice(1) })))).toBe("accepted");
    expect(refusedNext(log, admit(record("XD", 9, { devices: many })))).toBe("schema");
  });
});

describe("signatures", () => {
  const content = (of: Log): Parameters<typeof signEntry>[1] => ({
    n: of.head.n + 1,
    prev: of.head.h,
    at: AT,
    operation: admit(BRAVO()),
  });

  it("[DIR-1] asks for k distinct officers of n, whichever they are", () => {
    const before = logOf([admit(ALFA())], rootText({ count: 3, k: 2 }));
    const [a, b, c] = officers(3);
    const append = (...keys: Parameters<typeof signEntry>[2]): string => {
      const line = signEntry(before.root, content(before), keys);
      const read = readLog(before.root, `${before.text}${line}\n`);
      return read.ok ? "accepted" : read.refusal.reason;
    };
    for (const pair of [
      [a!, b!],
      [a!, c!],
      [b!, c!],
      [c!, a!],
      [a!, b!, c!],
    ] as const)
      expect(append(...pair)).toBe("accepted");
    for (const few of [[], [a!], [c!]] as const) expect(append(...few)).toBe("too-few-officers");
    for (const twice of [
      [a!, a!],
      [a!, a!, a!],
    ] as const)
      expect(append(...twice)).toBe("signature");
  });

  it("[DIR-1] refuses a signature by a stranger, however many officers signed beside it", () => {
    const before = logOf([admit(ALFA())], rootText({ count: 3, k: 2 }));
    const [a, b, c] = officers(3);
    const stranger = officers(4).find(
      (one) =>
        !officers(3).some(
          (o) => o.publicKey[0] === one.publicKey[0] && o.publicKey[1] === one.publicKey[1],
        ),
    );
    for (const keys of [
      [a!, stranger!],
      [a!, b!, stranger!],
      [stranger!, stranger!],
    ]) {
      const line = signEntry(before.root, content(before), keys);
      expect(refusal(`${before.text}${line}\n`, before.root)).toEqual(["foreign-signer", 2]);
    }
    const right = signEntry(before.root, content(before), [a!, b!]);
    const other = JSON.parse(
      signEntry(before.root, { ...content(before), at: AT + 1000 }, [c!]),
    ) as Line;
    const mixed = JSON.parse(right) as Line;
    const sigs = [...mixed.sigs, ...other.sigs].toSorted((x, y) => (x.key < y.key ? -1 : 1));
    expect(refusal(`${before.text}${encodeProfile({ ...mixed, sigs })}\n`, before.root)).toEqual([
      "signature",
      2,
    ]);
  });

  it("[DIR-1] refuses signatures out of order, exchanged, or under another domain", () => {
    const before = logOf([admit(ALFA())], rootText({ count: 2, k: 2 }));
    const line = JSON.parse(signEntry(before.root, content(before), officers(2))) as Line;
    const [a, b] = line.sigs;
    for (const sigs of [
      [b!, a!],
      [
        { ...a!, sig: b!.sig },
        { ...b!, sig: a!.sig },
      ],
      [a!, { ...b!, sig: "A".repeat(86) }],
    ])
      expect(refusal(`${before.text}${encodeProfile({ ...line, sigs })}\n`, before.root)[0]).toBe(
        "signature",
      );
  });

  it("[DIR-1] a signature more does not change the hash of an entry", () => {
    const text = rootText({ count: 3, k: 2 });
    const root = rootOf(text);
    const entry = { n: 1, prev: "", at: AT, operation: admit(ALFA()) };
    const [two, three] = [officers(3).slice(1), officers(3)].map((keys) =>
      readLog(root, `${signEntry(root, entry, keys)}\n`),
    );
    expect(two?.ok === true && three?.ok === true && two.value.head.h).toBe(
      three?.ok === true && three.value.head.h,
    );
  });

  interface Line {
    readonly entry: string;
    readonly sigs: readonly { readonly key: string; readonly sig: string }[];
  }
});

describe("one key, one purpose, one device", () => {
  const PURPOSES = ["act", "seal", "ed25519", "curve25519"] as const;

  /** The same 32 bytes in the alphabet that this purpose is written in. */
  const spelled = (key: string, purpose: (typeof PURPOSES)[number]): string =>
    purpose === "act" || purpose === "seal"
      ? key.replaceAll("+", "-").replaceAll("/", "_")
      : key.replaceAll("-", "+").replaceAll("_", "/");

  it("[TRUST-3] no key is listed twice, for whichever purposes", () => {
    for (const listed of PURPOSES)
      for (const again of PURPOSES) {
        const key = spelled(device(1)[listed], again);
        const operation = admit(record("XD", 9, { devices: [device(9, { [again]: key })] }));
        expect(refusedNext(log, operation)).toBe("duplicate-key");
      }
  });

  it("[TRUST-3] a device does not use one key for two purposes", () => {
    for (const one of PURPOSES)
      for (const other of PURPOSES) {
        if (one === other) continue;
        const mixed = device(9, { [other]: spelled(device(9)[one], other) });
        expect(refusedNext(log, admit(record("XD", 9, { devices: [mixed] })))).toBe(
          "duplicate-key",
        );
      }
  });

  it("[TRUST-3] no key of a disabled device comes back, for whichever purpose", () => {
    for (const disabled of PURPOSES)
      for (const again of PURPOSES) {
        const key = spelled(device(2)[disabled], again);
        const operation = admit(record("XD", 9, { devices: [device(9, { [again]: key })] }));
        expect(refusedNext(log, operation)).toBe("key-returned");
      }
  });

  it("[TRUST-3] an officer's key is no key of a device", () => {
    const [officer = ""] = log.root.officers;
    const operation = admit(record("XD", 9, { devices: [device(9, { act: officer })] }));
    expect(refusedNext(log, operation)).toBe("duplicate-key");
  });

  it("[TRUST-3] records, accounts and device ids stand once", () => {
    const fresh = record("XD", 9);
    expect(refusedNext(log, admit(fresh))).toBe("accepted");
    expect(refusedNext(log, admit({ ...fresh, id: rec("xa-tech-1") }))).toBe("duplicate-record");
    expect(refusedNext(log, admit({ ...fresh, user: user("xa1") }))).toBe("account-bound-twice");
    const twins = [device(9), device(10, { id: device(9).id })];
    expect(refusedNext(log, admit({ ...fresh, devices: twins }))).toBe("duplicate-device");
    // Whose devices are all disabled is still bound: another record needs another account.
    const without = grown(log, disable("xc-tech-3", 3));
    expect(refusedNext(without, admit({ ...fresh, user: user("xc3") }))).toBe(
      "account-bound-twice",
    );
  });

  it("[TRUST-3] only a listed key of that record is disabled, and once", () => {
    expect(refusedNext(log, disable("xa-tech-1", 1))).toBe("accepted");
    expect(refusedNext(log, disable("xb-tech-2", 1))).toBe("unknown-key");
    expect(refusedNext(log, disable("xb-tech-2", 2))).toBe("unknown-key");
    expect(refusedNext(log, disable("xa-tech-1", 77))).toBe("unknown-key");
  });
});

describe("mode", () => {
  it("[MODE] exercise States and real ones never share a directory", () => {
    const real = logOf([], rootText({ mode: "real" }));
    const exercise = logOf([]);
    for (const code of ["XA", "XZ"]) {
      expect(refusedNext(exercise, admit(record(code, 9)))).toBe("accepted");
      expect(refusedNext(real, admit(record(code, 9)))).toBe("wrong-mode");
    }
    for (const code of ["AT", "XAB", "MT", "OSCE"]) {
      expect(refusedNext(real, admit(record(code, 9)))).toBe("accepted");
      expect(refusedNext(exercise, admit(record(code, 9)))).toBe("wrong-mode");
    }
    const service = record("OSCE", 9, { kind: "service" });
    expect(refusedNext(exercise, admit(service))).toBe("accepted");
    expect(refusedNext(real, admit(service))).toBe("accepted");
  });
});

describe("answers", () => {
  it("[AS-OF] a record is there from its entry on, with the devices listed at that number", () => {
    const bravo = rec("xb-tech-2");
    const devicesAt = (n: number): unknown => log.recordOf(bravo, n)?.devices.map(({ id }) => id);
    expect(log.recordOf(bravo, 1)).toBeNull();
    expect(devicesAt(2)).toEqual(["DEVICE2", "DEVICE4"]);
    expect(devicesAt(3)).toEqual(["DEVICE4"]);
    expect(devicesAt(4)).toEqual(["DEVICE4"]);
    expect(log.records(0)).toEqual([]);
    expect(log.records(2).map(({ id }) => id)).toEqual(["xa-tech-1", "xb-tech-2"]);
    expect(log.records()).toHaveLength(3);
    expect(log.recordByUser(user("xb2"), 1)).toBeNull();
    expect(log.recordByUser(user("xb2"))?.id).toBe(bravo);
    expect(log.recordByUser(user("nobody"))).toBeNull();
  });

  it("[AS-OF] State, levels and powers are answered as of the number too, and stay when devices go", () => {
    const charlie = rec("xc-tech-3");
    expect([log.state(charlie, 3), log.levels(charlie, 3), log.powers(charlie, 3)]).toEqual([
      null,
      [],
      [],
    ]);
    expect([log.state(charlie, 4), log.levels(charlie, 4), log.powers(charlie, 4)]).toEqual([
      "XC",
      ["technical"],
      ["open", "answer", "directory"],
    ]);
    expect(log.state(charlie)).toBe("XC");
    const without = grown(log, disable("xc-tech-3", 3));
    expect(without.state(charlie)).toBe("XC");
    expect(without.recordOf(charlie)?.devices).toEqual([]);
    expect(log.state(rec("nobody"), 4)).toBeNull();
  });

  it("[AS-OF] a key is listed from its entry until the one that disables it", () => {
    const [bravo, key] = [rec("xb-tech-2"), actKeyId(2)];
    expect([0, 1, 2, 3, 4].map((n) => log.isListed(bravo, key, n))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect([1, 2, 3].map((n) => log.listed(key, bravo, n))).toEqual([false, true, false]);
    expect([1, 2, 3].map((n) => log.keyAt(bravo, key, n))).toEqual([null, device(2).act, null]);
    expect([log.listedAt(key), log.disabledAt(key)]).toEqual([2, 3]);
    expect([log.listedAt(actKeyId(4)), log.disabledAt(actKeyId(4))]).toEqual([2, null]);
    expect([log.listedAt(actKeyId(77)), log.disabledAt(actKeyId(77))]).toEqual([null, null]);
    expect(log.everKey(bravo, key)).toBe(device(2).act);
    expect(log.everKey(rec("xa-tech-1"), key)).toBeNull();
    expect(log.isListed(rec("xa-tech-1"), actKeyId(4))).toBe(false);
  });

  it("[AS-OF] no later entry changes an answer for an earlier number", () => {
    const operations = [
      admit(ALFA()),
      admit(record("XB", 2, { devices: [device(2), device(4)] })),
      disable("xb-tech-2", 2),
      admit(CHARLIE()),
      disable("xb-tech-2", 4),
      disable("xa-tech-1", 1),
      admit(record("XD", 5)),
    ];
    const whole = logOf(operations);
    for (let n = 0; n <= operations.length; n++) {
      const part = logOf(operations.slice(0, n));
      expect(part.head.h).toBe(whole.hashAt(n));
      expect(whole.records(n)).toEqual(part.records());
      for (const { id, user: account, devices } of whole.records(operations.length)) {
        expect(whole.state(id, n)).toBe(part.state(id));
        expect(whole.listedDevices(account, n)).toEqual(part.listedDevices(account));
        for (const { curve25519 } of [...devices, device(2), device(4)])
          expect(whole.deviceBySenderKey(account, curve25519, n)).toEqual(
            part.deviceBySenderKey(account, curve25519),
          );
      }
      for (const seed of [1, 2, 3, 4, 5])
        for (const id of ["xa-tech-1", "xb-tech-2", "xc-tech-3", "xd-tech-5"])
          expect(whole.isListed(rec(id), actKeyId(seed), n)).toBe(
            part.isListed(rec(id), actKeyId(seed)),
          );
    }
    expect([whole.hashAt(0), whole.hashAt(8), whole.hashAt(-1)]).toEqual(["", null, null]);
  });

  it("[TRUST-1] listed for an account are the devices of its record that are not disabled, with their keys", () => {
    expect(log.listedDevices(user("xb2"))).toEqual([device(4)]);
    expect(log.listedDevices(user("xa1"))).toEqual([device(1)]);
    expect(log.listedDevices(user("nobody"))).toEqual([]);
    expect(grown(log, disable("xb-tech-2", 4)).listedDevices(user("xb2"))).toEqual([]);
  });

  it("[TRUST-1] a sending key belongs to a device of that account only", () => {
    expect(log.deviceBySenderKey(user("xb2"), device(4).curve25519)).toMatchObject({
      key: actKeyId(4),
      device: device(4),
      record: { state: state("XB") },
    });
    expect(log.deviceBySenderKey(user("xa1"), device(4).curve25519)).toBeNull();
    expect(log.deviceBySenderKey(user("xb2"), device(2).curve25519)).toBeNull();
    expect(log.deviceBySenderKey(user("xb2"), device(4).ed25519)).toBeNull();
  });
});
