import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromBase64Url, type RecordId, type StateCode, type UserId } from "@parley/base";
import { ready } from "@parley/crypto";
import {
  makeRoot,
  parseRoot,
  readLog,
  type Log,
  type Operation,
  type TrustRoot,
} from "@parley/directory";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import {
  admission,
  finishProposal,
  makeInvitation,
  makeOfficer,
  makeProposal,
  serviceAdmission,
  signProposal,
  startService,
  writeNetwork,
  type DeskClient,
  type Officer,
  type RunningService,
  type ServiceOptions,
} from "@parley/secretariat";
import { openSqliteStore } from "@parley/storage/node";
import { Newcomer } from "../harness/newcomer.ts";
import { until } from "../harness/office.ts";

/** Cheap, so that a test does not pay for what an attacker should. */
const CHEAP = { algorithm: "argon2id13", opslimit: 1, memlimit: 8192 } as const;

/** A machine with a ticket, and the account that the ticket is for. */
export interface Invited {
  readonly poc: Newcomer;
  readonly ticket: string;
  readonly user: UserId;
  readonly rec: RecordId;
  readonly state: StateCode;
}

/** A homeserver, three officers of whom two sign, and the service's folder. */
export class ServiceStage {
  readonly dir: string;
  readonly folder: string;
  readonly officers: readonly Officer[];
  readonly root: TrustRoot;
  readonly serverName: string;
  readonly server: Homeserver;
  /** Where the service finds the homeserver. */
  readonly baseUrl: string;
  /** Lines of the service's log. */
  readonly logged: string[] = [];
  /** What the officers have signed. */
  log: Log;
  #service: RunningService | null = null;
  readonly #newcomers: Newcomer[] = [];

  private constructor(parts: {
    readonly dir: string;
    readonly folder: string;
    readonly server: Homeserver;
    readonly baseUrl: string;
    readonly user: UserId;
    readonly officers: readonly Officer[];
    readonly root: TrustRoot;
  }) {
    this.dir = parts.dir;
    this.folder = parts.folder;
    this.server = parts.server;
    this.baseUrl = parts.baseUrl;
    this.officers = parts.officers;
    this.root = parts.root;
    this.serverName = parts.user.slice(parts.user.indexOf(":") + 1);
    this.log = accepted(readLog(parts.root, ""));
  }

  /**
   * Sets it up; the service has an account and does not run yet.
   *
   * @param given `folder`: of the service, which is there; `through`: another address of the homeserver for the service;
   * `directory`: the one whose officers and whose homeserver it shares
   */
  static async set(
    given: {
      readonly server?: Homeserver;
      readonly folder?: string;
      readonly directory?: ServiceStage;
      readonly through?: (server: Homeserver) => Promise<string>;
    } = {},
  ): Promise<ServiceStage> {
    await ready();
    const dir = mkdtempSync(path.join(tmpdir(), "parley-service-"));
    const { directory } = given;
    const server =
      given.server ??
      directory?.server ??
      (await startHomeserver({ dir: path.join(dir, "homeserver"), exercise: true }));
    const officers =
      directory?.officers ??
      ["1", "2", "3"].map(
        (name) => makeOfficer(name, "horse battery staple copper", CHEAP).officer,
      );
    const keys = officers.map(({ keys: { publicKey } }) => publicKey);
    const at = Math.floor(Date.now() / 1000) * 1000;
    const root =
      directory?.root ??
      accepted(parseRoot(makeRoot({ officers: keys, k: 2, mode: "exercise", at })));
    const account = await server.createAccount();
    const baseUrl = (await given.through?.(server)) ?? server.baseUrl;
    const folder = given.folder ?? mkdtempSync(path.join(dir, "service-"));
    const stage = new ServiceStage({
      dir,
      folder,
      server,
      baseUrl,
      user: account.user,
      officers,
      root,
    });
    const network = { homeserver: baseUrl, server: stage.serverName, root };
    writeFileSync(path.join(folder, "network.json"), writeNetwork(network), { mode: 0o600 });
    const signIn = { v: 1, user: account.user, password: account.password, rec: "secretariat-1" };
    writeFileSync(path.join(folder, "sign-in.json"), JSON.stringify(signIn), { mode: 0o600 });
    return stage;
  }

