import { refuse, type DeviceId, type RoomId, type UserId } from "@parley/base";
import { openClient, signIn } from "@parley/client";
import type { Homeserver } from "@parley/homeserver";
import { nodeSessions } from "@parley/session/node";
import { memoryDisk, memoryStore } from "@parley/storage/memory";
import { beforeAll, describe, expect, it } from "vitest";
import { joinForeignAccount } from "../harness/foreign-account.ts";
import { lineNetworkOfFile } from "../harness/line-network-of-file.ts";
import type { LineNetwork, Ticket, TicketHolder } from "../harness/line-network.ts";
import { until } from "../harness/office.ts";
import { plainRoom, plainSignIn, roomPath } from "../harness/plain-requests.ts";

const file = lineNetworkOfFile();
const { holderOf, nextState } = file;
let server: Homeserver;
let network: LineNetwork;

beforeAll(() => {
  server = file.server();
  network = file.network();
});

const ticketFor = (state: string = nextState()): Promise<Ticket> =>
  network.ticket(`${state.toLowerCase()}-tech-1`, state);

const taken = { ok: true, value: undefined };

const lineOf = (user: UserId): RoomId | undefined =>
  network.desk.snapshot().lines.findLast((line) => line.user === user)?.room;

const heardOf = (user: UserId): readonly string[] =>
  network.heard.filter((one) => one.user === user).map(({ message }) => message.kind);

/** Whether the ticket's password opens the account. */
async function opensAccount({ account }: Ticket): Promise<boolean> {
  const { user, password } = account;
  return (await nodeSessions().signIn(server.baseUrl, user, password)).ok;
}

