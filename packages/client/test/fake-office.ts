import { randomBytes } from "node:crypto";
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
import type { SessionOpener } from "@parley/session";
import { memoryDisk, memoryStore, type MemoryDisk } from "@parley/storage/memory";
import type { Store } from "@parley/storage";
import type { SigningKeys } from "@parley/directory";
import {
  openClient,
  signIn,
  type Client,
  type ClientParts,
  type Consultation,
} from "../src/index.ts";
import { actKeysOf } from "./act-keys.ts";
import { FakeSession, type FakeCrypto } from "./fake-session.ts";
import { quiet } from "./manual-clock.ts";
import type { World } from "./world.ts";

/** A Matrix key, as Matrix writes it. */
export const matrixKey = (): string => randomBytes(32).toString("base64").replace(/=+$/, "");

/** Signs in as this device where the password is `correct`. */
export function signInAs(device: DeviceId): SessionOpener["signIn"] {
  return (homeserver, user, password) =>
    Promise.resolve(
      password === "correct"
        ? accept({ homeserver, user: user as UserId, device, accessToken: "token" })
        : refuse({ reason: "wrong-password" }),
    );
}

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
  powers: readonly Power[] = ["open", "answer", "directory"];
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
      ed25519: matrixKey(),
      curve25519: matrixKey(),
    };
    world.network.devices.push(device);
    this.crypto = { device, roomKeys: new Map(), lost: new Set(), discarded: 0 };
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
      signIn: signInAs(this.crypto.device.id),
      replacePassword: () => Promise.resolve(accept(undefined)),
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

  /** The act keys on its disk. */
  actKeys(): SigningKeys {
    const [profile] = this.disk.tables.get("profile")?.values() ?? [];
    return actKeysOf(profile);
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
