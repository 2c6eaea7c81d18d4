import { randomBytes } from "node:crypto";
import { accept, refuse, toBase64Url, type Result, type UserId } from "@parley/base";
import { openLineDesk, signIn, type LineDesk, type LineView } from "@parley/client";
import { makeSignKeyPair, type KeyPair } from "@parley/crypto";
import {
  HEAD_LIFE,
  logMessages,
  signHead,
  type OpenTicket,
  type PocMessage,
  type ServiceMessage,
} from "@parley/directory";
import type { Service, ServiceOptions } from "@parley/exercise";
import type { DeskClient, PendingEnrolment } from "@parley/secretariat";
import { nodeSessions } from "@parley/session/node";
import { memoryDisk, memoryStore } from "@parley/storage/memory";
import { platformClock } from "./platform-clock.ts";

/** A listed service in other hands: it carries what officers give it, and says over its lines whatever it is told to. */
export class FalseService implements Service {
  readonly user: UserId;
  readonly #headKey: KeyPair = makeSignKeyPair();
  readonly #tickets = new Map<string, OpenTicket>();
  readonly #pending: PendingEnrolment[] = [];
  #lines: LineDesk | null = null;

  private constructor(user: UserId) {
    this.user = user;
  }

  /** For `bringUp`. */
  static async start({ network, account }: ServiceOptions): Promise<FalseService> {
    const { homeserver, root } = network;
    const parts = {
      store: memoryStore(memoryDisk()),
      sessions: nodeSessions(),
      storePrefix: `false-${randomBytes(8).toString("hex")}`,
      clock: platformClock,
      root,
    };
    const signed = await signIn(parts, { homeserver, ...account });
    if (!signed.ok) throw new Error(signed.refusal.reason);
    const service = new FalseService(account.user);
    const opened = await openLineDesk(parts, {
      mayJoin: () => true,
      message: (line, from, message) => service.#take(line, from !== null, message),
    });
    if (!opened.ok) throw new Error(opened.refusal.reason);
    service.#lines = opened.value;
    return service;
  }

  /** Says this over every line. */
  async say(...messages: readonly ServiceMessage[]): Promise<void> {
    for (const message of messages) await this.#desk.sendTo("all", message);
  }

  /** Says over every line that these are the entries of the log from `n` on. */
  async offer(n: number, lines: readonly string[]): Promise<void> {
    await this.say(...logMessages(n, lines));
  }

  /** Its desk does what an exercise's officers need, and nothing else. */
  get desk(): DeskClient {
    const nothing = <T>(): Promise<Result<T, { reason: string; text: string }>> =>
      Promise.resolve(refuse({ reason: "false", text: "This service does not do that." }));
    return {
      health: nothing,
      log: () => Promise.resolve(accept(this.#desk.snapshot().log.text)),
      request: () => Promise.resolve(accept(this.#desk.listingRequest())),
      headKey: () => Promise.resolve(accept(toBase64Url(this.#headKey.publicKey))),
      pending: () => Promise.resolve(accept(this.#pending)),
      openTicket: (ticket) => {
        this.#tickets.set(ticket.id, ticket);
        return Promise.resolve(accept(undefined));
      },
      proposals: nothing,
      carry: nothing,
      withdraw: nothing,
      publish: async (log) => {
        const taken = await this.#desk.takeUp(log);
        if (taken?.ok !== true) return nothing();
        await this.#sayLog();
        return accept(taken.value.head);
      },
      wishes: nothing,
      wishDone: nothing,
      cards: nothing,
      eraseCard: nothing,
      reports: nothing,
    };
  }

  async stop(): Promise<void> {
    await this.#lines?.close();
  }

  async #take(line: LineView, isListed: boolean, message: PocMessage): Promise<void> {
    if (message.kind === "enrol") {
      const ticket = [...this.#tickets.values()].find(({ user }) => user === line.user);
      if (ticket === undefined) return;
      this.#pending.push({ ticket, request: message.request, receivedAt: Date.now() });
    } else if (message.kind === "have" && isListed) await this.#sayLog();
  }

  /** The whole log that it holds, with a date. */
  async #sayLog(): Promise<void> {
    const { log } = this.#desk.snapshot();
    await this.offer(1, log.text.trimEnd().split("\n"));
    const { n, h } = log.head;
    const at = Date.now();
    const content = { dir: log.root.dir, n, h, at, until: at + HEAD_LIFE };
    if (log.headKey() !== null)
      await this.say({ kind: "head", head: signHead(content, this.#headKey) });
  }

  get #desk(): LineDesk {
    if (this.#lines === null) throw new Error("not started");
    return this.#lines;
  }
}