describe("a ticket", () => {
  it("[ENROL-2] becomes a listed device: keys go over the line, the log comes back", async () => {
    const state = nextState();
    const holder = holderOf(await ticketFor(state));
    expect(await holder.enrol()).toEqual(taken);
    const client = await holder.open();
    await until("the keys to have left", () => client.snapshot().me.enrolment?.step === "waiting");
    expect(client.snapshot().me).toMatchObject({
      listing: "waiting",
      enrolment: { ticket: { state, office: "Technical PoC" }, words: { length: 12 } },
    });
    await network.admit(holder.ticket);
    await until("being listed", () => client.snapshot().me.listing === "listed");
    expect(client.snapshot().me).toMatchObject({ enrolment: null, office: { state } });
  });

  it("[ENROL-2] [SIGN-2] gives the account a password of this device alone, and ends what else was signed in", async () => {
    const ticket = await ticketFor();
    const thief = await plainSignIn(server, ticket.account);
    const holder = holderOf(ticket);
    expect(await holder.enrol()).toEqual(taken);
    expect((await thief.ask("GET", "/_matrix/client/v3/account/whoami")).status).toBe(401);
    expect(await opensAccount(ticket)).toBe(false);
    const second = holderOf(ticket);
    expect(await second.enrol()).toEqual({ ok: false, refusal: { reason: "used" } });
    expect(second.disk.tables.get("profile")?.size ?? 0).toBe(0);
    // The account's own sign-in goes on.
    await holder.open();
    await until("the request", () => heardOf(ticket.account.user).includes("enrol"));
  });

  it("[ENROL-2] [SIGN-2] for a further device leaves those signed in that are listed, and nobody else", async () => {
    const { account } = await ticketFor();
    const [listed, thief] = [
      await plainSignIn(server, account),
      await plainSignIn(server, account),
    ];
    const whoAmI = (of: typeof listed): ReturnType<typeof listed.ask> =>
      of.ask("GET", "/_matrix/client/v3/account/whoami");
    const { device_id: id } = (await whoAmI(listed)).body;
    const sessions = nodeSessions();
    const { baseUrl } = server;
    const signedIn = await sessions.signIn(baseUrl, account.user, account.password);
    if (!signedIn.ok) throw new Error(signedIn.refusal.reason);
    const next = "a password that is longer than twenty";
    const keep = [id as DeviceId];
    expect(await sessions.replacePassword(signedIn.value, account.password, next, keep)).toEqual(
      taken,
    );
    expect([(await whoAmI(listed)).status, (await whoAmI(thief)).status]).toEqual([200, 401]);
    // Once more, as after an answer that was lost.
    expect(await sessions.replacePassword(signedIn.value, next, next, keep)).toEqual(taken);
    expect((await whoAmI(listed)).status).toBe(200);
  });

  it("[ENROL-2] goes on where it stood: ended before the password, and between it and its answer", async () => {
    const ticket = await ticketFor();
    const holder = holderOf(ticket);
    holder.replacePassword = () => Promise.resolve(refuse({ reason: "unreachable" }));
    expect(await holder.enrol()).toEqual({ ok: false, refusal: { reason: "unreachable" } });
    expect(await opensAccount(ticket)).toBe(true);
    holder.replacePassword = async (...args) => {
      await holder.sessions.replacePassword(...args);
      return refuse({ reason: "unreachable" });
    };
    expect(await holder.enrol()).toEqual({ ok: false, refusal: { reason: "unreachable" } });
    expect(await opensAccount(ticket)).toBe(false);
    holder.replacePassword = (...args) => holder.sessions.replacePassword(...args);
    expect(await holder.enrol()).toEqual(taken);
    // Once more changes nothing.
    expect(await holder.enrol()).toEqual(taken);
    const [profile] = holder.disk.tables.get("profile")?.values() ?? [];
    expect(profile).not.toContain(ticket.account.password);
    expect(holder.disk.tables.get("kept")?.size ?? 0).toBe(0);
  });

  it("[ENROL-2] signs in anew where its device could not write what it signed in with", async () => {
    const ticket = await ticketFor();
    const holder = holderOf(ticket);
    holder.disk.refuses = "full";
    expect(await holder.enrol()).toEqual({
      ok: false,
      refusal: { reason: "store", refusal: "full" },
    });
    holder.disk.refuses = null;
    expect(await holder.enrol()).toEqual(taken);
    expect(await opensAccount(ticket)).toBe(false);
  });

  it("[ENROL-2] whose second half was cut off is finished by the opened client", async () => {
    const ticket = await ticketFor();
    const holder = holderOf(ticket);
    holder.replacePassword = () => Promise.resolve(refuse({ reason: "unreachable" }));
    expect(await holder.enrol()).toMatchObject({ ok: false });
    holder.replacePassword = (...args) => holder.sessions.replacePassword(...args);
    await holder.open();
    await until("the new password", async () => !(await opensAccount(ticket)));
  });

  it("[ENROL-2] of which somebody else replaced the password reads as used, and its device is out", async () => {
    const ticket = await ticketFor();
    const holder = holderOf(ticket);
    holder.replacePassword = () => Promise.resolve(refuse({ reason: "unreachable" }));
    expect(await holder.enrol()).toMatchObject({ ok: false });
    const thief = holderOf(ticket);
    expect(await thief.enrol()).toEqual(taken);
    holder.replacePassword = (...args) => holder.sessions.replacePassword(...args);
    expect(await holder.enrol()).toEqual({ ok: false, refusal: { reason: "used" } });
  });

  it("[ENROL-2] that is no ticket of this network is refused before anything is asked of a server", async () => {
    const holder = holderOf(await ticketFor());
    holder.baseUrl = "http://127.0.0.1:1";
    const { text } = holder.ticket;
    const refusal = async (given: string): Promise<unknown> => {
      const answer = await holder.enrol(given);
      return answer.ok ? "taken" : answer.refusal;
    };
    expect(await refusal("hello")).toEqual({ reason: "ticket", refusal: "not-a-ticket" });
    expect(await refusal(text.replace("Technical PoC", "Technical PoX"))).toEqual({
      reason: "ticket",
      refusal: "edited",
    });
    holder.clock.step(8 * 24 * 3_600_000);
    expect(await refusal(text)).toEqual({ reason: "ticket", refusal: "expired" });
  });
});

