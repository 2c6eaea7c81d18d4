import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDeviceId, parseUserId, toBase64Url, type UserId } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair, randomBytes, ready } from "@parley/crypto";
import { makeListingRequest, parseRoot, readLog, type Log } from "@parley/directory";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ListingDesk, type DeskNews, type Seat } from "../src/listing-desk.ts";
import { technicalOffice } from "../src/office.ts";

const NOON = Date.parse("2026-11-24T12:00:00Z");
const user = (name: string): UserId => parseUserId(`@${name}:parley.localhost`)!;

let dir: string;
let news: DeskNews[];
let desk: ListingDesk;

beforeAll(ready);

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "parley-desk-"));
  news = [];
  desk = open();
});

afterEach(() => {
  desk.close();
  rmSync(dir, { recursive: true, force: true });
});

function open(): ListingDesk {
  return new ListingDesk({ dir, now: () => NOON, tell: (one) => news.push(one) });
}

function seat(state: string, name: string): Seat {
  return {
    office: technicalOffice(state, 1),
    user: user(name),
    request: path.join(dir, `${state}.request`),
  };
}

function requestOf(from: UserId): string {
  const act = makeSignKeyPair();
  const matrixKey = (): string => Buffer.from(randomBytes(32)).toString("base64").replace("=", "");
  const device = {
    id: parseDeviceId("ABCDEFGHIJ")!,
    ed25519: matrixKey(),
    curve25519: matrixKey(),
    act: toBase64Url(act.publicKey),
    seal: toBase64Url(makeSealKeyPair().publicKey),
  };
  return makeListingRequest({ user: from, device }, act.secretKey);
}

/** The published log, verified from the root as a client does. */
function published(): Log {
  const root = parseRoot(desk.root);
  if (!root.ok) throw new Error("no root");
  const log = readLog(root.value, readFileSync(desk.logFile, "utf8"));
  if (!log.ok) throw new Error(log.refusal.reason);
  return log.value;
}

describe("the officer of an exercise", () => {
  it("publishes an empty log of an exercise root before anybody asks", () => {
    expect(published().head.n).toBe(0);
    expect(published().root.mode).toBe("exercise");
  });

  it("lists each office that asks with its own account, once", () => {
    const [alfa, bravo] = [seat("XA", "alfa1"), seat("XB", "bravo1")];
    desk.serve(alfa);
    desk.serve(bravo);
    desk.look();
    expect(news).toEqual([]);
    writeFileSync(alfa.request, requestOf(alfa.user));
    writeFileSync(bravo.request, requestOf(bravo.user));
    desk.look();
    desk.look();
    expect(news).toEqual([
      { kind: "listed", office: "xa-tech-1" },
      { kind: "listed", office: "xb-tech-1" },
    ]);
    const log = published();
    expect(log.head.n).toBe(2);
    expect(log.recordByUser(alfa.user)).toMatchObject({
      id: "xa-tech-1",
      state: "XA",
      level: ["technical"],
      kind: "office",
    });
  });

  it("sees a request by itself", async () => {
    const alfa = seat("XA", "alfa1");
    desk.serve(alfa);
    writeFileSync(alfa.request, requestOf(alfa.user));
    await expect.poll(() => published().head.n, { timeout: 10_000 }).toBe(1);
  });

  it("refuses another account, a second device, and what is no request", () => {
    const alfa = seat("XA", "alfa1");
    desk.serve(alfa);
    const attempts = [requestOf(user("bravo1")), "{", requestOf(alfa.user), requestOf(alfa.user)];
    for (const text of attempts) {
      writeFileSync(alfa.request, text);
      desk.look();
    }
    expect(news.map((one) => (one.kind === "refused" ? one.reason : one.kind))).toEqual([
      "other-account",
      "form",
      "listed",
      "listed-already",
    ]);
    expect(published().head.n).toBe(1);
  });

  it("disables an office", () => {
    const alfa = seat("XA", "alfa1");
    desk.serve(alfa);
    writeFileSync(alfa.request, requestOf(alfa.user));
    desk.look();
    desk.disable(alfa.office.id);
    expect(published().head.n).toBe(2);
    expect(published().listedDevices(alfa.user)).toEqual([]);
    expect(() => desk.disable(alfa.office.id)).toThrow("could not be disabled");
  });

  it("goes on with the same root and log after a restart", () => {
    const alfa = seat("XA", "alfa1");
    desk.serve(alfa);
    writeFileSync(alfa.request, requestOf(alfa.user));
    desk.look();
    const [root, head] = [desk.root, published().head];
    desk.close();
    desk = open();
    desk.serve(alfa);
    desk.look();
    expect([desk.root, published().head]).toEqual([root, head]);
  });
});
