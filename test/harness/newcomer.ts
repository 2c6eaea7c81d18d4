import { randomBytes } from "node:crypto";
import { fromBase64Url, type Result } from "@parley/base";
import {
  enrol,
  openClient,
  type Client,
  type ClientParts,
  type EnrolProblem,
} from "@parley/client";
import type { KeyPair } from "@parley/crypto";
import { nodeSessions } from "@parley/session/node";
import { memoryDisk, memoryStore, type MemoryDisk } from "@parley/storage/memory";
import { SteppingClock } from "./stepping-clock.ts";

/** What a build is bound to. */
export interface Network {
  /** Base URL. */
  readonly homeserver: string;
  /** Matrix server name. */
  readonly server: string;
  /** Text of the trust root. */
  readonly root: string;
}

/** A machine that opens a ticket: the client without a face, bound to a network, its disk and its crypto store. */
export class Newcomer {
  readonly clock: SteppingClock = new SteppingClock();
  readonly #network: Network;
  readonly #disk: MemoryDisk = memoryDisk();
  readonly #prefix = `newcomer-${randomBytes(8).toString("hex")}`;
  #client: Client | null = null;

  constructor(network: Network) {
    this.#network = network;
  }

  get client(): Client {
    if (this.#client === null) throw new Error("not open");
    return this.#client;
  }

  /** Takes a ticket, as its text was opened or pasted. */
  enrol(ticket: string): Promise<Result<void, EnrolProblem>> {
    const { homeserver, server } = this.#network;
    return enrol({ ...this.#parts(), homeserver, server }, ticket);
  }

  /** Opens what the enrolment made: the client goes on by its line alone. */
  async open(): Promise<void> {
    const opened = await openClient(this.#parts());
    if (!opened.ok) throw new Error(opened.refusal.reason);
    this.#client = opened.value;
  }

  /** What enrols anew and opens in one. */
  async arrives(ticket: string): Promise<void> {
    const done = await this.enrol(ticket);
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    await this.open();
  }

  /** The twelve words, as its holder reads them over a telephone; "" where there are none. */
  get words(): string {
    return this.#client?.snapshot().me.enrolment?.words.join(" ") ?? "";
  }

  /** Everything at rest but the crypto store, as one text. */
  disk(): string {
    return [...this.#disk.tables.values()].flatMap((rows) => [...rows].flat()).join("\n");
  }

  /** What its requests are made with, as whoever has its disk reads it. */
  accessToken(): string {
    const [profile] = this.#disk.tables.get("profile")?.values() ?? [];
    return (JSON.parse(profile ?? "{}") as { readonly accessToken?: string }).accessToken ?? "";
  }

  /** What its holder signs with, as whoever has its disk reads it. */
  async actKeys(): Promise<KeyPair> {
    const loaded = await memoryStore(this.#disk).load();
    const act = loaded.ok ? loaded.value.profile?.act : undefined;
    const publicKey = fromBase64Url(act?.publicKey ?? "");
    const secretKey = fromBase64Url(act?.secretKey ?? "");
    if (publicKey === null || secretKey === null) throw new Error("no act key");
    return { publicKey, secretKey };
  }

  async close(): Promise<void> {
    await this.#client?.close();
    this.#client = null;
  }

  #parts(): ClientParts {
    return {
      store: memoryStore(this.#disk),
      sessions: nodeSessions(),
      storePrefix: this.#prefix,
      clock: this.clock,
      root: this.#network.root,
    };
  }
}
