import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseUserId } from "@parley/base";
import { readTicket } from "@parley/directory";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../../test/harness/homeserver-of-file.ts";
import { plainRequest, plainSignIn, tokenOf } from "../../../test/harness/plain-requests.ts";
import { makeAccount, renewPassword } from "../src/accounts/homeserver-accounts.ts";
import type { RunningDesk } from "../src/desk/index.ts";
import { writeNetwork } from "../src/files/network-file.ts";
import { DeskInMemory } from "./desk-in-memory.ts";
import { jsonOf, say, sayAsProcess, type Said } from "./say.ts";
import {
  makeMachine,
  openSecretariat,
  pendingFor,
  ticketFor,
  wordsOf,
  type Secretariat,
} from "./secretariat.ts";
import { tempFolder } from "./temp-folder.ts";

const homeserver = homeserverOfFile();
const folder = tempFolder();
let secretariat: Secretariat;
let desk: DeskInMemory;
let running: RunningDesk;
let office: { readonly homeserver: string; readonly server: string; readonly token: string };

beforeEach(async () => {
  const server = homeserver();
  secretariat = await openSecretariat(folder());
  const { baseUrl, serverName } = server;
  const network = { homeserver: baseUrl, server: serverName, root: secretariat.root };
  writeFileSync(secretariat.at("network"), writeNetwork(network));
  const token = await tokenFor(server, await server.createAccount({ admin: true }));
  writeFileSync(secretariat.at("token"), `${token}\n`, { mode: 0o600 });
  office = { homeserver: baseUrl, server: serverName, token };
  desk = new DeskInMemory(secretariat);
  running = await desk.open(secretariat.dir);
});

afterEach(async () => {
  await running.close();
});

type Server = ReturnType<typeof homeserver>;
type Account = Awaited<ReturnType<Server["createAccount"]>>;

async function tokenFor(server: Server, { user, password }: Account): Promise<string> {
  const at = "/_matrix/client/v3/login";
  const identifier = { type: "m.id.user", user };
  const asked = { type: "m.login.password", identifier, password };
  return tokenOf(await plainRequest(server, null, "POST", at, asked));
}

/** The service stands in the directory, as it does before anybody is invited. */
function withService(): Promise<void> {
  return publishSigned("service", "secretariat-1", ["admit", "--service"]);
}

async function publishSigned(
  name: string,
  id: string,
  command: readonly string[],
  given: Parameters<typeof say>[1] = {},
): Promise<void> {
  const { at, by, dir } = secretariat;
  for (const said of [
    await say([...command, ...by(1), "--desk", dir, "--out", at(name)], given),
    await say(["sign", at(name), ...by(2), "--desk", dir], { typed: [id] }),
    await say(["publish", at(name), "--root", at("root"), "--desk", dir]),
  ])
    if (said.code !== 0) throw new Error(said.err);
}

function invite(...more: readonly string[]): Promise<Said> {
  const { at, by, dir } = secretariat;
  // The network file brings the root.
  const key = by(1).slice(2);
  return say([
    "invite",
    ...key,
    "--network",
    at("network"),
    "--desk",
    dir,
    "--token-file",
    at("token"),
    "--out",
    at("alfa.parley-ticket"),
    "--json",
    ...more,
  ]);
}

const ALFA = ["--state", "XA", "--level", "technical", "--office", "Technical PoC"];

