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
