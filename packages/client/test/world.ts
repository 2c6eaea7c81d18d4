import { randomBytes as nodeRandom } from "node:crypto";
import type {
  Clock,
  DeviceId,
  Level,
  Power,
  RecordId,
  RoomId,
  StateCode,
  UserId,
} from "@parley/base";
import { accept, refuse } from "@parley/base";
import { ready, signKeyPairOf } from "@parley/crypto";
import {
  appendEntry,
  keyIdOf,
  makeRoot,
  parseListingRequest,
  parseRoot,
  readLog,
  type DirectoryRecord,
  type Log,
  type TrustRoot,
} from "@parley/directory";
import type { SessionOpener } from "@parley/session";
import { memoryDisk, memoryStore, type MemoryDisk } from "@parley/storage/memory";
import type { Store } from "@parley/storage";
import type { T02Fields } from "@parley/protocol";
import {
  openClient,
  signIn,
  type ActDraft,
  type Client,
  type ClientParts,
  type Consultation,
} from "../src/index.ts";
import { FakeNetwork } from "./fake-network.ts";
import { FakeSession, type FakeCrypto } from "./fake-session.ts";
import { ManualClock, quiet } from "./manual-clock.ts";

export const EARLY_WARNING: T02Fields = {
  stage: "early-warning",
  incident_ref: "CERT-2026-0147",
  rsit: { class: "availability", type: "ddos" },
  incident_status: "ongoing",
  suspected_malicious: "unknown",
  cross_border: "yes",
  impact_scope: "multi-org",
  territorial_link: "hosting",
  summary: "Traffic above 400 Gbit/s towards two operators.",
  request_to_recipient: "information",
  public_status: "not-public",
};

const base64 = (): string => nodeRandom(32).toString("base64").replace(/=+$/, "");

/** One device of an office, with its disk: what stays when its process goes. */
export class FakeOffice {
  readonly world: World;
  readonly rec: RecordId;
  readonly state: StateCode;
  readonly user: UserId;
  readonly disk: MemoryDisk = memoryDisk();
  readonly crypto: FakeCrypto;
  /** Text of the listing request as the officers would find it. */
  request: string | null = null;
  /** What its directory source offers; the world's log unless a test says otherwise. */
  offered: string | null | undefined = undefined;
  /** What the source of its directory does in place of reading. */
  directoryFault: (() => Promise<string | null>) | null = null;
  /** Its crypto store cannot be opened. */
  cryptoDamaged = false;
  level: readonly Level[] = ["technical"];
  powers: readonly Power[] = ["open", "answer"];
  session: FakeSession | null = null;
  #client: Client | null = null;
  #abandon: () => void = () => undefined;
  /** Writes that this process still makes before it hangs. */
  #commits = Number.POSITIVE_INFINITY;
  readonly #watchers = new Set<() => void>();

  constructor(world: World, rec: string, state: string, user: string) {
    this.world = world;
    this.rec = rec as RecordId;
    this.state = state as StateCode;
    this.user = user as UserId;
    const device = {
      user: this.user,
      id: `DEV${world.network.devices.length}` as DeviceId,
      ed25519: base64(),
      curve25519: base64(),
    };
    world.network.devices.push(device);
    this.crypto = { device, roomKeys: new Map(), discarded: 0 };
  }

  get client(): Client {
    if (this.#client === null) throw new Error("not open");
    return this.#client;
  }

  get key(): string {
    return this.crypto.device.curve25519;
  }

  offer(): void {
    for (const watcher of this.#watchers) watcher();
  }

  #parts(): ClientParts {
    let alive = true;
    const store = memoryStore(this.disk);
    this.#abandon = () => {
      alive = false;
    };
    this.#commits = Number.POSITIVE_INFINITY;
    const { clock, network } = this.world;
    // A process that was killed writes nothing more, and no timer of it goes off.
    const guardedStore: Store = {
      ...store,
      commit: (change) =>
        alive && this.#commits-- > 0 ? store.commit(change) : new Promise(() => undefined),
    };
    const guardedClock: Clock = {
      now: () => clock.now(),
      after: (ms, call) =>
        clock.after(ms, () => {
          if (alive) call();
        }),
    };
    const sessions: SessionOpener = {
      signIn: (homeserver, user, password) =>
        Promise.resolve(
          password === "correct"
            ? accept({
                homeserver,
                user: user as UserId,
                device: this.crypto.device.id,
                accessToken: "token",
              })
            : refuse({ reason: "wrong-password" }),
        ),
      open: (options) => {
        if (this.cryptoDamaged) return Promise.reject(new Error("the store does not open"));
        this.session = new FakeSession(network, this.crypto, options, () => clock.now());
        return Promise.resolve(this.session);
      },
    };
    return {
      store: guardedStore,
      sessions,
      storePrefix: "test",
      clock: guardedClock,
      root: this.world.root.text,
      directory: {
        read: () =>
          this.directoryFault?.() ??
          Promise.resolve(this.offered === undefined ? this.world.log.text : this.offered),
        onChange: (listener) => {
          this.#watchers.add(listener);
          return () => this.#watchers.delete(listener);
        },
        request: (text) => {
          if (this.directoryFault !== null) throw new Error("no such place");
          this.request = text;
          return Promise.resolve();
        },
      },
    };
  }

