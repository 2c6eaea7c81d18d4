import { encodeProfile, utf8Length, type KeyId } from "@parley/base";
import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  cardMessages,
  closeCard,
  encodeLineMessage,
  isPocMessage,
  isServiceMessage,
  LINE_BYTES,
  logMessages,
  MOST_HELD,
  NOTE_CODES,
  parseLineMessage,
  readLog,
  type LineMessage,
  type Operation,
} from "../src/index.ts";
import { bytes16, bytes32, CARD, edits } from "./documents.ts";
import { admit, device, logOf, rec, record, rootText } from "./sample.ts";

beforeAll(ready);

const sig = { key: bytes32(1), sig: "A".repeat(86) };
const card = { rec: rec("xa-tech-1"), salt: bytes32(4), text: "{}" };

const OF_POC: readonly LineMessage[] = [
  { kind: "enrol", request: "{}" },
  { kind: "have", n: 0, h: "", cards: [], reports: [] },
  {
    kind: "have",
    n: 3,
    h: bytes32(2),
    cards: [{ rec: rec("xa-tech-1"), hash: bytes32(3) }],
    reports: [bytes16(1) as KeyId, bytes16(2) as KeyId],
  },
  { kind: "cosign", hash: bytes32(2), ...sig },
  { kind: "decline", hash: bytes32(2) },
  {
    kind: "wish",
    wish: { id: bytes16(1), about: "other", rec: rec("xa-tech-1"), text: "A\nword" },
  },
  {
    kind: "wish",
    wish: {
      id: bytes16(1),
      about: "card",
      rec: rec("xa-tech-1"),
      text: "",
      card: bytes32(3),
      on: "2026-03-01",
    },
  },
  { kind: "card", ...card },
];

const OF_SERVICE: readonly LineMessage[] = [
  { kind: "log", from: 1, lines: ["one", '{"entry":"two"}'] },
  { kind: "head", head: "{}" },
  { kind: "cards", cards: [card, { ...card, rec: rec("xb-tech-2") }] },
  { kind: "erased", recs: [rec("xa-tech-1")] },
  { kind: "propose", entry: "{}", sigs: [sig] },
  { kind: "withdrawn", hash: bytes32(2) },
  { kind: "note", code: "noted" },
];

const OF_BOTH: readonly LineMessage[] = [{ kind: "report", report: "{}" }];

const reasonOf = (value: object): string => {
  const parsed = parseLineMessage(encodeProfile(value as never));
  return parsed.ok ? "taken" : parsed.refusal;
};

