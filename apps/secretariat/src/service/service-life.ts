import type { Clock, UserId } from "@parley/base";
import type { LineDesk, LineView } from "@parley/client";
import type { DeviceOfRecord, PocMessage } from "@parley/directory";
import type { DeskHandler, DeskHealth } from "../desk/index.ts";
import { Answers, type Outcome } from "./answers.ts";
import { Carrier } from "./carrier.ts";
import { deskOfService } from "./desk-of-service.ts";
import { datedHead, HEAD_EVERY, isReplaced, makeHeadKey } from "./heads.ts";
import { rowAt, rowOf, rowsOf, TICKET_KIND, ticketsOf, type HeadKeyRow } from "./rows.ts";
import type { ServiceLog } from "./service-log.ts";

/** How often the stores' generation is raised while anything happens, in ms. */
const RAISE_EVERY = 60_000;
/** Days in ms that a ticket is kept past its end, so that a late request says why it is refused. */
const TICKET_KEPT = 7 * 24 * 3_600_000;

interface LifeParts {
  readonly desk: LineDesk;
  readonly clock: Clock;
  readonly log: ServiceLog;
  /** Raises the generation of the stores. */
  readonly raise: () => Promise<void>;
}

/** The service between its start and its end: what it answers, and what it does by itself. */
export class ServiceLife {
  readonly handler: DeskHandler;
  /** Resolves once it serves. */
  readonly serving: Promise<void>;
  readonly #parts: LifeParts;
  readonly #headKey: HeadKeyRow;
  readonly #carrier: Carrier;
  readonly #answers: Answers;
  readonly #timers = new Map<string, () => void>();
  /** Greatest entry that somebody listed says to hold. */
  #heldElsewhere = 0;
  /** Somebody listed holds another entry under a number that this service has; until a person has started it anew. */
  #isForked = false;
  #head: string | null = null;
  #ended = false;
  #hasChanged = false;
  #seen = { link: "", listing: "", refused: 0, left: 0, ok: false };
  #served: () => void = () => undefined;