  async signIn(): Promise<void> {
    const signedIn = await signIn(this.#parts(), {
      homeserver: "http://127.0.0.1:1",
      user: this.user,
      password: "correct",
    });
    if (!signedIn.ok) throw new Error(signedIn.refusal.reason);
  }

  tryOpen(): ReturnType<typeof openClient> {
    return openClient(this.#parts());
  }

  async open(): Promise<Client> {
    const opened = await this.tryOpen();
    if (!opened.ok) throw new Error(opened.refusal.reason);
    this.#client = opened.value;
    await quiet();
    return opened.value;
  }

  /** The process writes so many more times, and then stands still until it is killed. */
  killAfterCommits(commits: number): void {
    this.#commits = commits;
  }

  /** The process goes without a word. */
  kill(): void {
    this.#abandon();
    this.session?.kill();
    this.#watchers.clear();
    this.#client = null;
  }

  /** The only consultation. */
  get consultation(): Consultation {
    const [one, second] = this.client.snapshot().consultations;
    if (one === undefined || second !== undefined)
      throw new Error(`${this.client.snapshot().consultations.length} consultations`);
    return one;
  }

  get room(): RoomId {
    const { room } = this.consultation;
    if (room === null) throw new Error("no room yet");
    return room;
  }
}

/** A directory with one officer, a network, a clock, and offices on it. */
export class World {
  readonly network: FakeNetwork = new FakeNetwork();
  readonly clock: ManualClock = new ManualClock();
  readonly root: TrustRoot;
  log: Log;
  readonly #officer = signKeyPairOf(new Uint8Array(32).fill(7));
  readonly offices: FakeOffice[] = [];

  private constructor() {
    const text = makeRoot({
      officers: [this.#officer.publicKey],
      k: 1,
      mode: "exercise",
      at: this.clock.now(),
    });
    const root = parseRoot(text);
    if (!root.ok) throw new Error(root.refusal);
    this.root = root.value;
    const log = readLog(this.root, "");
    if (!log.ok) throw new Error(log.refusal.reason);
    this.log = log.value;
  }

  static async make(): Promise<World> {
    await ready();
    return new World();
  }

  /** An office whose device is signed in and open, not listed yet. */
  async office(rec: string, state: string, user: string): Promise<FakeOffice> {
    const office = new FakeOffice(this, rec, state, user);
    this.offices.push(office);
    await office.signIn();
    await office.open();
    return office;
  }

  /** The officer admits what the office asks for, and the log is offered to everybody. */
  async admit(office: FakeOffice): Promise<void> {
    const request = parseListingRequest(office.request ?? "");
    if (!request.ok) throw new Error(request.refusal);
    const record: DirectoryRecord = {
      id: office.rec,
      state: office.state,
      level: office.level,
      kind: "office",
      powers: office.powers,
      holder: "p-1",
      user: request.value.user,
      devices: [request.value.device],
      release: 0,
      card: "",
      from: "2026-11-01",
      conf: "2026-11-20",
    };
    await this.append({ op: "admit", rec: record });
  }

  /** One more office in the directory, that nobody here has to do with. */
  async admitStranger(): Promise<void> {
    const n = this.log.head.n + 1;
    const url = (): string => nodeRandom(32).toString("base64url");
    const id = `DEV${n}` as DeviceId;
    await this.append({
      op: "admit",
      rec: {
        id: `xs-tech-${n}` as RecordId,
        state: "XS" as StateCode,
        level: ["technical"],
        kind: "office",
        powers: ["open", "answer"],
        holder: "p-1",
        user: `@s${n}:parley.test` as UserId,
        devices: [{ id, ed25519: base64(), curve25519: base64(), act: url(), seal: url() }],
        release: 0,
        card: "",
        from: "2026-11-01",
        conf: "2026-11-20",
      },
    });
  }

  async append(operation: Parameters<typeof appendEntry>[1]["operation"]): Promise<void> {
    const longer = appendEntry(this.log, { at: this.clock.now(), operation }, [this.#officer]);
    if (!longer.ok) throw new Error(longer.refusal.reason);
    this.log = longer.value;
    for (const office of this.offices) office.offer();
    await quiet();
  }

  async disable(office: FakeOffice): Promise<void> {
    const device = this.log.recordOf(office.rec)?.devices[0];
    if (device === undefined) throw new Error("not listed");
    const key = keyIdOf(Uint8Array.from(Buffer.from(device.act, "base64url")));
    await this.append({ op: "disable", rec: { id: office.rec, key } });
  }
}

export async function twoOffices(): Promise<{ world: World; alfa: FakeOffice; bravo: FakeOffice }> {
  const world = await World.make();
  const alfa = await world.office("xa-tech-1", "XA", "@alfa:parley.test");
  const bravo = await world.office("xb-tech-1", "XB", "@bravo:parley.test");
  await world.admit(alfa);
  await world.admit(bravo);
  return { world, alfa, bravo };
}

export function notification(to: readonly FakeOffice[], change: Partial<ActDraft> = {}): ActDraft {
  return {
    id: "draft-1",
    kind: "T02",
    channel: null,
    re: null,
    roster: to.map(({ rec }) => rec),
    tlp: "amber+strict",
    prec: "urgent",
    ask: { ack: "2026-11-24T10:00:00Z" },
    res: [],
    fields: { ...EARLY_WARNING },
    updatedAt: 0,
    ...change,
  };
}

/** Alfa has opened a consultation with Bravo, and everything has arrived. */
export async function opened(): Promise<{ world: World; alfa: FakeOffice; bravo: FakeOffice }> {
  const all = await twoOffices();
  const sent = await all.alfa.client.signAndSend(notification([all.bravo]));
  if (!sent.ok) throw new Error(sent.refusal.reason);
  await quiet();
  await all.world.clock.advance(1_000);
  return all;
}