describe("message of a line", () => {
  it.each([...OF_POC, ...OF_SERVICE, ...OF_BOTH].map((one) => [one.kind, one] as const))(
    "[LINE-1] %s is read as it was written",
    (_kind, message) => {
      expect(parseLineMessage(encodeLineMessage(message))).toEqual({ ok: true, value: message });
    },
  );

  it("[LINE-1] says which side may say it", () => {
    const sides = (of: readonly LineMessage[]): unknown =>
      of.map((one) => [isPocMessage(one), isServiceMessage(one)]);
    expect(sides(OF_POC)).toEqual(OF_POC.map(() => [true, false]));
    expect(sides(OF_SERVICE)).toEqual(OF_SERVICE.map(() => [false, true]));
    expect(sides(OF_BOTH)).toEqual([[true, true]]);
  });

  it("[LINE-1] of a later version or another kind is told apart from one that is none", () => {
    expect(reasonOf({ kind: "enrol", request: "{}", v: 2 })).toBe("version");
    expect(reasonOf({ kind: "dance", v: 1 })).toBe("kind");
    expect(reasonOf({ kind: "note", code: "dance", v: 1 })).toBe("form");
    expect(reasonOf({ kind: "enrol" })).toBe("form");
    expect(parseLineMessage("[]")).toEqual({ ok: false, refusal: "form" });
    expect(parseLineMessage("x".repeat(LINE_BYTES + 1))).toEqual({
      ok: false,
      refusal: "too-large",
    });
  });

  it.each<[string, object]>([
    ["a member more", { kind: "decline", hash: bytes32(2), why: "" }],
    ["a hash that is none", { kind: "decline", hash: "x" }],
    ["a signature that is none", { kind: "cosign", hash: bytes32(2), key: bytes32(1), sig: "x" }],
    ["a key that is none", { kind: "cosign", hash: bytes32(2), ...sig, key: bytes16(1) }],
    ["a head without entries", { kind: "have", n: 0, h: bytes32(2), cards: [], reports: [] }],
    ["entries without a head", { kind: "have", n: 1, h: "", cards: [], reports: [] }],
    ["a report by no key", { kind: "have", n: 0, h: "", cards: [], reports: ["x"] }],
    [
      "more reports than are held",
      { kind: "have", n: 0, h: "", cards: [], reports: Array(65).fill(bytes16(1)) },
    ],
    ["an entry before the first", { kind: "log", from: 0, lines: [] }],
    ["two lines in one", { kind: "log", from: 1, lines: ["one\ntwo"] }],
    ["a card without a salt", { kind: "card", rec: "xa-tech-1", salt: "", text: "{}" }],
    [
      "a card wish without a card",
      { kind: "wish", wish: { id: bytes16(1), about: "card", rec: "xa-tech-1", text: "" } },
    ],
    [
      "a wish of 2,001 bytes",
      {
        kind: "wish",
        wish: { id: bytes16(1), about: "other", rec: "xa-tech-1", text: "x".repeat(2001) },
      },
    ],
    [
      "17 signatures",
      { kind: "propose", entry: "{}", sigs: Array.from({ length: 17 }, () => sig) },
    ],
    ["a request that is no text", { kind: "enrol", request: 1 }],
  ])("[LINE-1] refuses %s", (_name, value) => {
    expect(reasonOf({ ...value, v: 1 })).toBe("form");
  });

  it("[LINE-1] takes all that a device can hold in one message", () => {
    const named = `xa-${"t".repeat(61)}`;
    const most: LineMessage = {
      kind: "have",
      n: Number.MAX_SAFE_INTEGER,
      h: bytes32(2),
      cards: Array.from({ length: MOST_HELD.cards }, () => ({ rec: rec(named), hash: bytes32(3) })),
      reports: Array.from({ length: MOST_HELD.reports }, () => bytes16(1) as KeyId),
    };
    const text = encodeLineMessage(most);
    expect(utf8Length(text)).toBeLessThanOrEqual(LINE_BYTES);
    expect(parseLineMessage(text)).toEqual({ ok: true, value: most });
  });

  it("[LINE-1] never throws, whatever comes", () => {
    const written = [...OF_POC, ...OF_SERVICE].map(encodeLineMessage);
    const edited = fc.constantFrom(...written).chain(edits);
    fc.assert(
      fc.property(fc.oneof(edited, fc.json(), fc.string({ unit: "binary" })), (text) => {
        const parsed = parseLineMessage(text);
        // What an edit leaves readable says what it says in one way alone.
        if (parsed.ok) expect(encodeLineMessage(parsed.value)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("[LINE-1] carries a log of any length in parts, and it is the same log", () => {
    const root = rootText();
    const operations = Array.from({ length: 24 }, (_, i): Operation => {
      const code = `X${String.fromCharCode(65 + i)}`;
      const devices = Array.from({ length: 7 }, (__, k) => device(1 + i * 7 + k));
      return admit(record(code, i + 1, { devices }));
    });
    const log = logOf(operations, root);
    const lines = log.text.split("\n").slice(0, -1);
    const messages = logMessages(1, lines);
    expect(messages.length).toBeGreaterThan(1);
    const carried: string[] = [];
    for (const message of messages) {
      const text = encodeLineMessage(message);
      expect(utf8Length(text)).toBeLessThanOrEqual(LINE_BYTES);
      const parsed = parseLineMessage(text);
      if (!parsed.ok || parsed.value.kind !== "log") throw new Error("not carried");
      expect(parsed.value.from).toBe(carried.length + 1);
      carried.push(...parsed.value.lines);
    }
    const read = readLog(log.root, `${carried.join("\n")}\n`);
    expect(read.ok && read.value.head).toEqual(log.head);
    expect(logMessages(7, [])).toEqual([]);
  });

  it("[LINE-1] carries the cards of all offices in parts", () => {
    const { hash: _hash, ...closed } = closeCard(CARD, new Uint8Array(32).fill(9));
    const cards = Array.from({ length: 114 }, (_, i) => ({ rec: rec(`xa-${i}`), ...closed }));
    const messages = cardMessages(cards);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages)
      expect(parseLineMessage(encodeLineMessage(message))).toEqual({ ok: true, value: message });
    expect(messages.flatMap((one) => (one.kind === "cards" ? one.cards : []))).toEqual(cards);
  });

  it("[LINE-1] has a sentence for every note", () => {
    for (const sentence of Object.values(NOTE_CODES)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
