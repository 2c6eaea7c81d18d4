import { describe, expect, it } from "vitest";
import type { RoomId, UserId } from "@parley/base";
import type { MatrixClient } from "matrix-js-sdk/lib/client.js";
import { Intake } from "../src/intake.ts";
import type { Arrival } from "../src/port.ts";
import { readEvents } from "../src/sync-split.ts";

const ROOM = "!r:b" as RoomId;

/** Takes in events of one room with a machine that throws at one of them, as a fault of the SDK would. */
async function takeWith(
  throwsAt: string,
  known: readonly string[] = [],
): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  const client = {
    decryptEventIfNeeded: (event: { getId(): string }) =>
      event.getId() === throwsAt ? Promise.reject(new Error("a fault")) : Promise.resolve(),
  } as unknown as MatrixClient;
  const intake = new Intake({
    client,
    own: "@me:b" as UserId,
    seen: () => Promise.resolve(false),
    known: (_room, event) => known.includes(event),
    say: (arrival) => arrivals.push(arrival),
  });
  const events = ["$1", "$2", "$3"].map((event_id) => ({
    event_id,
    sender: "@a:b",
    type: "m.room.encrypted",
    content: { algorithm: "m.megolm.v1.aes-sha2", ciphertext: "x" },
  }));
  intake.take([{ room: ROOM, gapFrom: null, events: readEvents(events) }]);
  await new Promise((resolve) => setTimeout(resolve, 0));
  await intake.close();
  return arrivals;
}

/** Pages a gap of one room back with a server that answers each page anew, and a machine that reads everything. */
async function pagedBack(
  pageOf: (page: number) => readonly object[],
): Promise<{ readonly pages: number; readonly arrivals: number }> {
  let pages = 0;
  let arrivals = 0;
  const client = {
    decryptEventIfNeeded: () => Promise.reject(new Error("no key")),
    http: {
      authedRequest: () => {
        pages += 1;
        return Promise.resolve({ chunk: pageOf(pages), end: `page-${pages}` });
      },
    },
  } as unknown as MatrixClient;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const intake = new Intake({
    client,
    own: "@me:b" as UserId,
    seen: () => Promise.resolve(false),
    known: () => false,
    say: ({ event }) => {
      arrivals += 1;
      if (event === "$last") finish();
    },
  });
  const last = { event_id: "$last", sender: "@a:b", type: "m.reaction", content: {} };
  intake.take([{ room: ROOM, gapFrom: "page-0", events: readEvents([last]) }]);
  await done;
  await intake.close();
  return { pages, arrivals };
}

describe("a gap", () => {
  const encrypted = (id: string, ciphertext: string): object => ({
    event_id: `$${id}`,
    sender: "@a:b",
    type: "m.room.encrypted",
    content: { algorithm: "m.megolm.v1.aes-sha2", ciphertext },
  });

  it("[INBOX-1] of a page no more is taken than was asked for, however many it names", async () => {
    const many = Array.from({ length: 300_000 }, () => encrypted("x", "x"));
    const { arrivals } = await pagedBack((page) => (page === 1 ? many : []));
    expect(arrivals).toBe(101);
  });

  it("[INBOX-1] that fills the memory is cut short, and what is newer comes", async () => {
    const megabyte = "x".repeat(2 ** 20);
    const full = await pagedBack((page) => [encrypted(`${page}`, megabyte)]);
    expect(full).toEqual({ pages: 64, arrivals: 65 });
    const clear = { event_id: "$c", sender: "@a:b", type: "m.reaction", content: { megabyte } };
    expect((await pagedBack(() => [clear])).pages).toBe(200);
  });
});

describe("what a sync brings", () => {
  it("[INBOX-1] an event that makes the machine throw is announced as unreadable, and those after it come", async () => {
    const arrivals = await takeWith("$2");
    expect(arrivals.map(({ event }) => event)).toEqual(["$1", "$2", "$3"]);
    expect(arrivals[1]).toMatchObject({ kind: "unreadable", code: "READ_FAILED" });
  });

  it("[INBOX-1] what is known already is not read again, and what comes after it is", async () => {
    const arrivals = await takeWith("", ["$1", "$3"]);
    expect(arrivals.map(({ event }) => event)).toEqual(["$2"]);
  });
});
