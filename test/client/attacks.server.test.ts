import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ActHash } from "@parley/base";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startHostileProxy, type HostileProxy, type JsonReply } from "../harness/hostile-proxy.ts";
import { plainSignIn, ROOM_STATE } from "../harness/plain-requests.ts";
import { ExerciseDirectory } from "../harness/exercise-directory.ts";
import { notification, Office, until } from "../harness/office.ts";

let dir = "";
let server: Homeserver;
/** The line that Bravo's devices use; Alfa's is straight. */
let proxy: HostileProxy;
let directory: ExerciseDirectory;
const offices: Office[] = [];
let made = 0;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "parley-attacks-"));
  server = await startHomeserver({ dir, exercise: true });
  proxy = await startHostileProxy(server.baseUrl);
  directory = await ExerciseDirectory.make();
});

afterEach(async () => {
  proxy.set(() => "pass");
  for (const office of offices.splice(0)) await office.close();
});

afterAll(async () => {
  await proxy.stop();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function signedIn(baseUrl: string, state: string): Promise<Office> {
  const account = await server.createAccount();
  const one = new Office(baseUrl, directory, account, `${state.toLowerCase()}-a-${++made}`, state);
  offices.push(one);
  await one.signIn();
  return one;
}

const channelOf = (one: Office): ActHash => one.consultation.id as ActHash;

interface SyncEvent {
  type: string;
  content: object;
  event_id: string;
}

interface SyncRoom {
  readonly timeline?: { readonly events: SyncEvent[] };
  readonly state?: { readonly events: SyncEvent[] };
  readonly "org.matrix.msc4222.state_after"?: { readonly events: SyncEvent[] };
}

function roomsIn(reply: JsonReply): readonly SyncRoom[] {
  const rooms = reply["rooms"] as { join?: Record<string, SyncRoom> } | undefined;
  return Object.values(rooms?.join ?? {});
}

/** Changes every sync reply on Bravo's line. */
function changeSyncs(change: (room: SyncRoom) => void): void {
  proxy.set(({ path: p }) =>
    p.endsWith("/sync")
      ? (reply) => {
          for (const room of roomsIn(reply)) change(room);
          return reply;
        }
      : "pass",
  );
}

describe("a profile that was set back", () => {
  it("[ACT-6] reads on a real homeserver what it had signed itself, and signs none of it twice", async () => {
    const alfa = await signedIn(server.baseUrl, "XA");
    await alfa.admitted();
    const bravo = await signedIn(server.baseUrl, "XB");
    await bravo.admitted();
    await until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.rec),
    );
    expect((await alfa.client.signAndSend(notification(bravo))).ok).toBe(true);
    await until("the notification", () => bravo.client.snapshot().consultations.length > 0);
    const channel = channelOf(bravo);
    const setBack = bravo.copyOfDisk();
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await until("the acknowledgement", () => alfa.consultation.headline === "acknowledged");
    await bravo.kill();
    setBack();
    await bravo.open();
    expect(bravo.consultation.headline).toBe("delivered");
    await until("its own act", () => bravo.consultation.headline === "acknowledged");
    expect(await bravo.client.acknowledge(channel, channel)).toMatchObject({
      refusal: { code: "R_NOTHING_TO_ACK" },
    });
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "set-back" }]);
    expect(alfa.entries("act")).toHaveLength(2);
  });
});

describe("an operator who holds the line", () => {
  it("[GATE-1] [ROOM-2] a device that is not listed publishes its keys and asks for news, nothing else", async () => {
    const alfa = await signedIn(server.baseUrl, "XA");
    await alfa.admitted();
    const before = proxy.requests.length;
    const bravo = await signedIn(proxy.baseUrl, "XB");
    await bravo.open();
    const inviter = await plainSignIn(server, alfa.account);
    const room = await inviter.ask("POST", "/_matrix/client/v3/createRoom", {
      preset: "private_chat",
      initial_state: ROOM_STATE,
      invite: [bravo.account.user],
    });
    expect(room.status).toBe(200);
    const syncs = (): number =>
      proxy.requests.slice(before).filter(({ path: p }) => p.endsWith("/sync")).length;
    await until("Bravo to have heard of it", () => syncs() > 2);
    const asked = proxy.requests
      .slice(before)
      .map(({ method, path: p }) => `${method} ${p.replace(/@[^/]*/, "ID")}`);
    const known = [
      "GET /_matrix/client/versions",
      "POST /_matrix/client/v3/login",
      "POST /_matrix/client/v3/keys/upload",
      "POST /_matrix/client/v3/keys/query",
      "GET /_matrix/client/v3/pushrules/",
      "POST /_matrix/client/v3/user/ID/filter",
      "GET /_matrix/client/v3/sync",
    ];
    expect([...new Set(asked)].filter((one) => !known.includes(one))).toEqual([]);
  });

  it("[ROOM-1] a visibility of the server's own, from the first sync on, holds the room", async () => {
    const alfa = await signedIn(server.baseUrl, "XA");
    await alfa.admitted();
    const bravo = await signedIn(proxy.baseUrl, "XB");
    changeSyncs((room) => {
      const parts = [room.state, room.timeline, room["org.matrix.msc4222.state_after"]];
      for (const event of parts.flatMap((part) => part?.events ?? []))
        if (event.type === "m.room.history_visibility")
          event.content = { history_visibility: "world_readable" };
    });
    await bravo.admitted();
    await until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.rec),
    );
    expect((await alfa.client.signAndSend(notification(bravo))).ok).toBe(true);
    await until("the notification", () => bravo.client.snapshot().consultations.length > 0);
    expect((await bravo.client.sendNote(channelOf(bravo), "not into this room")).ok).toBe(true);
    await until("the hold", () => bravo.consultation.gate.state === "held");
    expect(bravo.consultation.gate).toMatchObject({
      reasons: [{ reason: "room-settings-changed", setting: "historyVisibility" }],
    });
    expect(alfa.notes()).toEqual([]);
  });

  it("[INBOX-1] what is repeated, turned round and held back in syncs arrives once", async () => {
    const alfa = await signedIn(server.baseUrl, "XA");
    await alfa.admitted();
    const bravo = await signedIn(proxy.baseUrl, "XB");
    const kept: SyncEvent[] = [];
    changeSyncs(({ timeline }) => {
      if (timeline === undefined) return;
      const fresh = timeline.events.filter(({ type }) => type === "m.room.encrypted");
      kept.push(...fresh);
      // Everything so far once more, under other ids and newest first, in front of what is new.
      const again = kept.map((event, i) => ({ ...event, event_id: `${event.event_id}x${i}` }));
      timeline.events.unshift(...again.toReversed());
      timeline.events.push(...fresh.toReversed());
    });
    await bravo.admitted();
    await until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.rec),
    );
    expect((await alfa.client.signAndSend(notification(bravo))).ok).toBe(true);
    await until("the notification", () => bravo.client.snapshot().consultations.length > 0);
    const channel = channelOf(alfa);
    for (const text of ["one", "two", "three"]) await alfa.client.sendNote(channel, text);
    await until("the notes", () => bravo.notes().length >= 3);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await until("the acknowledgement", () => alfa.consultation.headline === "acknowledged");
    expect(bravo.notes()).toEqual(["one", "two", "three"]);
    expect(bravo.entries("act")).toHaveLength(2);
    expect(bravo.client.snapshot().alarms).toEqual([]);
  });
});
