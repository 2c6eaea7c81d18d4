import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvents, splitSync, type Json } from "../src/sync-split.ts";

const message = {
  event_id: "$m",
  sender: "@a:b",
  type: "m.room.encrypted",
  content: { ciphertext: "x" },
  origin_server_ts: 5,
  unsigned: { redacted_because: {} },
};
const member = {
  event_id: "$s",
  sender: "@a:b",
  type: "m.room.member",
  state_key: "@a:b",
  content: {},
};
const encryption = {
  event_id: "$e",
  sender: "@a:b",
  type: "m.room.encryption",
  state_key: "",
  content: { algorithm: "m.megolm.v1.aes-sha2", rotation_period_ms: 10 ** 12, "io.x": true },
};

function answerWith(room: Json): Json {
  return { next_batch: "s1", rooms: { join: { "!r:b": room } } };
}

describe("a sync answer in two parts", () => {
  it("[INBOX-1] message-like events go to the intake alone, without what the server adds", () => {
    const timeline = { events: [member, message], limited: true, prev_batch: "p1" };
    const { forSdk, batches, token } = splitSync(answerWith({ timeline }));
    expect(token).toBe("s1");
    expect(batches).toEqual([
      {
        room: "!r:b",
        gapFrom: "p1",
        events: [
          {
            event: "$m",
            sender: "@a:b",
            type: "m.room.encrypted",
            content: { ciphertext: "x" },
            at: 5,
          },
        ],
      },
    ]);
    expect(JSON.stringify(forSdk)).not.toContain("$m");
    expect(JSON.stringify(forSdk)).toContain("$s");
  });

  it("[ROOM-1] of a room's encryption the SDK gets the algorithm alone", () => {
    for (const part of ["state", "timeline", "org.matrix.msc4222.state_after"]) {
      const text = JSON.stringify(
        splitSync(answerWith({ [part]: { events: [encryption] } })).forSdk,
      );
      expect(text).toContain("m.megolm.v1.aes-sha2");
      expect(text).not.toMatch(/rotation_period_ms|io\.x/);
    }
  });

  it("[INBOX-1] presence, receipts, account data and device messages but keys do not pass", () => {
    const types = [
      "m.room.encrypted",
      "m.room_key.withheld",
      "m.room_key",
      "m.key.verification.request",
    ];
    const text = JSON.stringify(
      splitSync({
        ...answerWith({
          ephemeral: { events: [{ type: "m.receipt" }] },
          account_data: { events: [{ type: "m.tag" }] },
        }),
        presence: { events: [{ type: "m.presence" }] },
        account_data: { events: [{ type: "m.megolm_backup.v1" }] },
        to_device: { events: types.map((type) => ({ type, sender: "@a:b", content: {} })) },
      }).forSdk,
    );
    expect(text).toContain("m.room_key.withheld");
    expect(text).not.toMatch(
      /m\.receipt|m\.tag|m\.presence|m\.megolm_backup|"m\.room_key"|verification/,
    );
  });

  it("[INBOX-1] JSON as deep as a server likes never ends the sync", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(200_000)}${"]".repeat(200_000)}`);
    const event = { ...member, content: { membership: deep, displayname: deep } };
    const keys = { type: "m.room.encrypted", sender: "@a:b", content: { ciphertext: deep } };
    const answer = {
      ...answerWith({
        timeline: { events: [event, { ...message, content: { ciphertext: deep } }], limited: deep },
        state: { events: [event, { ...event, type: "m.room.create" }, deep] },
      }),
      device_lists: { changed: ["@a:b", deep], left: deep, x: deep },
      device_one_time_keys_count: { signed_curve25519: 50, x: deep },
      device_unused_fallback_key_types: [deep, "signed_curve25519"],
      to_device: { events: [keys, { ...keys, content: { ciphertext: "x" } }] },
      next_batch: "s1",
    };
    const { forSdk } = splitSync(answer);
    expect(JSON.parse(JSON.stringify(forSdk))).toMatchObject({
      device_lists: { changed: ["@a:b"], left: [] },
      device_one_time_keys_count: { signed_curve25519: 50 },
      device_unused_fallback_key_types: ["signed_curve25519"],
      to_device: { events: [{ content: { ciphertext: "x" } }] },
    });
    expect(() => JSON.stringify(splitSync({ next_batch: deep, rooms: deep }).forSdk)).not.toThrow();
  });

  it("[ROOM-1] of a room's state the SDK gets what keys depend on, and of a member the membership", () => {
    const state = (type: unknown, content: unknown): object => ({ ...member, type, content });
    const events = [
      state("m.room.member", { membership: "join", displayname: "Officer", avatar_url: "mxc://x" }),
      state("m.room.name", { name: "a name" }),
      state("org.example.flood", { x: "y".repeat(60_000) }),
      state("m.room.join_rules", { join_rule: "invite", allow: [{ room_id: "!x:y" }] }),
      state("m.room.history_visibility", { history_visibility: 7 }),
      state("m.room.create", { room_version: "12", predecessor: { room_id: "!x:y" } }),
      { ...state("m.room.member", { membership: "join" }), sender: 7 },
      state(7, {}),
      state("m.room.member", "text"),
    ];
    const { forSdk } = splitSync(answerWith({ state: { events } }));
    const rooms = forSdk["rooms"] as { join: Record<string, { state: { events: Json[] } }> };
    expect(rooms.join["!r:b"]?.state.events.map(({ type, content }) => [type, content])).toEqual([
      ["m.room.member", { membership: "join" }],
      ["m.room.join_rules", { join_rule: "invite" }],
      ["m.room.history_visibility", {}],
      ["m.room.create", { room_version: "12" }],
    ]);
  });

  it("[INBOX-1] malformed events are left out, and no answer makes it throw", () => {
    const bad = [
      null,
      1,
      {},
      { ...message, event_id: 1 },
      { ...message, sender: "x" },
      { ...message, content: [] },
    ];
    expect(readEvents([...bad, message])).toHaveLength(1);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (answer, rooms) => {
        const all = {
          ...answer,
          rooms: { join: rooms, invite: rooms, leave: rooms },
          to_device: rooms,
        };
        expect(splitSync(all as Json).batches).toBeInstanceOf(Array);
        expect(splitSync(answerWith({ timeline: rooms, state: rooms })).batches).toBeInstanceOf(
          Array,
        );
      }),
    );
  });
});
