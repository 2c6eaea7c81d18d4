import { randomBytes } from "node:crypto";
import type { KeyId, RecordId, StateCode, UserId } from "@parley/base";
import {
  enrol,
  openClient,
  openLineDesk,
  signIn,
  type Client,
  type EnrolParts,
  type LineDesk,
  type LineHandler,
} from "@parley/client";
import { makeSignKeyPair, ready, type KeyPair } from "@parley/crypto";
import {
  appendEntry,
  lineOf,
  logMessages,
  makeRoot,
  makeTicket,
  parseEnrolmentRequest,
  parseRoot,
  readLog,
  signHead,
  type DirectoryRecord,
  type EntrySignature,
  type ListedDevice,
  type Log,
  type Operation,
  type PocMessage,
  type ServiceMessage,
  type TrustRoot,
} from "@parley/directory";
import type { Account, Homeserver } from "@parley/homeserver";
import type { Session, SessionOpener } from "@parley/session";
import { nodeSessions } from "@parley/session/node";
import type { Store } from "@parley/storage";
import { memoryDisk, memoryStore, type MemoryDisk } from "@parley/storage/memory";
import { SteppingClock } from "./stepping-clock.ts";
import { until } from "./office.ts";

/** One message as the service's handler got it. */
export interface Heard {
  readonly user: UserId;
  readonly rec: RecordId | null;
  readonly from: KeyId | null;
  readonly message: PocMessage;
}

/** A directory with one officer, and the service's end of all lines in this process: as little of the service as lines need. */
export class LineNetwork {
  readonly server: Homeserver;
  readonly serverName: string;
  readonly root: TrustRoot;
  readonly officer: KeyPair;
  readonly headKeys: KeyPair = makeSignKeyPair();
  readonly heard: Heard[] = [];
  readonly open: Set<UserId> = new Set();
  readonly disk: MemoryDisk = memoryDisk();
  readonly clock: SteppingClock = new SteppingClock();
  /** What a message is answered with besides what every `have` is; awaited before it counts as done. */
  answer: (heard: Heard) => Promise<void> = () => Promise.resolve();
  /** The log that the officers have signed so far. */
  log: Log;
  #desk: LineDesk | null = null;
  #session: Session | null = null;
  #alive: { is: boolean } = { is: true };
  readonly #sessions = nodeSessions();
  readonly #prefix = `desk-${randomBytes(8).toString("hex")}`;

  private constructor(server: Homeserver, account: Account, officer: KeyPair, root: TrustRoot) {
    this.server = server;
    this.serverName = account.user.slice(account.user.indexOf(":") + 1);
    this.officer = officer;
    this.root = root;
    const log = readLog(root, "");
    if (!log.ok) throw new Error(log.refusal.reason);
    this.log = log.value;
  }

