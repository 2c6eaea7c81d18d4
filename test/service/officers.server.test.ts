import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ready } from "@parley/crypto";
import { makeOfficer } from "@parley/secretariat";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jsonOf, MAIN, say, sayAsProcess, type Said } from "../../apps/secretariat/test/say.ts";
import { homeserverOfFile } from "../harness/homeserver-of-file.ts";
import { Newcomer } from "../harness/newcomer.ts";
import { until } from "../harness/office.ts";
import { plainRequest, tokenOf } from "../harness/plain-requests.ts";

/** Everything from the first key to two verified Points of Contact of a State, by the commands that officers type. */
const CHEAP = { algorithm: "argon2id13", opslimit: 1, memlimit: 8192 } as const;
const PASSPHRASE = "horse battery staple copper";

const homeserver = homeserverOfFile();
const dir = mkdtempSync(path.join(tmpdir(), "parley-officers-"));
/** The folder of the service's host, and one for each officer's own machine. */
const host = path.join(dir, "service");
const at = (name: string): string => path.join(dir, name);
const on = (machine: number, name: string): string => path.join(dir, String(machine), name);
let service: ChildProcess;
let serverName = "";
const newcomers: Newcomer[] = [];

beforeAll(async () => {
  await ready();
  const keys = [1, 2, 3].map((number) => {
    mkdirSync(path.join(dir, String(number)));
    const { officer, file } = makeOfficer(String(number), PASSPHRASE, CHEAP);
    writeFileSync(on(number, "key"), file, { mode: 0o600 });
    writeFileSync(on(number, "passphrase"), PASSPHRASE, { mode: 0o600 });
    return officer.publicKey;
  });
  const server = homeserver();
  serverName = server.serverName;
  const { user, password } = await server.createAccount({ admin: true });
  const identifier = { type: "m.id.user", user };
  const signIn = { type: "m.login.password", identifier, password };
  const answer = await plainRequest(server, null, "POST", "/_matrix/client/v3/login", signIn);
  writeFileSync(at("token"), tokenOf(answer), { mode: 0o600 });
  const bound = ["--homeserver", server.baseUrl, "--server", serverName];
  const officers = keys.flatMap((key) => ["--officer", key]);
  done(
    await say([
      "init",
      "root",
      "--mode",
      "exercise",
      "--k",
      "2",
      ...officers,
      "--out",
      at("root"),
      "--network",
      at("network"),
      ...bound,
    ]),
  );
  done(
    await say([
      "init",
      "service",
      ...bound,
      "--token-file",
      at("token"),
      "--root",
      at("root"),
      "--dir",
      host,
    ]),
  );
  service = spawn(process.execPath, [MAIN, "serve", "--dir", host], { stdio: "ignore" });
  await until("the desk", () => existsSync(path.join(host, "desk.json")));
  await until("an answer of the desk", async () => (await show()).code === 0);
});

afterAll(async () => {
  for (const one of newcomers) await one.close();
  if (service.exitCode === null) {
    const gone = new Promise((resolve) => service.on("close", resolve));
    service.kill("SIGTERM");
    await gone;
  }
  rmSync(dir, { recursive: true, force: true });
});

function done(said: Said): Said {
  if (said.code !== 0) throw new Error(`exit code ${said.code}: ${said.err}${said.out}`);
  return said;
}

/** Options of an officer at their own machine, before the desk. */
function by(officer: number): readonly string[] {
  const key = ["--key", on(officer, "key"), "--passphrase-file", on(officer, "passphrase")];
  return ["--root", at("root"), "--desk", host, ...key];
}

function show(...more: readonly string[]): Promise<Said> {
  return say(["show", "--root", at("root"), "--desk", host, ...more]);
}

/** The proposal goes from the first officer's machine to the second's, who signs and publishes. */
async function signAndPublish(name: string, typed: string): Promise<Said> {
  writeFileSync(on(2, name), readFileSync(on(1, name)));
  done(await say(["sign", on(2, name), ...by(2)], { typed: [typed] }));
  return done(await say(["publish", on(2, name), "--root", at("root"), "--desk", host]));
}

async function invite(name: string, ...office: readonly string[]): Promise<Newcomer> {
  const { network, key, out } = {
    network: ["--network", at("network"), "--desk", host, "--token-file", at("token")],
    key: ["--key", on(1, "key"), "--passphrase-file", on(1, "passphrase")],
    out: ["--out", on(1, `${name}.parley-ticket`)],
  };
  done(await say(["invite", ...network, ...key, ...office, ...out]));
  const newcomer = new Newcomer({
    homeserver: homeserver().baseUrl,
    server: serverName,
    root: readFileSync(at("root"), "utf8"),
  });
  newcomers.push(newcomer);
  await newcomer.arrives(readFileSync(on(1, `${name}.parley-ticket`), "utf8"));
  return newcomer;
}