  private constructor(parts: LifeParts, headKey: HeadKeyRow) {
    this.#parts = parts;
    this.#headKey = headKey;
    const { desk, clock } = parts;
    const now = (): number => clock.now();
    this.#carrier = new Carrier(desk, (ms, call) =>
      this.#after(`write ${Math.random()}`, ms, call),
    );
    this.#answers = new Answers(this.#carrier, now, () => this.#head);
    this.handler = deskOfService({
      carrier: this.#carrier,
      now,
      health: () => this.#health(),
      headKey: () => headKey.publicKey,
      dateHead: () => this.#dateHead(),
      published: (n) => {
        this.#hasChanged = true;
        parts.log("published", { n });
        this.#look();
      },
    });
    this.serving = new Promise((resolve) => (this.#served = resolve));
  }

  static async of(parts: LifeParts): Promise<ServiceLife> {
    const known = rowAt(parts.desk, "service-head-key", "");
    const isOfUse = known !== null && !isReplaced(parts.desk.snapshot().log, known);
    const headKey = isOfUse ? known : makeHeadKey();
    if (!isOfUse && !(await parts.desk.keep([rowOf("service-head-key", "", headKey)])))
      parts.log("disk");
    return new ServiceLife(parts, headKey);
  }

  /** From here on it does things by itself. */
  async begin(): Promise<void> {
    this.#parts.desk.subscribe(() => this.#look());
    this.#look();
    this.#minutely();
    await this.#hourly();
  }

  /** Whether this account's line is joined. */
  mayJoin(user: UserId): boolean {
    const { desk, clock } = this.#parts;
    const now = clock.now();
    return (
      desk.snapshot().log.listedDevices(user).length > 0 ||
      ticketsOf(desk).some((ticket) => ticket.user === user && now < ticket.expires)
    );
  }

  async take(line: LineView, from: DeviceOfRecord | null, message: PocMessage): Promise<Outcome> {
    const outcome = await this.#answers.take(line, from, message);
    this.#hasChanged = true;
    // Somebody listed holds more than this service, or something else: its stores may have been put back.
    if (outcome === "ahead" && message.kind === "have")
      this.#heldElsewhere = Math.max(this.#heldElsewhere, message.n);
    this.#isForked ||= outcome === "forked";
    return outcome;
  }

  async end(): Promise<void> {
    this.#ended = true;
    for (const cancel of this.#timers.values()) cancel();
    await this.#parts.desk.close();
  }

  #health(): DeskHealth {
    const { desk } = this.#parts;
    const { link, listing, lines, log, refusedInvitations, leftRooms } = desk.snapshot();
    const isNamed = log.headKey() === this.#headKey.publicKey;
    const alarms = [
      ...(log.head.n < this.#heldElsewhere ? ["behind" as const] : []),
      ...(this.#isForked ? ["forked" as const] : []),
      // A head key that officers do not name dates nothing.
      ...(listing === "listed" && log.headKey() !== null && !isNamed ? ["head-key" as const] : []),
    ];
    return {
      ok: link.state === "connected" && listing === "listed" && alarms.length === 0,
      link: link.state,
      listing,
      lines: lines.length,
      queued: lines.reduce((sum, line) => sum + line.queued, 0),
      n: log.head.n,
      headAt: log.head.at,
      refusedInvitations: refusedInvitations + leftRooms,
      alarms,
    };
  }

  /** Says in the log what has become another, and notices when it serves. */
  #look(): void {
    if (this.#ended) return;
    const { log, desk } = this.#parts;
    const { ok, link, listing, lines } = this.#health();
    const { refusedInvitations, leftRooms } = desk.snapshot();
    const before = this.#seen;
    this.#seen = { link, listing, refused: refusedInvitations, left: leftRooms, ok };
    if (link !== before.link) log("link", { link });
    if (listing !== before.listing) log("listing", { listing });
    if (refusedInvitations > before.refused)
      log("invitation-refused", { why: "no-ticket-no-record", count: refusedInvitations });
    if (leftRooms > before.left) log("room-left", { why: "others-in-it", count: leftRooms });
    if (ok && !before.ok) log("serving", { lines });
    if (ok) this.#served();
  }

  /** Dates the newest head, and carries it. */
  async #dateHead(): Promise<void> {
    const { desk, clock, log } = this.#parts;
    const head = datedHead(desk.snapshot().log, this.#headKey, clock.now());
    this.#head = head;
    if (head === null) return;
    await this.#carrier.toAll([{ kind: "head", head }]);
    log("head-dated", { n: desk.snapshot().log.head.n });
  }

  async #hourly(): Promise<void> {
    await this.#dropTickets();
    await this.#dateHead();
    this.#after("hour", HEAD_EVERY, () => void this.#hourly());
  }

  #minutely(): void {
    this.#after("minute", RAISE_EVERY, () => {
      const raised = this.#hasChanged ? this.#parts.raise() : Promise.resolve();
      this.#hasChanged = false;
      void raised.then(() => this.#minutely());
    });
  }

  /** Tickets that ended a while ago, with what was asked under them. */
  async #dropTickets(): Promise<void> {
    const { desk, clock } = this.#parts;
    const old = ticketsOf(desk).filter(({ expires }) => clock.now() > expires + TICKET_KEPT);
    if (old.length === 0) return;
    const ids = new Set(old.map(({ id }) => id));
    const asked = rowsOf(desk, "service-asked").filter(([, { ticket }]) => ids.has(ticket));
    await this.#carrier.keep(
      [],
      [
        ...[...ids].map((id) => ({ kind: TICKET_KIND, id })),
        ...asked.map(([id]) => ({ kind: "service-asked", id })),
      ],
    );
  }

  #after(name: string, ms: number, call: () => void): void {
    if (this.#ended) return;
    this.#timers.set(
      name,
      this.#parts.clock.after(ms, () => {
        this.#timers.delete(name);
        if (!this.#ended) call();
      }),
    );
  }
}
