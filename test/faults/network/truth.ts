import type { ClientSnapshot, Consultation, Delivery, Entry } from "@parley/client";
import type { Office } from "../../harness/office.ts";
import type { FaultyLine } from "./faulty-line.ts";

/**
 * Longest that a client may read "connected" while no reply to a sync gets through, in ms. It notices within 11 s; the
 * rest is for a machine under load.
 */
const QUIET = 30_000;
/** How often the link is looked at where nothing changes, in ms. */
const LOOK = 1_000;

/** What a State's devices have on their disks, as far as others can know it: ids of notes and hashes of acts. */
export type Holdings = Map<string, Set<string>>;

/**
 * Looks at every snapshot of one client, and notes what is not true: of the link, of what has left, of what has been
 * delivered, of the gate, of what may never change any more.
 */
export class Truth {
  /** Each once, with the first moment that showed it. */
  readonly untrue = new Map<string, string>();
  readonly #office: Office;
  readonly #line: FaultyLine;
  readonly #holdings: Holdings;
  readonly #farthest = new Map<string, number>();
  readonly #timer: ReturnType<typeof setInterval>;
  #shown: readonly string[] = [];
  #client: Office["client"] | null = null;
  #stop: () => void = () => undefined;

  constructor(office: Office, line: FaultyLine, holdings: Holdings) {
    this.#office = office;
    this.#line = line;
    this.#holdings = holdings;
    this.#timer = setInterval(() => this.#look(), LOOK);
  }

  /** Watches the client that is open now; after each start again. */
  watch(): void {
    this.#stop();
    const { client } = this.#office;
    this.#client = client;
    this.#farthest.clear();
    this.#stop = client.subscribe(() => this.#look());
    this.#look();
  }

  /** Its process goes. */
  leave(): void {
    this.#stop();
    this.#client = null;
  }

  end(): void {
    this.leave();
    clearInterval(this.#timer);
  }

  #look(): void {
    if (this.#client === null) return;
    const snapshot = this.#client.snapshot();
    const entries = snapshot.consultations.flatMap((one) => one.entries);
    this.#hold(entries);
    this.#lookAtLink(snapshot);
    this.#lookAtOutbox(snapshot, entries);
    this.#lookAtDeliveries(entries);
    this.#lookAtOrder(entries);
    for (const consultation of snapshot.consultations) this.#lookAtGate(consultation);
    for (const { kind } of snapshot.alarms) this.#say(`alarm: ${kind}`, "");
  }

  #say(what: string, detail: string): void {
    if (!this.untrue.has(what)) this.untrue.set(what, detail);
  }

  #hold(entries: readonly Entry[]): void {
    const held = this.#holdings.get(this.#office.state) ?? new Set();
    this.#holdings.set(this.#office.state, held);
    for (const entry of entries) if (entry.kind !== "room") held.add(idOf(entry));
  }

  #lookAtLink({ link }: ClientSnapshot): void {
    const silent = Date.now() - this.#line.lastSync;
    if (link.state === "connected" && silent > QUIET)
      this.#say("connected, though nothing gets through", `for ${silent} ms`);
    if (link.state === "signed-out") this.#say("signed out, though it is not", "");
  }

  #lookAtOutbox({ outbox }: ClientSnapshot, entries: readonly Entry[]): void {
    const here = entries.filter((entry) =>
      ["queued", "sending", "held"].includes(deliveryOf(entry)?.state ?? ""),
    ).length;
    if (outbox.queued + outbox.held !== here)
      this.#say("the outbox counts otherwise than the log", JSON.stringify({ outbox, here }));
  }

  #lookAtDeliveries(entries: readonly Entry[]): void {
    const left = entries.filter((entry) => (STAGES[deliveryOf(entry)?.state ?? "queued"] ?? 0) > 0);
    const taken = this.#line.passedOn("send");
    if (left.length > taken)
      this.#say("sent, though the homeserver has it not", `${left.length} of ${taken}`);
    for (const entry of left) {
      const delivery = deliveryOf(entry);
      if (delivery?.state !== "delivered") continue;
      const missing = delivery.to.filter((state) => !this.#holdings.get(state)?.has(idOf(entry)));
      if (missing.length > 0)
        this.#say("delivered, though the other side has it not", missing.join());
    }
  }

  /** What was shown stays, in its order; what was delivered stays delivered. */
  #lookAtOrder(entries: readonly Entry[]): void {
    const notes = entries.flatMap((entry) => (entry.kind === "note" ? [entry.id as string] : []));
    const again = notes.filter((id) => this.#shown.includes(id));
    if (again.join() !== this.#shown.join()) this.#say("notes moved or went", again.join());
    this.#shown = notes;
    for (const entry of entries) {
      const stage = STAGES[deliveryOf(entry)?.state ?? "queued"] ?? 0;
      const before = this.#farthest.get(idOf(entry)) ?? 0;
      // An act may be queued once more for an office that missed it.
      if (stage < before && (before === 2 || entry.kind === "note"))
        this.#say("a delivery went back", `${before} to ${stage}`);
      this.#farthest.set(idOf(entry), Math.max(stage, before));
    }
  }

  /**
   * Nothing is a reason to hold but the homeserver's own refusal, and that an office is not in the roster, or not yet, or
   * has not left yet.
   */
  #lookAtGate({ gate }: Consultation): void {
    if (gate.state !== "held") return;
    const refused = this.#line.proxy.carriedOut.some(
      ({ status }) => status >= 400 && status < 500 && status !== 429,
    );
    for (const one of gate.reasons)
      if (one.reason === "refused-by-server" && !refused)
        this.#say("held as refused, though the homeserver refused nothing", "");
      else if (!ROSTER_REASONS.includes(one.reason) && one.reason !== "refused-by-server")
        this.#say(`held: ${one.reason}`, "");
  }
}

const ROSTER_REASONS: readonly string[] = ["own-office-not-in-roster", "account-not-in-roster"];

const STAGES: Readonly<Record<Delivery["state"], number>> = {
  queued: 0,
  sending: 0,
  held: 0,
  sent: 1,
  "not-delivered-yet": 1,
  delivered: 2,
};

function deliveryOf(entry: Entry): Delivery | null {
  return entry.kind === "room" ? null : entry.delivery;
}

function idOf(entry: Entry): string {
  return entry.kind === "act" ? entry.hash : entry.id;
}