describe("a line between a PoC and the service on a real homeserver", () => {
  it("[GATE-1] [READ-1] [LINE-6] is one-way before admission: nothing is sent to the device, and of it only the request counts", async () => {
    const holder = holderOf(await ticketFor());
    const { user } = holder.ticket.account;
    await holder.enrol();
    const client = await holder.open();
    await until("the request", () => heardOf(user).includes("enrol"));
    const room = lineOf(user);
    if (room === undefined) throw new Error("no line");
    await network.desk.send(room, { kind: "note", code: "noted" });
    // What the client says besides has come by the time that its next request has.
    client.retryNow();
    holder.clock.step(130_000);
    await until("the second request", () => heardOf(user).length === 2);
    expect(heardOf(user)).toEqual(["enrol", "enrol"]);
    const line = network.desk.snapshot().lines.find((one) => one.room === room);
    expect(line).toMatchObject({ open: false, queued: 1, rec: null });
    await network.admit(holder.ticket);
    await until("being listed", () => client.snapshot().me.listing === "listed");
    await until("an open line", () => heardOf(user).includes("have"));
  });

  it("[DIR-5] brings what a device has missed, when it says what it has", async () => {
    const holder = holderOf(await ticketFor());
    const client = await holder.listed();
    const before = client.snapshot().directory.n;
    await until("the first word", () => heardOf(holder.ticket.account.user).includes("have"));
    await holder.close();
    await network.publish({ op: "headkey", rec: { key: base64(network.headKeys.publicKey) } });
    const again = await holder.open();
    await until("the entry", () => again.snapshot().directory.n === before + 1);
    await until("a dated head", () => again.snapshot().directory.signedHead.state === "fresh");
    expect(again.snapshot().alarms).toEqual([]);
  });

  it("[LINE-1] gives each message to the service once, and again where the process ended in the middle of it", async () => {
    const holder = holderOf(await ticketFor());
    await holder.listed();
    const { user } = holder.ticket.account;
    let handled = 0;
    let stuck = true;
    network.answer = async (heard) => {
      if (heard.user !== user || heard.message.kind !== "wish") return;
      handled += 1;
      if (stuck) await new Promise(() => undefined);
    };
    expect(await holder.client.wish("other", "A quiet word, please")).toEqual(taken);
    await until("the handler", () => handled === 1);
    await network.killDesk();
    stuck = false;
    await network.openDesk();
    await until("the wish", () => heardOf(user).includes("wish"));
    expect(handled).toBe(2);
    await until("its grade", () => outbox(holder) === 0);
    // Of what was said nothing stays.
    expect(network.rest()).not.toContain("quiet word");
    expect(holder.client.snapshot().wishes).toMatchObject([{ kind: "other", sent: true }]);
    network.answer = () => Promise.resolve();
  });

  it("[GATE-1] [LINE-2] [LINE-3] with a further account in it is held, and left by the service, until another line takes its place", async () => {
    const holder = holderOf(await ticketFor());
    const client = await holder.listed();
    const { user } = holder.ticket.account;
    const room = lineOf(user);
    if (room === undefined) throw new Error("no line");
    await until("the first word", () => heardOf(user).includes("have"));
    await joinForeignAccount(server, room);
    await until("it to be seen", () =>
      holder.session.members(room).every((one) => one.user !== network.deskSession.user),
    );
    expect(network.desk.snapshot().lines.find((one) => one.room === room)?.open).toBe(false);
    await client.wish("other", "Kept until it is alone");
    expect(outbox(holder)).toBe(1);
    // Another line takes its place once this one has been of no use for ten minutes.
    holder.clock.step(620_000);
    client.retryNow();
    await until("another line", () => lineOf(user) !== room);
    await until("the wish over it", () => heardOf(user).includes("wish"));
  });

  it("[LINE-2] the service turns down whoever has neither ticket nor listing", async () => {
    const account = await server.createAccount();
    const stranger = await plainSignIn(server, account);
    const service = network.deskSession.user;
    const before = network.desk.snapshot().refusedInvitations;
    const room = await plainRoom(stranger);
    const invited = await stranger.ask("POST", roomPath(room, "invite"), { user_id: service });
    expect(invited.status).toBe(200);
    await until("the refusal", () => network.desk.snapshot().refusedInvitations === before + 1);
    expect(network.desk.snapshot().lines.map((line) => line.room)).not.toContain(room);
    const path = roomPath(room, "state", "m.room.member", service);
    await until("it to be out", async () => {
      const { body } = await stranger.ask("GET", path);
      return body["membership"] === "leave";
    });
  });

  it("[LINE-3] a second device of an account takes up the line that is there", async () => {
    const holder = holderOf(await ticketFor());
    await holder.listed();
    const { user } = holder.ticket.account;
    const [text] = holder.disk.tables.get("profile")?.values() ?? [];
    const { password } = JSON.parse(text ?? "") as { readonly password: string };
    const disk = memoryDisk();
    const sessions = nodeSessions();
    const parts = {
      store: memoryStore(disk),
      sessions,
      storePrefix: `second-${user}`,
      clock: holder.clock,
      root: network.root.text,
    };
    const { baseUrl } = server;
    expect(await signIn(parts, { homeserver: baseUrl, user, password })).toEqual(taken);
    const { n, h } = network.log.head;
    await parts.store.commit({ directory: { log: network.log.text, n, head: h, at: 0 } });
    const opened = await openClient(parts);
    if (!opened.ok) throw new Error(opened.refusal.reason);
    await until("the line", () => (disk.tables.get("rooms")?.size ?? 0) === 1);
    expect([...(disk.tables.get("rooms")?.keys() ?? [])]).toEqual([lineOf(user)]);
    await opened.value.close();
  });
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** Rows that wait for the service's word. */
function outbox({ disk }: TicketHolder): number {
  return [...(disk.tables.get("outbox")?.values() ?? [])].length;
}
