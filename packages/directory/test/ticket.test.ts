import { encodeProfile } from "@parley/base";
import { makeSignKeyPair, ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  encodeOpenTicket,
  makeTicket,
  parseOpenTicket,
  readTicket,
  TICKET_REFUSALS,
  type Log,
  type TicketReader,
} from "../src/index.ts";
import { bytes16, bytes32, datedLog, DAY, edits, HOUR, ticketOf, ticketText } from "./documents.ts";
import { ALFA, AT, admit, logOf, officers, rootText, user } from "./sample.ts";

let log: Log;
let text: string;
let reader: TicketReader;

beforeAll(async () => {
  await ready();
  log = datedLog();
  text = ticketText(log);
  reader = { root: log.root, server: "parley.test", now: AT + HOUR };
});

const reasonOf = (one: string, change: Partial<TicketReader> = {}): string => {
  const read = readTicket(one, { ...reader, ...change });
  return read.ok ? "taken" : read.refusal;
};

interface Outer {
  readonly log: string;
  readonly sig: { readonly key: string; readonly sig: string };
  readonly ticket: string;
}

const outerOf = (one: string): Outer => JSON.parse(one) as Outer;

describe("ticket", () => {
  it("[ENROL-2] brings account, password, office and the log as of its making", () => {
    const read = readTicket(text, reader);
    expect(read).toMatchObject({ ok: true, value: { ticket: ticketOf(log) } });
    expect(read.ok && read.value.log.head).toEqual(log.head);
    expect(readTicket(`\n  ${text}\r\n`, reader).ok).toBe(true);
  });

  it("[ENROL-2] is good until it expires, and for seven days at most", () => {
    expect(reasonOf(text, { now: AT + 7 * DAY - 1 })).toBe("taken");
    expect(reasonOf(text, { now: AT + 7 * DAY })).toBe("expired");
    expect(() => ticketText(log, { expires: AT + 7 * DAY + 1000 })).toThrow("no ticket");
    expect(() => ticketText(log, { expires: AT })).toThrow("no ticket");
  });

  it("[ENROL-2] names the root of the build, and brings none", () => {
    const other = logOf([admit(ALFA())], rootText({ at: AT + 1000 }));
    const foreign = ticketText(other);
    expect(reasonOf(foreign)).toBe("other-root");
    // Its own log and content under the right name of the directory.
    expect(reasonOf(ticketText(other, { dir: log.root.dir }))).toBe("log");
    expect(Object.keys(outerOf(text)).toSorted()).toEqual(["log", "sig", "ticket"]);
    expect(reasonOf(encodeProfile({ ...outerOf(text), root: other.root.text }))).toBe(
      "not-a-ticket",
    );
  });

  it("[ENROL-2] is for an account on the server of the build", () => {
    expect(reasonOf(text, { server: "other.test" })).toBe("other-server");
    expect(reasonOf(text, { server: "test" })).toBe("other-server");
    expect(reasonOf(text, { server: "xparley.test" })).toBe("other-server");
  });

  it("[ENROL-2] is signed by an officer of the root", () => {
    const stranger = makeSignKeyPair();
    const [officer] = officers(1);
    if (officer === undefined) throw new Error("no officer");
    expect(reasonOf(makeTicket(ticketOf(log), stranger, log.text))).toBe("edited");
    const claimed = { publicKey: officer.publicKey, secretKey: stranger.secretKey };
    expect(reasonOf(makeTicket(ticketOf(log), claimed, log.text))).toBe("edited");
    const other = outerOf(ticketText(log, { user: user("thief") }));
    expect(reasonOf(encodeProfile({ ...other, sig: outerOf(text).sig }))).toBe("edited");
  });

  it("[ENROL-2] comes with exactly the log that it names", () => {
    const lines = log.text.split("\n");
    const shorter = `${lines.slice(0, 2).join("\n")}\n`;
    expect(reasonOf(encodeProfile({ ...outerOf(text), log: shorter }))).toBe("log");
    expect(reasonOf(encodeProfile({ ...outerOf(text), log: "" }))).toBe("log");
    const [officer] = officers(1);
    if (officer === undefined) throw new Error("no officer");
    const beside = { ...ticketOf(log), log: { n: log.head.n, h: bytes32(1) } };
    expect(reasonOf(makeTicket(beside, officer, log.text))).toBe("log");
  });

  it("[ENROL-2] is refused after an edit of any character", () => {
    fc.assert(
      fc.property(edits(text), (edited) => {
        expect(readTicket(edited, reader).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it.each<[string, object]>([
    ["no password", { password: "" }],
    ["a password with a space", { password: "one-time password" }],
    ["an account that is none", { user: "k7f3q" }],
    ["no level", { level: [] }],
    ["a level that is none", { level: ["technical", "chief"] }],
    ["a kind that is none", { kind: "officer" }],
    ["a State in words", { state: "Charlie" }],
    ["no title", { office: "" }],
    ["a title of two lines", { office: "Desk\nof Bravo" }],
    ["a title that turns the direction of reading", { office: "Desk \u202e" }],
    ["a title that is too long", { office: "x".repeat(81) }],
    ["an id that is too short", { id: "AAAA" }],
    ["an empty log", { log: { n: 0, h: "" } }],
    ["a member more", { admin: true }],
  ])("[ENROL-2] is not made with %s", (_name, change) => {
    expect(() => ticketText(log, change)).toThrow();
  });

  it("[ENROL-2] is refused where it is none, or too large, and no text makes the reader throw", () => {
    expect(reasonOf("")).toBe("not-a-ticket");
    expect(reasonOf(outerOf(text).ticket)).toBe("not-a-ticket");
    expect(reasonOf(`"${"x".repeat(17_000_000)}"`)).toBe("too-large");
    const inner = fc.oneof(fc.string({ unit: "binary" }), fc.json());
    const outer = fc
      .tuple(inner, inner, inner)
      .map(([one, sig, ticket]) => JSON.stringify({ log: one, sig: { key: sig, sig }, ticket }));
    fc.assert(
      fc.property(fc.oneof(inner, outer), (one) => {
        expect(readTicket(one, reader).ok).toBe(false);
      }),
    );
  });

  it("[ENROL-2] has a sentence for every refusal", () => {
    for (const sentence of Object.values(TICKET_REFUSALS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it("[ENROL-2] goes on to the service without its password", () => {
    const { password, ...open } = ticketOf(log);
    const written = encodeOpenTicket(ticketOf(log));
    expect(written).not.toContain(password);
    expect(parseOpenTicket(written)).toEqual(open);
    expect(parseOpenTicket(outerOf(text).ticket)).toBeNull();
    expect(parseOpenTicket(written.replace(bytes16(7), "x"))).toBeNull();
  });
});
