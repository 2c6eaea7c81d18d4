import { ready } from "@parley/crypto";
import type { PayloadId } from "@parley/base";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  encodePayload,
  LINE_PAYLOAD_BYTES,
  NOTE_BYTES,
  noteText,
  parsePayload,
  payloadIdOf,
  type Payload,
} from "../src/index.ts";
import { HASH, keysOf, opening, signed } from "./sample.ts";

beforeAll(ready);

const ID = "A".repeat(22) as PayloadId;
const DIR = { n: 3, h: HASH };
const TYPES = [
  "chat.parley.act",
  "m.room.message",
  "chat.parley.grade",
  "chat.parley.want",
  "chat.parley.line",
];

function refusal(type: string, content: unknown): string {
  const parsed = parsePayload(type, content);
  return parsed.ok ? "accepted" : parsed.refusal;
}

const note = (change: object = {}): object => ({
  id: ID,
  msgtype: "m.text",
  body: "Thank you.",
  dir: DIR,
  pad: "xx",
  ...change,
});

describe("payloads", () => {
  it("[INBOX-1] come back as they were written, whatever pad and other members stand beside", () => {
    const keys = keysOf(1);
    const act = signed(opening(keys.id), keys.secretKey);
    const all: readonly Payload[] = [
      { type: "chat.parley.act", id: ID, act: act.bytes, sig: act.sig, body: "fallback" },
      { type: "m.room.message", id: ID, body: "Good morning.\nWe are looking into it.", dir: DIR },
      { type: "chat.parley.grade", id: ID, dir: DIR, of: [ID] },
      { type: "chat.parley.want", id: ID, of: [HASH] },
      { type: "chat.parley.line", id: ID, line: '{"kind":"note","text":"Grüße"}' },
    ];
    for (const one of all) {
      const { type, content } = encodePayload(one);
      const carried: unknown = JSON.parse(
        JSON.stringify({
          ...content,
          pad: "x".repeat(100),
          "m.relates_to": { rel_type: "m.replace" },
        }),
      );
      expect(parsePayload(type, carried)).toEqual({ ok: true, value: one });
    }
  });

  it("[INBOX-1] are refused, never thrown at, whatever arrives", () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`);
    const nasty = fc.oneof(
      fc.anything({ withNullPrototype: true, withSparseArray: true, withTypedArray: true }),
      fc.constantFrom<unknown>(
        deep,
        { id: deep, of: deep, dir: deep, body: deep },
        { id: ID, of: Array.from({ length: 1_000_000 }, () => ID), dir: DIR },
      ),
      fc.record({
        id: fc.constant(ID),
        of: fc.anything(),
        dir: fc.anything(),
        body: fc.anything(),
        act: fc.anything(),
        sig: fc.anything(),
        msgtype: fc.constant("m.text"),
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), nasty, (type, content) => {
        const parsed = parsePayload(type, content);
        if (parsed.ok) expect(encodePayload(parsed.value).type).toBe(type);
      }),
      { numRuns: 1_000 },
    );
    expect(refusal("m.room.message", deep)).toBe("payload-id");
  });

  it("[INBOX-1] of other types are refused, edits and reactions among them", () => {
    for (const type of ["m.reaction", "m.room.redaction", "m.room.member", "", "__proto__"])
      expect(refusal(type, note())).toBe("unknown-type");
  });

  it.each<readonly [string, string, unknown]>([
    ["payload-not-object", "m.room.message", null],
    ["payload-not-object", "m.room.message", [note()]],
    ["payload-not-object", "m.room.message", "text"],
    ["payload-id", "m.room.message", note({ id: "short" })],
    ["payload-id", "m.room.message", note({ id: `${"A".repeat(21)}B` })],
    ["payload-id", "m.room.message", Object.create(note()) as unknown],
    ["payload-body", "m.room.message", note({ msgtype: "m.image" })],
    ["payload-body", "m.room.message", note({ body: "" })],
    ["payload-body", "m.room.message", note({ body: { text: "x" } })],
    ["payload-body", "m.room.message", note({ body: "a\u202eb" })],
    ["payload-body", "m.room.message", note({ body: "a\u0000b" })],
    ["payload-body", "m.room.message", note({ body: "\ud800" })],
    ["payload-too-large", "m.room.message", note({ body: "é".repeat(4_001) })],
    ["payload-head", "m.room.message", note({ dir: undefined })],
    ["payload-head", "m.room.message", note({ dir: { n: 0, h: HASH } })],
    ["payload-head", "m.room.message", note({ dir: { n: 1.5, h: HASH } })],
    ["payload-head", "m.room.message", note({ dir: { n: 1, h: "x" } })],
    ["payload-head", "chat.parley.grade", { id: ID, of: [ID] }],
    ["payload-list", "chat.parley.grade", { id: ID, dir: DIR, of: [] }],
    ["payload-list", "chat.parley.grade", { id: ID, dir: DIR, of: [ID, ID] }],
    ["payload-list", "chat.parley.grade", { id: ID, dir: DIR, of: [1] }],
    ["payload-list", "chat.parley.want", { id: ID, of: [ID] }],
    ["payload-list", "chat.parley.want", { id: ID, of: "x".repeat(43) }],
    ["payload-act", "chat.parley.act", { id: ID, sig: "A".repeat(86), body: "" }],
    [
      "payload-too-large",
      "chat.parley.act",
      { id: ID, act: "x".repeat(16_385), sig: "A".repeat(86), body: "" },
    ],
    ["payload-signature", "chat.parley.act", { id: ID, act: "{}", sig: "A".repeat(85), body: "" }],
    [
      "payload-too-large",
      "chat.parley.act",
      { id: ID, act: "{}", sig: "A".repeat(86), body: "x".repeat(2_049) },
    ],
    ["payload-body", "chat.parley.act", { id: ID, act: "{}", sig: "A".repeat(86) }],
  ])("[INBOX-1] are refused: %s (%#)", (reason, type, content) => {
    expect(refusal(type, content)).toBe(reason);
  });

  it("[INBOX-1] are taken up to each limit", () => {
    expect(refusal("m.room.message", note({ body: "é".repeat(4_000) }))).toBe("accepted");
    const ids = Array.from({ length: 257 }, (_, i) =>
      payloadIdOf(new Uint8Array(16).fill(i % 256).fill(i >> 8, 0, 1)),
    );
    expect(refusal("chat.parley.grade", { id: ID, dir: DIR, of: ids.slice(0, 256) })).toBe(
      "accepted",
    );
    expect(refusal("chat.parley.grade", { id: ID, dir: DIR, of: ids })).toBe("payload-list");
    expect(
      refusal("chat.parley.act", {
        id: ID,
        act: "{}",
        sig: "A".repeat(86),
        body: "x".repeat(2_048),
      }),
    ).toBe("accepted");
    expect(refusal("chat.parley.want", { id: ID, of: [HASH] })).toBe("accepted");
  });

  it("[INBOX-1] that no reader would take are not written", () => {
    expect(() =>
      encodePayload({ type: "m.room.message", id: ID, body: "x".repeat(NOTE_BYTES + 1), dir: DIR }),
    ).toThrow("payload-too-large");
  });

  it("[INBOX-1] take any typed text once it is tidied", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
        const body = noteText(typed);
        expect(noteText(body)).toBe(body);
        if (body !== "") expect(refusal("m.room.message", note({ body }))).toBe("accepted");
      }),
    );
    expect(noteText(" a\r\nb\tc\u202e\u0000 \n")).toBe("a\nb c");
  });

  it("[INBOX-1] of a line have one size for each text, however many quotes stand in it", () => {
    const sizeOf = (line: string): number =>
      JSON.stringify(encodePayload({ type: "chat.parley.line", id: ID, line }).content).length;
    const plain = "x".repeat(LINE_PAYLOAD_BYTES);
    const quotes = '"\\'.repeat(LINE_PAYLOAD_BYTES / 2);
    expect(sizeOf(quotes)).toBe(sizeOf(plain));
    // With type and room it stays within the largest size class.
    expect(sizeOf(plain)).toBeLessThan(41_000);
    expect(() => sizeOf(`${plain}x`)).toThrow("payload-too-large");
    for (const line of ["", 7, "=", "gA", "AAAA", "x".repeat(40_004)])
      expect(refusal("chat.parley.line", { id: ID, line })).toMatch(/^payload-(body|too-large)$/);
  });
});
