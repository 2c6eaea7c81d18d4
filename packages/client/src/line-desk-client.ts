import type { Result, RoomId, StateCode, UserId } from "@parley/base";
import {
  makeEnrolmentRequest,
  SERVICE_TICKET,
  type Log,
  type OfferRefusal,
  type ServiceMessage,
} from "@parley/directory";
import type { Session, SessionEvent } from "@parley/session";
import { retryAll } from "./backoff.ts";
import { ownBytes } from "./bytes.ts";
import type { Core } from "./core.ts";
import { Delivery } from "./deliver.ts";
import { DeskReading } from "./desk-reading.ts";
import { DeskRooms } from "./desk-rooms.ts";
import { DirectoryWatch } from "./directory-watch.ts";
import { ownDevice } from "./enrolment.ts";
import { gateNow } from "./gate.ts";
import type { LineDesk, LineDeskSnapshot, LineHandler, LineView } from "./line-desk.ts";
import { ungradedIn } from "./line-graded.ts";
import { lineChange } from "./line-outbox.ts";
import { lineRooms, peerOf } from "./line-rows.ts";
import { queuedIn } from "./outbox-row.ts";
import { pinRooms } from "./pin-rooms.ts";
import { Reception } from "./reception.ts";
import { onSessionEvent } from "./session-events.ts";
import { SessionKeeper } from "./session-keeper.ts";
import { TrustSettling } from "./trust.ts";

/** How long after a refused write it is tried again, in ms. */
const DISK_AGAIN = 5_000;
/** Kinds of rows of whoever hosts the desk begin so: they are apart from its own. */
const OWN = "desk-";

/** The service's end of its lines: what came is written, dealt with by the handler, and gone; what goes is queued. */
export class LineDeskClient implements LineDesk {
  readonly #core: Core;
  readonly #delivery: Delivery;
  readonly #rooms: DeskRooms;
  readonly #reading: DeskReading;
  readonly #reception: Reception;
  readonly #trust: TrustSettling;
  readonly #directory: DirectoryWatch;
  readonly #keeper: SessionKeeper;
  #shown: { readonly version: number; readonly snapshot: LineDeskSnapshot } | null = null;

