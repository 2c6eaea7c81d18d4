import { setTimeout as sleep } from "node:timers/promises";
import {
  accept,
  fromBase64Url,
  parseRecordId,
  refuse,
  toBase64Url,
  type Instant,
  type RecordId,
  type Result,
  type StateCode,
  type UserId,
} from "@parley/base";
import { randomBytes } from "@parley/crypto";
import {
  TICKET_LIFE,
  keyIdOf,
  makeTicket,
  type ListedDevice,
  type Log,
  type Operation,
  type Ticket,
} from "@parley/directory";
import type { Account } from "@parley/homeserver";
import {
  admission,
  makeInvitation,
  serviceAdmission,
  type DeskClient,
  type EnrolmentFault,
  type PendingEnrolment,
} from "@parley/secretariat";
import { granted } from "./granted.ts";
import type { Office } from "./office.ts";
import { Register } from "./register.ts";

/** An office and the account that was made for it. */
export interface Seat {
  readonly office: Office;
  readonly user: UserId;
}

/** Why a device is not admitted, with a sentence for the officer. */
export interface AdmissionRefusal {
  readonly reason: EnrolmentFault["reason"] | "not-asking";
  readonly text: string;
}

export interface OfficersOptions {
  readonly now: () => Instant;
  /** They answer nobody before `open`. */
  readonly closed?: boolean;
}

/** How often is looked whether a device asks, and for how long at most, in ms. */
const LOOK = 200;
const PATIENCE = 60_000;
const DAY = 24 * 60 * 60_000;

/**
 * The officers of an exercise at work: they give out tickets, hear words, and list devices. Their keys lie in one memory
 * and the words come from whoever calls: an exercise proves the machines, not the persons.
 */
export class Officers {
  readonly #register: Register;
  readonly #now: () => Instant;
  #desk: DeskClient | null = null;
  #opened: "all" | Set<RecordId>;
  /** Whose words were heard before their desk was open. */
  readonly #heard = new Map<RecordId, { readonly seat: Seat; readonly words: string }>();

  /** `ready()` of crypto comes first. */
  constructor({ now, closed = false }: OfficersOptions) {
    this.#now = now;
    this.#opened = closed ? new Set() : "all";
    this.#register = new Register(now);
  }

  /** Text of the trust root. */
  get root(): string {
    return this.log.root.text;
  }

  /** The directory as it stands. */
  get log(): Log {
    return this.#register.log;
  }

  /** Lists the service, first of all, and the key that dates its heads. From then on it publishes what they sign. */
  async employ(service: DeskClient): Promise<void> {
    this.#desk = service;
    this.#register.publishBy(service);
    const rec = parseRecordId("secretariat-1");
    if (rec === null) throw new Error("no name for the service");
    const request = granted(await service.request());
    await this.#register.enter(granted(serviceAdmission(request, rec, this.#now())));
    const key = granted(await service.headKey());
    await this.#register.enter({ op: "headkey", rec: { key } });
  }

