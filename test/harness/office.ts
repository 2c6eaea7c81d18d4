import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActHash, RecordId, StateCode } from "@parley/base";
import {
  openClient,
  signIn,
  type ActDraft,
  type Client,
  type ClientParts,
  type Consultation,
  type Entry,
} from "@parley/client";
import type { Account } from "@parley/homeserver";
import type { Arrival, Session } from "@parley/session";
import { nodeSessions } from "@parley/session/node";
import type { Store } from "@parley/storage";
import { memoryDisk, memoryStore, type MemoryDisk } from "@parley/storage/memory";
import { actKeysOf } from "../../packages/client/test/act-keys.ts";
import { EARLY_WARNING } from "../../packages/client/test/early-warning.ts";
import type { ExerciseDirectory } from "./exercise-directory.ts";
import { SteppingClock } from "./stepping-clock.ts";

/** One device of an office on a real homeserver: the client without a face, its disk and its crypto store. */
export class Office {
  readonly rec: RecordId;
  readonly state: StateCode;
  readonly account: Account;
  /** The clock of its client; the crypto machine goes by the computer's. */
  readonly clock: SteppingClock = new SteppingClock();
  readonly #directory: ExerciseDirectory;
  readonly #baseUrl: string;
  readonly #disk: MemoryDisk = memoryDisk();
  readonly #prefix = `client-${randomBytes(8).toString("hex")}`;
  /** Kinds of everything that came out of its sessions. */
  readonly heard: Arrival["kind"][] = [];
  #client: Client | null = null;
  #session: Session | null = null;
  #alive: { is: boolean } = { is: false };
  #request: string | null = null;

  constructor(
    baseUrl: string,
    directory: ExerciseDirectory,
    account: Account,
    rec: string,
    state: string,
  ) {
    this.#baseUrl = baseUrl;
    this.#directory = directory;
    this.account = account;
    this.rec = rec as RecordId;
    this.state = state as StateCode;
  }

  get client(): Client {
    if (this.#client === null) throw new Error("not open");
    return this.#client;
  }

  /** What its client has of the homeserver at this moment. */
  get session(): Session {
    if (this.#session === null) throw new Error("no session");
    return this.#session;
  }

  async signIn(): Promise<void> {
    const { user, password } = this.account;
    const done = await signIn(this.#parts(), { homeserver: this.#baseUrl, user, password });
    if (!done.ok) throw new Error(done.refusal.reason);
  }

  async open(): Promise<void> {
    const opened = await openClient(this.#parts());
    if (!opened.ok) throw new Error(opened.refusal.reason);
    this.#client = opened.value;
  }

  /** Opens, asks to be listed and is; signed in before. */
  async admitted(): Promise<void> {
    await this.open();
    await until("a listing request", () => this.#request !== null);
    this.#directory.keep(actKeysOf(this.rows("profile")[0]));
    this.#directory.admit(this.#request ?? "", this.rec, this.state);
    await until("being listed", () => this.client.snapshot().me.listing === "listed");
  }

  /**
   * The process goes without a word: nothing is written any more and no timer goes off. The crypto store is in this
   * process's memory and can be open once only, so that the session is closed under it.
   */
  async kill(): Promise<void> {
    this.#alive.is = false;
    this.#client = null;
    await this.#session?.close();
    this.#session = null;
  }

  /** A copy of the disk as it is now; the answer puts it back, as a backup would. */
  copyOfDisk(): () => void {
    const copy = new Map([...this.#disk.tables].map(([table, rows]) => [table, new Map(rows)]));
    return () => {
      this.#disk.tables.clear();
      for (const [table, rows] of copy) this.#disk.tables.set(table, rows);
    };
  }

  /** Rows of one kind that are at rest, as text. */
  rows(table: Parameters<MemoryDisk["tables"]["get"]>[0]): readonly string[] {
    return [...(this.#disk.tables.get(table)?.values() ?? [])];
  }

  /** Everything at rest but the crypto store, as one text. */
  disk(): string {
    return [...this.#disk.tables.values()].flatMap((rows) => [...rows].flat()).join("\n");
  }

  async close(): Promise<void> {
    await this.#client?.close();
    this.#client = null;
  }

  get consultation(): Consultation {
    const [one] = this.client.snapshot().consultations;
    if (one === undefined) throw new Error("no consultation");
    return one;
  }

  /** The channel of its first consultation, which is signed. */
  get channel(): ActHash {
    return this.consultation.id as ActHash;
  }

  entries(kind: Entry["kind"]): readonly Entry[] {
    const [one] = this.client.snapshot().consultations;
    return (one?.entries ?? []).filter((entry) => entry.kind === kind);
  }

  notes(): readonly string[] {
    return this.entries("note").map((entry) => (entry.kind === "note" ? entry.body : ""));
  }

  #parts(): ClientParts {
    const alive = { is: true };
    this.#alive = alive;
    const store = memoryStore(this.#disk);
    const guarded: Store = {
      ...store,
      commit: (change) => (alive.is ? store.commit(change) : new Promise(() => undefined)),
    };
    const sessions = nodeSessions();
    return {
      store: guarded,
      sessions: {
        signIn: (homeserver, user, password) => sessions.signIn(homeserver, user, password),
        replacePassword: (...args) => sessions.replacePassword(...args),
        open: async (options) => {
          const session = await sessions.open(options);
          session.onEvent((event) => {
            if (event.kind === "arrival") this.heard.push(event.arrival.kind);
          });
          this.#session = session;
          return session;
        },
      },
      storePrefix: this.#prefix,
      clock: {
        now: () => this.clock.now(),
        after: (ms, call) =>
          this.clock.after(ms, () => {
            if (alive.is) call();
          }),
      },
      root: this.#directory.root.text,
      directory: {
        read: () => Promise.resolve(this.#directory.offered),
        onChange: (listener) => this.#directory.watch(listener),
        request: (text) => {
          this.#request = text;
          return Promise.resolve();
        },
      },
    };
  }
}

/** What Alfa tells another office first. */
export function notification(to: Office): ActDraft {
  return {
    id: "draft-1",
    kind: "T02",
    channel: null,
    re: null,
    roster: [to.rec],
    tlp: "amber+strict",
    prec: "urgent",
    ask: {},
    res: [],
    fields: { ...EARLY_WARNING },
    updatedAt: 0,
  };
}

/**
 * Waits until something holds.
 *
 * @param patience in ms; a minute is far more than anything takes on a slow machine.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience = 60_000,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(50);
  }
}