  get service(): RunningService {
    if (this.#service === null) throw new Error("the service does not run");
    return this.#service;
  }

  get desk(): DeskClient {
    return this.service.desk();
  }

  start(more: Partial<ServiceOptions> = {}): ReturnType<typeof startService> {
    return startService({ dir: this.folder, log: (line) => this.logged.push(line), ...more });
  }

  /** Starts it, or what it was stopped as. */
  async run(more: Partial<ServiceOptions> = {}): Promise<RunningService> {
    this.#service = accepted(await this.start(more));
    return this.#service;
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#service = null;
  }

  /** Runs, is listed, and dates heads. */
  async serve(more: Partial<ServiceOptions> = {}): Promise<void> {
    await this.run(more);
    await this.list(this.desk);
    await this.service.ready;
  }

  /** What the service's requests are made with, as whoever has its folder and its key reads it; while it does not run. */
  async accessToken(): Promise<string> {
    const file = (name: string): string => path.join(this.folder, name);
    const key = fromBase64Url(readFileSync(file("service.key"), "utf8").trim());
    if (key === null) throw new Error("no key");
    const store = accepted(await openSqliteStore({ file: file("store.sqlite"), key }));
    const { profile } = accepted(await store.load());
    await store.close();
    return profile?.accessToken ?? "";
  }

  /** Takes the service into the directory, with its head key. */
  async list(desk: DeskClient, name = "secretariat-1"): Promise<void> {
    const request = accepted(await desk.request());
    const rec = name as RecordId;
    await this.publish(desk, accepted(serviceAdmission(request, rec, Date.now())));
    const key = accepted(await desk.headKey());
    await this.publish(desk, { op: "headkey", rec: { key } });
  }

  /** A proposal as two officers have signed it. */
  signed(operation: Operation): string {
    const [one, two] = this.officers;
    if (one === undefined || two === undefined) throw new Error("no officers");
    const made = accepted(makeProposal(this.log, operation, one, { now: Date.now() }));
    return accepted(signProposal(made.text, this.log, two)).text;
  }

  /** Signs, finishes and publishes one more entry. */
  async publish(desk: DeskClient, operation: Operation): Promise<void> {
    await this.finish(desk, this.signed(operation));
  }

  async finish(desk: DeskClient, proposal: string): Promise<void> {
    const longer = accepted(finishProposal(proposal, this.log));
    accepted(await desk.publish(longer.text));
    this.log = longer;
  }

  /** A ticket, on a machine that has not opened it. */
  async invite(desk: DeskClient, state: string, title: string): Promise<Invited> {
    const { user, password } = await this.server.createAccount();
    const [officer] = this.officers;
    if (officer === undefined) throw new Error("no officer");
    const invitation = accepted(
      makeInvitation({
        invited: { state: state as StateCode, level: ["technical"], kind: "office", title },
        account: { user, password },
        log: this.log,
        officer,
        now: Date.now(),
      }),
    );
    accepted(await desk.openTicket(invitation.open));
    const poc = new Newcomer({
      homeserver: this.server.baseUrl,
      server: this.serverName,
      root: this.root.text,
    });
    this.#newcomers.push(poc);
    const { rec } = invitation.open;
    return { poc, ticket: invitation.ticket, user, rec, state: state as StateCode };
  }

  /** What an officer does who has heard the words: the operation that admits. */
  async heard(desk: DeskClient, { user, poc }: Pick<Invited, "user" | "poc">): Promise<Operation> {
    let found: Operation | null = null;
    await until("the request at the desk", async () => {
      const pending = accepted(await desk.pending()).find(({ ticket }) => ticket.user === user);
      if (pending === undefined) return false;
      const given = { pending, heard: poc.words, log: this.log };
      found = accepted(admission(given, { now: Date.now() }));
      return true;
    });
    if (found === null) throw new Error("nothing was asked");
    return found;
  }

  /** From the ticket to verified: the first office of a State. */
  async admitted(
    desk: DeskClient,
    state: string,
    title = `Technical PoC ${state}`,
  ): Promise<Invited> {
    const invited = await this.invite(desk, state, title);
    await invited.poc.arrives(invited.ticket);
    await this.publish(desk, await this.heard(desk, invited));
    await untilListed(invited.poc);
    return invited;
  }

  async close(): Promise<void> {
    for (const poc of this.#newcomers.splice(0)) await poc.close();
    await this.stop();
  }

  /** After `close`, with the homeserver that it started. */
  async end(): Promise<void> {
    await this.close();
    await this.server.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export async function untilListed({ client }: Newcomer): Promise<void> {
  await until("being listed", () => client.snapshot().me.listing === "listed");
}

/** The value of a result that has to be one. */
export function accepted<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly refusal: unknown },
): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