  constructor(core: Core, handler: LineHandler) {
    this.#core = core;
    const pump = (): void => void core.queue.run(() => this.#delivery.pump());
    this.#delivery = new Delivery(
      core,
      () => undefined,
      (session) => void this.#keeper.replace(session),
    );
    this.#rooms = new DeskRooms(core, handler, pump);
    this.#reading = new DeskReading(core, handler, (room) => this.#viewOf(room), {
      done: pump,
      suspended: () => void this.#trust.settle(),
    });
    this.#reception = new Reception(core, () => {
      if (core.session !== null) void this.#keeper.replace(core.session);
    });
    this.#trust = new TrustSettling(core, () => this.#go());
    this.#directory = new DirectoryWatch(core, async () => this.#afterLog());
    this.#keeper = new SessionKeeper(core, {
      event: (event) => this.#onEvent(event),
      prepare: () => {
        this.#reception.begin();
        return pinRooms(core, pump);
      },
      replaced: async () => this.#afterStart(),
    });
  }

  async begin(session: Session): Promise<void> {
    const core = this.#core;
    core.onDiskRefused = () => {
      core.timers.set("disk", DISK_AGAIN, () => void core.queue.run(() => this.#afterDisk()));
      if (core.session !== null) void this.#keeper.replace(core.session);
    };
    await core.queue.run(async () => {
      await this.#keeper.attach(session);
      // What an older start has said may have reached nobody: each line gets a new key.
      for (const room of lineRooms(core.state)) core.staleKeys.add(room);
      this.#afterStart();
    });
    this.#directory.start();
  }

  snapshot(): LineDeskSnapshot {
    const core = this.#core;
    if (this.#shown?.version === core.version) return this.#shown.snapshot;
    const snapshot: LineDeskSnapshot = {
      link: core.link,
      listing: core.listing,
      lines: lineRooms(core.state).map((room) => this.#viewOf(room)),
      log: core.state.log,
      refusedInvitations: this.#rooms.refused,
      leftRooms: this.#rooms.left,
    };
    this.#shown = { version: core.version, snapshot };
    return snapshot;
  }

  subscribe(listener: () => void): () => void {
    return this.#core.subscribe(listener);
  }

  listingRequest(): string {
    const { user, act } = this.#core.state.profile;
    const request = { ticket: SERVICE_TICKET, user, device: ownDevice(this.#core) };
    return makeEnrolmentRequest(request, ownBytes(act.secretKey));
  }

  takeUp(logText: string): Promise<Result<Log, OfferRefusal> | null> {
    return this.#core.queue.run(() => this.#directory.offer(logText));
  }

  send(room: RoomId, message: ServiceMessage): Promise<void> {
    return this.#queue([room], message);
  }

  sendTo(to: StateCode | "all", message: ServiceMessage): Promise<void> {
    const rooms = lineRooms(this.#core.state).filter((room) => {
      const { user, rec } = this.#viewOf(room);
      const members = this.#core.session?.members(room) ?? [];
      // A start knows nobody at first. Whoever has left a line hears by another one.
      const isThere = members.length === 0 || members.some((one) => one.user === user);
      return isThere && rec !== null && (to === "all" || this.#core.state.log.state(rec) === to);
    });
    return this.#queue(rooms, message);
  }

  kept(kind: string): readonly { readonly id: string; readonly text: string }[] {
    return [...this.#core.state.kept(`${OWN}${kind}`)].map(([id, text]) => ({ id, text }));
  }

  keep: LineDesk["keep"] = (rows, gone = []) =>
    this.#core.queue.run(() =>
      this.#core.commit({
        kept: rows.map((row) => ({ ...row, kind: `${OWN}${row.kind}` })),
        keptGone: gone.map((row) => ({ ...row, kind: `${OWN}${row.kind}` })),
      }),
    );

  retryNow(): void {
    const core = this.#core;
    if (core.closed) return;
    core.session?.retryNow();
    retryAll(core);
    void core.queue.run(() => this.#afterDisk());
  }

  async close(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    core.closed = true;
    core.timers.end();
    this.#directory.stop();
    this.#keeper.detach();
    await this.#reading.end();
    await core.queue.run(() => Promise.resolve());
    core.touch();
    await core.session?.close();
    await core.parts.store.close();
  }

  #viewOf(room: RoomId): LineView {
    const { state } = this.#core;
    const user = peerOf(state, room) ?? ("" as UserId);
    return {
      room,
      user,
      rec: state.log.recordByUser(user)?.id ?? null,
      open: gateNow(this.#core, room).state === "open",
      queued: queuedIn(state, room).length,
    };
  }

  async #queue(rooms: readonly RoomId[], message: ServiceMessage): Promise<void> {
    const core = this.#core;
    await core.queue.run(async () => {
      for (const room of rooms) {
        if (core.closed) return;
        const { isInFlight } = core;
        await core.commit(lineChange(core.state, room, message, core.now(), isInFlight));
      }
      this.#go();
    });
  }

  #onEvent(event: SessionEvent): void {
    onSessionEvent(this.#core, event, {
      reception: this.#reception,
      trust: this.#trust,
      arrived: () => this.#work(),
      connected: () => undefined,
      lookAtAll: () => this.#go(),
      invited: () => void this.#rooms.settle(),
    });
  }

  #afterStart(): void {
    void this.#trust.settle();
    this.#go();
  }

  #afterLog(): void {
    void this.#trust.settle();
    this.#go();
  }

  async #afterDisk(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    // A write that changes nothing finds out.
    if (core.diskAlarm !== null && !(await core.commit({ profile: core.state.profile }))) return;
    await this.#reception.drain();
    this.#go();
  }

  /** Once for all that is announced until its turn comes. */
  #go(): void {
    this.#core.timers.set("go", 0, () => void this.#core.queue.run(() => this.#work()));
  }

  async #work(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    void this.#rooms.settle();
    void this.#reading.work();
    this.#trust.look();
    await this.#sayAgain();
    await this.#delivery.pump();
    core.touch();
  }

  async #sayAgain(): Promise<void> {
    const core = this.#core;
    if (core.link.state !== "connected") return;
    for (const room of lineRooms(core.state)) {
      const { change, wait } = ungradedIn(core, room);
      if (wait !== null) core.timers.set(`again ${room}`, wait, () => this.#go());
      if (change !== null && (await core.commit(change))) core.staleKeys.add(room);
    }
  }
}