describe("invite", () => {
  it("[ENROL-2] [SERVER-2] makes an account of a random name whose password is in the ticket file alone", async () => {
    await withService();
    const said = await invite(...ALFA);
    expect([said.code, said.err]).toEqual([0, ""]);
    const text = readFileSync(secretariat.at("alfa.parley-ticket"), "utf8");
    const { server } = office;
    const read = readTicket(text, { root: secretariat.root, server, now: Date.now() });
    if (!read.ok) throw new Error(read.refusal);
    const { user, password, id } = read.value.ticket;
    expect(user).toMatch(/^@[a-z][a-z0-9]{11}:/);
    await plainSignIn(homeserver(), { user, password });
    expect(desk.opened).toMatchObject([{ id, user, state: "XA", office: "Technical PoC" }]);
    const form = readFileSync(secretariat.at("alfa.parley-ticket.html"), "utf8");
    for (const told of [said.out, said.err, form, JSON.stringify(desk.opened)])
      expect(told.includes(password)).toBe(false);
  });

  it("[ENROL-2] invites a record again on the account that it has, with a password of its own", async () => {
    await withService();
    const first = await makeAccount(office);
    if (!first.ok) throw new Error(first.refusal.text);
    const alfa = makeMachine(first.value.user);
    const ticket = ticketFor(secretariat, alfa);
    desk.waiting.push(pendingFor(alfa, ticket));
    await publishSigned("alfa", ticket.rec, ["admit", "--ticket", ticket.id], {
      typed: [wordsOf(alfa, secretariat.root, ticket.id)],
    });
    for (const rec of ["secretariat-1", "xb-technical-1"]) {
      const none = await invite("--rec", rec, "--office", "Technical PoC");
      expect([none.code, jsonOf(none)["reason"]]).toEqual([1, "unknown"]);
    }
    const said = await invite("--rec", ticket.rec, "--office", "Technical PoC");
    expect(jsonOf(said)).toMatchObject({ ok: true, rec: ticket.rec, user: alfa.user });
    const text = readFileSync(secretariat.at("alfa.parley-ticket"), "utf8");
    const reader = { root: secretariat.root, server: office.server, now: Date.now() };
    const read = readTicket(text, reader);
    if (!read.ok) throw new Error(read.refusal);
    expect(read.value.ticket).toMatchObject({ user: alfa.user, rec: ticket.rec, state: "XA" });
    await plainSignIn(homeserver(), read.value.ticket);
    await expect(plainSignIn(homeserver(), first.value)).rejects.toThrow("no access token");
  });

  it("leaves nothing behind where the service does not take the ticket, and makes no account for a title that misleads", async () => {
    await withService();
    desk.full = "The service has no room for one more line.";
    const full = await invite(...ALFA);
    expect([full.code, jsonOf(full)["reason"]]).toEqual([1, "full"]);
    desk.full = null;
    const misleading = await invite(
      "--state",
      "XA",
      "--level",
      "technical",
      "--office",
      "Bravo desk",
    );
    expect([misleading.code, jsonOf(misleading)["reason"]]).toEqual([1, "title"]);
    for (const name of ["alfa.parley-ticket", "alfa.parley-ticket.html"])
      expect(existsSync(secretariat.at(name))).toBe(false);
    expect(desk.opened).toEqual([]);
  });

  it("says so where the token is no operator's, and where the homeserver is away", async () => {
    await withService();
    const server = homeserver();
    const token = await tokenFor(server, await server.createAccount());
    writeFileSync(secretariat.at("token"), token, { mode: 0o600 });
    const said = await invite(...ALFA);
    expect([said.code, jsonOf(said)["reason"]]).toEqual([1, "token"]);
    const away = {
      homeserver: "http://127.0.0.1:1",
      server: office.server,
      root: secretariat.root,
    };
    writeFileSync(secretariat.at("network"), writeNetwork(away));
    const nobody = await invite(...ALFA);
    expect([nobody.code, jsonOf(nobody)["reason"]]).toEqual([1, "unreachable"]);
  });
});

describe("accounts", () => {
  it("of a record get a new password without ending the sign-in that is open", async () => {
    const server = homeserver();
    const made = await makeAccount(office);
    if (!made.ok) throw new Error(made.refusal.text);
    const before = await plainSignIn(server, made.value);
    const renewed = await renewPassword(office, made.value.user);
    if (!renewed.ok) throw new Error(renewed.refusal.text);
    expect(renewed.value.password).not.toBe(made.value.password);
    expect((await before.ask("GET", "/_matrix/client/v3/account/whoami")).status).toBe(200);
    await plainSignIn(server, renewed.value);
  });

  it("that do not exist are not made by renewing a password", async () => {
    const user = parseUserId(`@nobody000000:${office.server}`);
    if (user === null) throw new Error("no name");
    expect(await renewPassword(office, user)).toMatchObject({ refusal: { reason: "missing" } });
  });
});

describe("init service", () => {
  it("makes account and folder, for their owner alone, and touches neither a second time", async () => {
    const { at } = secretariat;
    const dir = path.join(secretariat.dir, "service");
    const args = [
      "init",
      "service",
      "--homeserver",
      office.homeserver,
      "--server",
      office.server,
      "--token-file",
      at("token"),
      "--root",
      at("root"),
      "--dir",
      dir,
    ];
    const said = await sayAsProcess(args);
    expect([said.code, said.err]).toEqual([0, ""]);
    const signIn = JSON.parse(readFileSync(path.join(dir, "sign-in.json"), "utf8")) as {
      readonly user: never;
      readonly password: string;
    };
    await plainSignIn(homeserver(), signIn);
    expect(said.out).not.toContain(signIn.password);
    const again = await say([...args, "--json"]);
    expect([again.code, jsonOf(again)["reason"]]).toEqual([1, "exists"]);
  });
});