/** The officer calls, and the newcomer reads the words. Answers the record's id. */
async function admit(name: string, newcomer: Newcomer): Promise<string> {
  interface Waiting {
    readonly id: string;
    readonly rec: string;
  }
  let waiting: readonly Waiting[] = [];
  await until("the request at the desk", async () => {
    const said = done(await say(["pending", "--desk", host, "--json"]));
    waiting = jsonOf(said)["pending"] as readonly Waiting[];
    return waiting.length === 1;
  });
  const [one] = waiting;
  if (one === undefined) throw new Error("nobody waits");
  const proposed = ["admit", "--ticket", one.id, ...by(1), "--out", on(1, name)];
  done(await say(proposed, { typed: [newcomer.words] }));
  return one.rec;
}

const isListed = (one: Newcomer): boolean => one.client.snapshot().me.listing === "listed";

describe("the officers' commands and the service", () => {
  let alfa: Newcomer;
  let colleague: Newcomer;
  let rec = "";

  it("[DIR-1] [DIR-3] take the service in, and the key that dates its heads", async () => {
    done(await say(["admit", "--service", ...by(1), "--out", on(1, "service")]));
    await signAndPublish("service", "secretariat-1");
    done(await say(["rotate", "headkey", ...by(1), "--out", on(1, "headkey")]));
    await signAndPublish("headkey", "headkey");
    await until("the service to serve", async () => (await show()).out.includes(", listed,"));
    expect((await show()).out).toContain("head 2:");
  });

  it("[ENROL-1] [ENROL-2] take a first Point of Contact from ticket and words to verified", async () => {
    alfa = await invite(
      "alfa",
      "--state",
      "XA",
      "--level",
      "technical",
      "--office",
      "Technical PoC",
    );
    rec = await admit("alfa", alfa);
    await signAndPublish("alfa", rec);
    await until("Alfa to be listed", () => isListed(alfa));
    expect(done(await say(["pending", "--desk", host])).out).toBe("Nobody waits for admission.\n");
  });

  it("[DIR-1] carry a second one to the State's own device, and publish what that has signed", async () => {
    colleague = await invite(
      "second",
      "--state",
      "XA",
      "--level",
      "policy",
      "--office",
      "Policy PoC",
    );
    const secondRec = await admit("second", colleague);
    expect((await signAndPublish("second", secondRec)).out).toContain(`itself (1 of ${rec})`);
    expect(isListed(colleague)).toBe(false);
    await until("the proposal on the line", () => alfa.client.snapshot().toSign.length === 1);
    const [toSign] = alfa.client.snapshot().toSign;
    expect(await alfa.client.coSign(toSign?.hash ?? "")).toMatchObject({ ok: true });
    await until("the State's signature at the desk", async () => {
      const said = done(await say(["publish", "--root", at("root"), "--desk", host, "--json"]));
      return (jsonOf(said)["published"] as readonly unknown[]).length === 1;
    });
    await until("the second to be listed", () => isListed(colleague));
    await until("nothing to sign any more", () => alfa.client.snapshot().toSign.length === 0);
  });

  it("[DIR-1] take a device out by officers alone, and its colleague hears of it", async () => {
    done(await say(["disable", "--rec", rec, ...by(1), "--out", on(1, "gone")]));
    const trustIn = (): string | undefined =>
      colleague.client.snapshot().records.find((one) => one.rec === rec)?.trust;
    expect(trustIn()).toBe("verified");
    await signAndPublish("gone", rec);
    await until("the colleague to hear of it", () => trustIn() === "suspended");
  });

  it("[CHAIN] leave a log behind that verifies from the root, and says who signed what", async () => {
    done(await show("--out", at("log")));
    const said = await sayAsProcess(["verify", at("log"), "--root", at("root")]);
    expect([said.code, said.err]).toEqual([0, ""]);
    expect(said.out.match(/signed: officers 1?2?3?, /g)).toHaveLength(5);
    expect(said.out).toContain(`; ${rec} (key `);
  });

  it("end with the service when it is told to, and say then that nobody is there", async () => {
    const gone = new Promise((resolve) => service.on("close", resolve));
    service.kill("SIGTERM");
    expect(await gone).toBe(0);
    const said = await sayAsProcess(["pending", "--desk", host]);
    expect([said.code, said.out]).toEqual([4, ""]);
  });
});
