import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ActHash, RoomId } from "@parley/base";
import type { ActDraft } from "@parley/client";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { joinForeignAccount } from "../harness/foreign-account.ts";
import { plainSignIn } from "../harness/plain-requests.ts";
import { ExerciseDirectory } from "../harness/exercise-directory.ts";
import { notification, Office, until } from "../harness/office.ts";

let dir = "";
let server: Homeserver;
let directory: ExerciseDirectory;
const offices: Office[] = [];

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "parley-story-"));
  server = await startHomeserver({ dir, exercise: true });
  directory = await ExerciseDirectory.make();
});

afterEach(async () => {
  for (const office of offices.splice(0)) await office.close();
});

afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

let made = 0;

/** An office of a State of its own on the homeserver, listed. */
async function office(state: string): Promise<Office> {
  const account = await server.createAccount();
  const rec = `${state.toLowerCase()}-tech-${++made}`;
  const one = new Office(server.baseUrl, directory, account, rec, state);
  offices.push(one);
  await one.signIn();
  await one.admitted();
  return one;
}

const channelOf = (one: Office): ActHash => one.consultation.id as ActHash;
const roomOf = (one: Office): RoomId => one.consultation.room as RoomId;

/** Alfa has opened, and Bravo's device has it. */
async function opened(): Promise<{ alfa: Office; bravo: Office }> {
  const alfa = await office("XA");
  const bravo = await office("XB");
  await until("Alfa to know Bravo", () =>
    alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.rec),
  );
  expect(await alfa.client.signAndSend(notification(bravo))).toMatchObject({ ok: true });
  await until("the notification", () => bravo.client.snapshot().consultations.length > 0);
  await until("its grade", () => alfa.consultation.headline === "delivered");
  return { alfa, bravo };
}

describe("the client on a real homeserver", () => {
  it("[OUTBOX-1] [READ-1] Alfa opens, Bravo reads it verified, acknowledges, writes and answers", async () => {
    const { alfa, bravo } = await opened();
    const [first] = bravo.consultation.entries;
    expect(first).toMatchObject({
      kind: "act",
      trust: "verified",
      effect: "yes",
      state: "XA",
      rec: alfa.rec,
      act: { f: { incident_ref: "CERT-2026-0147" } },
    });
    const channel = channelOf(bravo);
    expect(channel).toBe(channelOf(alfa));
    expect(await bravo.client.acknowledge(channel, channel)).toMatchObject({ ok: true });
    expect(await bravo.client.sendNote(channel, "We look into it.")).toMatchObject({ ok: true });
    const answer: ActDraft = {
      ...notification(alfa),
      id: "draft-2",
      kind: "T04",
      channel,
      re: channel,
      roster: [],
      fields: { reply_kind: "information", text: "Two operators confirm." },
    };
    expect(await bravo.client.signAndSend(answer)).toMatchObject({ ok: true });
    await until("the answer", () => alfa.consultation.headline === "in_consultation");
    expect(alfa.notes()).toEqual(["We look into it."]);
    expect(alfa.consultation.requests[0]?.replies).toEqual({ XB: "answer" });
    await until("its grade", () =>
      bravo
        .entries("act")
        .every(
          (entry) => entry.kind === "act" && (!entry.own || entry.delivery?.state === "delivered"),
        ),
    );
    expect(bravo.consultation.entries.filter(({ kind }) => kind === "room")).toEqual([]);
    expect(alfa.consultation.entries.filter(({ kind }) => kind === "room")).toEqual([]);
  });

  it("[INBOX-1] Bravo's client, dropped before the notification came and started again, shows the same", async () => {
    const alfa = await office("XA");
    const bravo = await office("XB");
    await until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.rec),
    );
    // The server has its device keys: without them nobody could send to it.
    const anyone = await plainSignIn(server, await server.createAccount());
    await until("Bravo's device keys", async () => {
      const { user } = bravo.account;
      const { body } = await anyone.ask("POST", "/_matrix/client/v3/keys/query", {
        device_keys: { [user]: [] },
      });
      const devices = (body["device_keys"] as Record<string, object>)[user] ?? {};
      return Object.keys(devices).length > 0;
    });
    await bravo.kill();
    expect(await alfa.client.signAndSend(notification(bravo))).toMatchObject({ ok: true });
    await until("the notification to leave", () => {
      const [entry] = alfa.client.snapshot().consultations[0]?.entries ?? [];
      return entry?.kind === "act" && entry.delivery?.state === "sent";
    });
    await bravo.open();
    await until("the notification", () => bravo.client.snapshot().consultations.length > 0);
    expect(bravo.consultation.entries[0]).toMatchObject({
      kind: "act",
      trust: "verified",
      effect: "yes",
    });
    await until("its grade", () => alfa.consultation.headline === "delivered");
    const before = bravo.consultation.entries;
    await bravo.kill();
    await bravo.open();
    expect(bravo.consultation.entries).toEqual(before);
  });

  it("[OUTBOX-1] the homeserver killed in the middle of sending and started again delivers exactly once", async () => {
    const { alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    const sent: string[] = [];
    for (let i = 0; i < 6; i++) {
      const text = `note ${i}`;
      sent.push(text);
      expect(await alfa.client.sendNote(channel, text)).toMatchObject({ ok: true });
      if (i === 2) await server.kill();
    }
    await until("the link to be away", () => alfa.client.snapshot().link.state === "away");
    expect(alfa.client.snapshot().outbox.queued).toBeGreaterThan(0);
    server = await startHomeserver({ dir, exercise: true });
    alfa.client.retryNow();
    bravo.client.retryNow();
    await until("all notes", () => bravo.notes().length >= sent.length);
    await until("their grades", () =>
      alfa
        .entries("note")
        .every((entry) => entry.kind === "note" && entry.delivery?.state === "delivered"),
    );
    expect(bravo.notes()).toEqual(sent);
    expect(alfa.notes()).toEqual(sent);
  });

  it("[GATE-1] an account joined behind the clients' backs holds the next send and is named, unlisted or listed", async () => {
    const { alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    const room = roomOf(alfa);
    const third = new Office(
      server.baseUrl,
      directory,
      await server.createAccount(),
      "xc-tech-1",
      "XC",
    );
    offices.push(third);
    await third.signIn();
    await joinForeignAccount(server, room, third.account);
    const { user } = third.account;
    await until("the hold", () => alfa.consultation.gate.state === "held");
    expect(await alfa.client.sendNote(channel, "for Bravo only")).toMatchObject({ ok: true });
    expect(alfa.consultation.gate).toMatchObject({
      state: "held",
      reasons: [{ reason: "account-not-listed", user }],
    });
    expect(alfa.entries("note")).toMatchObject([{ delivery: { state: "held" } }]);

    await third.admitted();
    expect(third.client.snapshot().consultations).toEqual([]);
    await until("the other reason", () => {
      const { gate } = alfa.consultation;
      return gate.state === "held" && gate.reasons[0]?.reason === "account-not-in-roster";
    });
    expect(alfa.consultation.gate).toMatchObject({
      reasons: [{ user, office: { rec: "xc-tech-1" } }],
    });
    expect(bravo.notes()).toEqual([]);
    expect(third.client.snapshot().consultations).toEqual([]);
    expect(alfa.client.snapshot().outbox).toEqual({ queued: 0, held: 1 });
    // It is in the room and has read nothing there: no key ever went to it.
    expect(third.heard.filter((kind) => kind === "payload")).toEqual([]);
  });
});