  /** Makes the ticket of an office, as text, and lets the service expect whoever comes with it. */
  async invite(office: Office, account: Account): Promise<string> {
    const invited = { ...office, kind: "office" as const, rec: office.id };
    const { officer } = this.#register;
    const made = makeInvitation({ invited, account, log: this.log, officer, now: this.#now() });
    const { ticket, open } = granted(made);
    granted(await this.#service.openTicket(open));
    return ticket;
  }

  /** A ticket that an officer signs and nobody is told of, with whatever in it. */
  oddTicket(content: Omit<Ticket, "dir" | "log">): string {
    const { dir } = this.log.root;
    const { n, h } = this.log.head;
    const { keys } = this.#register.officer;
    return makeTicket({ ...content, dir, log: { n, h } }, keys, this.log.text);
  }

  /** The ticket of an office, had it been made too long ago. */
  expiredTicket({ office, user }: Seat): string {
    const { id: rec, state, level, title } = office;
    const issued = this.#now() - TICKET_LIFE - DAY;
    return this.oddTicket({
      id: toBase64Url(randomBytes(16)),
      user,
      password: toBase64Url(randomBytes(18)),
      rec,
      state,
      level,
      kind: "office",
      office: title,
      issued,
      expires: issued + TICKET_LIFE,
    });
  }

  /**
   * Somebody reads these words to the officers, as they stand on the screen of an office. At an open desk they are compared
   * with those of the device that asks, which is listed then; else they are kept until it opens. Throws where they differ.
   */
  async hear(seat: Seat, words: readonly string[]): Promise<"admitted" | "noted"> {
    const heard = { seat, words: words.join(" ") };
    if (!this.#isOpen(seat.office.id)) {
      this.#heard.set(seat.office.id, heard);
      return "noted";
    }
    await this.#admitHeard(heard);
    return "admitted";
  }

  /** Opens the desk for this office, or for all; whose words were heard before is admitted now. */
  async open(office: RecordId | null = null): Promise<void> {
    if (office === null) this.#opened = "all";
    else if (this.#opened !== "all") this.#opened.add(office);
    for (const [id, heard] of this.#heard) {
      if (!this.#isOpen(id)) continue;
      this.#heard.delete(id);
      await this.#admitHeard(heard);
    }
  }

  /** Whether a device asks with the ticket of this office, and waits for its words to be heard. */
  async asks(seat: Seat): Promise<boolean> {
    return (await this.#pendingOf(seat)) !== null;
  }

  /**
   * Compares words with those of the device that asks, and lists it where they are the same (ENROL-1).
   *
   * @param carried told once its State has been asked to sign
   */
  async admit(
    seat: Seat,
    heard: string,
    carried?: () => void,
  ): Promise<Result<void, AdmissionRefusal>> {
    const pending = await this.#pendingOf(seat);
    if (pending === null)
      return refuse({ reason: "not-asking", text: "No device asks with this ticket." });
    const { powers } = seat.office;
    const choice = { powers, now: this.#now() };
    const operation = admission({ pending, heard, log: this.log }, choice);
    if (!operation.ok) return operation;
    await this.#register.enter(operation.value, carried);
    return accept(undefined);
  }

  /** Lists a device with the record of an office, whatever its words are. */
  list(seat: Seat, device: ListedDevice): Promise<void> {
    return this.#register.enter(this.#listing(seat, device));
  }

  /** The directory, had they listed this in place of what they listed last; nobody is told of it. */
  otherwise(seat: Seat, device: ListedDevice): Log {
    return this.#register.otherwise(this.#listing(seat, device));
  }

  /** Takes every listed device of an office out of the log. */
  async disable(office: RecordId): Promise<void> {
    const devices = this.log.recordOf(office)?.devices ?? [];
    if (devices.length === 0) throw new Error(`${office} has no listed device`);
    for (const { act } of devices) {
      const key = fromBase64Url(act);
      if (key === null) throw new Error("a listed key is not base64url");
      await this.#register.enter({ op: "disable", rec: { id: office, key: keyIdOf(key) } });
    }
  }

  /** Sets a State back, as if it had never been admitted; shown everywhere, and effective after a wait (DIR-1). */
  reset(state: StateCode): Promise<void> {
    return this.#register.enter({ op: "reset", rec: { state } });
  }

  /** Dates the record of an office anew, with its card or another; its State signs that as well. */
  note(office: RecordId, changed: { readonly card?: string }, carried?: () => void): Promise<void> {
    const record = this.log.recordOf(office);
    if (record === null) throw new Error(`${office} is not in the directory`);
    const { card } = { card: record.card, ...changed };
    const rec = { id: office, card, conf: this.#today() };
    return this.#register.enter({ op: "card", rec }, carried);
  }

  async #admitHeard({
    seat,
    words,
  }: {
    readonly seat: Seat;
    readonly words: string;
  }): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (!(await this.asks(seat))) {
      if (performance.now() > end) throw new Error(`${seat.office.id} does not ask`);
      await sleep(LOOK);
    }
    granted(await this.admit(seat, words));
  }

  async #pendingOf({ office, user }: Seat): Promise<PendingEnrolment | null> {
    const pending = granted(await this.#service.pending());
    return (
      pending.findLast(({ ticket }) => ticket.rec === office.id && ticket.user === user) ?? null
    );
  }

  #listing({ office, user }: Seat, device: ListedDevice): Operation {
    const { title: _, ...said } = office;
    const today = this.#today();
    return {
      op: "admit",
      rec: {
        ...said,
        kind: "office",
        holder: "nobody",
        user,
        devices: [device],
        release: 0,
        card: "",
        from: today,
        conf: today,
      },
    };
  }

  #isOpen(office: RecordId): boolean {
    return this.#opened === "all" || this.#opened.has(office);
  }

  #today(): string {
    return new Date(this.#now()).toISOString().slice(0, 10);
  }

  get #service(): DeskClient {
    if (this.#desk === null) throw new Error("the officers have no service yet");
    return this.#desk;
  }
}