  /** The service is signed in, open, and listed. */
  static async start(server: Homeserver): Promise<LineNetwork> {
    await ready();
    const account = await server.createAccount();
    const officer = makeSignKeyPair();
    const at = Math.floor(Date.now() / 1000) * 1000;
    const root = parseRoot(makeRoot({ officers: [officer.publicKey], k: 1, mode: "exercise", at }));
    if (!root.ok) throw new Error(root.refusal);
    const network = new LineNetwork(server, account, officer, root.value);
    const { user, password } = account;
    const signedIn = await signIn(network.#parts(), {
      homeserver: server.baseUrl,
      user,
      password,
    });
    if (!signedIn.ok) throw new Error(signedIn.refusal.reason);
    await network.openDesk();
    const request = parseEnrolmentRequest(network.desk.listingRequest());
    if (!request.ok) throw new Error(request.refusal);
    await network.publish({
      op: "admit",
      rec: recordOf("secretariat", "OSCE", request.value.user, [request.value.device], {
        kind: "service",
        powers: [],
      }),
    });
    return network;
  }

  get desk(): LineDesk {
    if (this.#desk === null) throw new Error("the desk is not open");
    return this.#desk;
  }

  get deskSession(): Session {
    if (this.#session === null) throw new Error("no session");
    return this.#session;
  }

  async openDesk(): Promise<void> {
    const opened = await openLineDesk(this.#parts(), this.#handler());
    if (!opened.ok) throw new Error(opened.refusal.reason);
    this.#desk = opened.value;
  }

  async closeDesk(): Promise<void> {
    await this.#desk?.close();
    this.#desk = null;
  }

  /** The process goes without a word; its crypto store is in this process's memory, so that the session is closed under it. */
  async killDesk(): Promise<void> {
    this.#alive.is = false;
    this.#desk = null;
    await this.#session?.close();
  }

  /** One more entry, which the officer signs, and whoever else. */
  async publish(
    operation: Operation,
    cosigners: readonly KeyPair[] = [],
    more: { readonly at?: number; readonly reset?: number } = {},
  ): Promise<void> {
    const content = { at: Date.now(), operation, ...more };
    const longer = appendEntry(this.log, content, [this.officer], cosigners);
    if (!longer.ok) throw new Error(longer.refusal.reason);
    await this.publishLog(longer.value);
  }

  /** One more entry from its text and signatures. */
  async publishEntry(entry: string, sigs: readonly EntrySignature[]): Promise<void> {
    const longer = readLog(this.root, `${this.log.text}${lineOf(entry, sigs)}\n`, this.log);
    if (!longer.ok) throw new Error(longer.refusal.reason);
    await this.publishLog(longer.value);
  }

  async publishLog(log: Log): Promise<void> {
    const before = this.log.head.n;
    this.log = log;
    const taken = await this.desk.takeUp(log.text);
    if (taken?.ok !== true) throw new Error(taken?.refusal.reason ?? "disk");
    for (const message of logMessages(before + 1, linesOf(log).slice(before)))
      await this.desk.sendTo("all", message);
  }

  /** A ticket for an account of its own. */
  async ticket(
    rec: string,
    state: string,
    more: { readonly expires?: number } = {},
  ): Promise<Ticket> {
    const account = await this.server.createAccount();
    this.open.add(account.user);
    const issued = Math.floor(Date.now() / 1000) * 1000;
    const { n, h } = this.log.head;
    const text = makeTicket(
      {
        id: randomBytes(16).toString("base64url"),
        dir: this.root.dir,
        user: account.user,
        password: account.password,
        rec: rec as RecordId,
        state: state as StateCode,
        level: ["technical"],
        kind: "office",
        office: "Technical PoC",
        issued,
        expires: more.expires ?? issued + 24 * 3_600_000,
        log: { n, h },
      },
      this.officer,
      this.log.text,
    );
    return { text, account, rec: rec as RecordId, state: state as StateCode };
  }

  /** Admits what a device has asked for over its line. */
  async admit(
    { rec, state, account }: Ticket,
    cosigners: readonly KeyPair[] = [],
    changed: Partial<DirectoryRecord> = {},
  ): Promise<void> {
    const { device } = await this.requestOf(account.user);
    await this.publish(
      { op: "admit", rec: recordOf(rec, state, account.user, [device], changed) },
      cosigners,
    );
  }

  /** The request that came over an account's line. */
  async requestOf(user: UserId): Promise<{ readonly device: ListedDevice }> {
    const found = (): Heard | undefined =>
      this.heard.findLast((one) => one.user === user && one.message.kind === "enrol");
    await until(`the request of ${user}`, () => found() !== undefined);
    const message = found()?.message;
    const request = message?.kind === "enrol" ? parseEnrolmentRequest(message.request) : null;
    if (request?.ok !== true) throw new Error("no request");
    return request.value;
  }

  /** A head as of now by the service's clock, signed with the key that dates heads. */
  head(at: number = Math.floor(this.clock.now() / 1000) * 1000): ServiceMessage {
    const { n, h } = this.log.head;
    const until = at + 24 * 3_600_000;
    return { kind: "head", head: signHead({ dir: this.root.dir, n, h, at, until }, this.headKeys) };
  }

  /** Everything at rest but the crypto store, as one text. */
  rest(): string {
    return [...this.disk.tables.values()].flatMap((rows) => [...rows].flat()).join("\n");
  }

  #handler(): LineHandler {
    return {
      mayJoin: (user) => this.open.has(user) || this.log.recordByUser(user) !== null,
      message: async (line, from, message) => {
        const heard = { user: line.user, rec: line.rec, from: from?.key ?? null, message };
        await this.answer(heard);
        this.heard.push(heard);
        if (message.kind !== "have") return;
        for (const part of logMessages(message.n + 1, linesOf(this.log).slice(message.n)))
          await this.desk.send(line.room, part);
        if (this.log.headKey() !== null) await this.desk.send(line.room, this.head());
      },
    };
  }

  #parts(): {
    readonly store: Store;
    readonly sessions: SessionOpener;
    readonly storePrefix: string;
    readonly clock: SteppingClock;
    readonly root: string;
  } {
    const alive = { is: true };
    this.#alive = alive;
    const store = memoryStore(this.disk);
    return {
      store: {
        ...store,
        commit: (change) => (alive.is ? store.commit(change) : new Promise(() => undefined)),
      },
      sessions: {
        ...this.#sessions,
        open: async (options) => {
          this.#session = await this.#sessions.open(options);
          return this.#session;
        },
      },
      storePrefix: this.#prefix,
      clock: this.clock,
      root: this.root.text,
    };
  }
}

export interface Ticket {
  readonly text: string;
  readonly account: Account;
  readonly rec: RecordId;
  readonly state: StateCode;
}

const linesOf = (log: Log): readonly string[] => log.text.split("\n").slice(0, -1);

export function recordOf(
  rec: string,
  state: string,
  user: UserId,
  devices: readonly ListedDevice[],
  changed: Partial<DirectoryRecord> = {},
): DirectoryRecord {
  return {
    id: rec as RecordId,
    state: state as StateCode,
    level: ["technical"],
    kind: "office",
    powers: ["open", "answer", "close", "directory"],
    holder: "p-1",
    user,
    devices,
    release: 0,
    card: "",
    from: "2026-11-01",
    conf: "2026-11-20",
    ...changed,
  };
}

/** A device of a PoC with a ticket: its disk, its crypto store, and the client on them. */
export class TicketHolder {
  readonly network: LineNetwork;
  readonly ticket: Ticket;
  readonly disk: MemoryDisk = memoryDisk();
  readonly clock: SteppingClock = new SteppingClock();
  readonly sessions: SessionOpener = nodeSessions();
  /** What its client asks for in place of the sessions' own, for faults. */
  replacePassword: SessionOpener["replacePassword"];
  baseUrl: string;
  #alive: { is: boolean } = { is: true };
  #client: Client | null = null;
  #session: Session | null = null;
  readonly #prefix = `poc-${randomBytes(8).toString("hex")}`;

  constructor(network: LineNetwork, ticket: Ticket) {
    this.network = network;
    this.ticket = ticket;
    this.baseUrl = network.server.baseUrl;
    this.replacePassword = (...args) => this.sessions.replacePassword(...args);
  }

  get client(): Client {
    if (this.#client === null) throw new Error("not open");
    return this.#client;
  }

  get session(): Session {
    if (this.#session === null) throw new Error("no session");
    return this.#session;
  }

  enrol(text: string = this.ticket.text): ReturnType<typeof enrol> {
    return enrol(this.#parts(), text);
  }

  async open(): Promise<Client> {
    const opened = await openClient({ ...this.#parts(), storePrefix: this.#prefix });
    if (!opened.ok) throw new Error(opened.refusal.reason);
    this.#client = opened.value;
    return opened.value;
  }

  async close(): Promise<void> {
    await this.#client?.close();
    this.#client = null;
  }

  async kill(): Promise<void> {
    this.#alive.is = false;
    this.#client = null;
    await this.#session?.close();
  }

  /** Enrolled, open, admitted by the officer, and aware of it. */
  async listed(cosigners: readonly KeyPair[] = []): Promise<Client> {
    const enrolled = await this.enrol();
    if (!enrolled.ok) throw new Error(JSON.stringify(enrolled.refusal));
    const client = await this.open();
    await this.network.admit(this.ticket, cosigners);
    await until("being listed", () => client.snapshot().me.listing === "listed");
    return client;
  }

  /** Key pair of its acts, from its disk. */
  actKeys(): KeyPair {
    const [text] = this.disk.tables.get("profile")?.values() ?? [];
    const { act } = JSON.parse(text ?? "{}") as {
      readonly act: { readonly publicKey: string; readonly secretKey: string };
    };
    const bytes = (one: string): Uint8Array => Uint8Array.from(Buffer.from(one, "base64url"));
    return { publicKey: bytes(act.publicKey), secretKey: bytes(act.secretKey) };
  }

  #parts(): EnrolParts {
    const alive = { is: true };
    this.#alive = alive;
    const store = memoryStore(this.disk);
    return {
      store: {
        ...store,
        commit: (change) => (alive.is ? store.commit(change) : new Promise(() => undefined)),
      },
      sessions: {
        signIn: (...args) => this.sessions.signIn(...args),
        replacePassword: (...args) => this.replacePassword(...args),
        open: async (options) => {
          this.#session = await this.sessions.open(options);
          return this.#session;
        },
      },
      clock: this.clock,
      root: this.network.root.text,
      homeserver: this.baseUrl,
      server: this.network.serverName,
    };
  }
}
